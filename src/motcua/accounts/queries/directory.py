"""Who holds which duty where, unit by unit: read once, then answered in plain Python while nothing about duties changed."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F, Prefetch

from motcua.accounts import rules
from motcua.accounts.models import ActingFor, Duty, Role
from motcua.kernel.models import Counter
from motcua.kernel.remembered import Remembered
from motcua.units import queries as units

CHANGES = "accounts:duties"
"""The series that counts changes of duties, absences and officers' accounts: the directory's stamp."""
HEAD_ROLES = frozenset({Role.UNIT_HEAD.value, Role.DEPARTMENT_HEAD.value})


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who answers for a role at a unit now; a substitute carries the name of the absent colleague."""

    user_id: int
    name: str
    post: str
    duty_id: int
    on_behalf_of: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """A duty at a unit, of somebody whose account is open; `away` are the absences with the substitute's id and name."""

    duty_id: int
    user_id: int
    name: str
    title: str
    role: str
    leads: bool
    span: rules.Span
    away: tuple[tuple[rules.Span, int, str], ...]
    post_id: int | None = None

    def holders(self, at: datetime) -> list[Holder]:
        """Who acts in it at a moment: the officer, or while absent the substitute."""
        if not self.span.holds(at):
            return []
        post = self.title or str(Role(self.role).label)
        acting = [(user_id, name) for span, user_id, name in self.away if span.holds(at)]
        if not acting:
            return [Holder(self.user_id, self.name, post, self.duty_id)]
        return [Holder(user_id, name, post, self.duty_id, self.name) for user_id, name in acting]


@dataclass
class Directory:
    """The units asked for so far. Posts belong to the tree, so a unit is read anew when the tree has changed."""

    seats: dict[int, tuple[object, tuple[Seat, ...]]] = field(default_factory=dict)

    def at(self, unit_id: int) -> tuple[Seat, ...]:
        """All seats of exactly this unit, past and future ones too, in the order of their posts."""
        tree = units.tree()
        kept = self.seats.get(unit_id)
        if kept is None or kept[0] is not tree:
            kept = self.seats[unit_id] = (tree, read_seats(unit_id))
        return kept[1]


def read_seats(unit_id: int) -> tuple[Seat, ...]:
    """Two statements; a closed account holds nothing, nor does it stand in for anybody."""
    absences = ActingFor.objects.filter(substitute__is_active=True).select_related("substitute").order_by("starts_at")
    duties = (
        Duty.objects.filter(unit_id=unit_id, user__is_active=True)
        .select_related("user", "post")
        .prefetch_related(Prefetch("absences", queryset=absences, to_attr="all_absences"))
        .order_by(F("post__order").asc(nulls_last=True), "id")
    )
    return tuple(seat_of(duty, duty.all_absences) for duty in duties)


def seat_of(duty: Duty, absences: list[ActingFor]) -> Seat:
    """The seat a row describes."""
    return Seat(
        duty_id=duty.pk,
        user_id=duty.user_id,
        name=duty.user.full_name,
        title=duty.post.title if duty.post else "",
        role=duty.role,
        leads=duty.post.is_head if duty.post else duty.role in HEAD_ROLES,
        span=rules.Span(duty.valid_from, duty.valid_until),
        away=tuple(
            (rules.Span(row.starts_at, row.until), row.substitute_id, row.substitute.full_name) for row in absences
        ),
        post_id=duty.post_id,
    )


def changes() -> int | None:
    """How often duties have changed; None when never."""
    return Counter.objects.filter(pk=CHANGES).values_list("value", flat=True).first()


DIRECTORY = Remembered(Directory, changes)


def holders_at(unit_id: int, role: str, at: datetime) -> list[Holder]:
    """Who holds a role at exactly this unit at a moment; an absent colleague's place is taken by the substitute."""
    seats = DIRECTORY.get().at(unit_id)
    return [holder for seat in seats if seat.role == role for holder in seat.holders(at)]


def seated_at(unit_id: int, role: str, at: datetime) -> list[Seat]:
    """The duties with a role at exactly this unit that hold at a moment, absent colleagues' too."""
    return [seat for seat in DIRECTORY.get().at(unit_id) if seat.role == role and seat.span.holds(at)]


def head_at(unit_id: int, at: datetime) -> Holder | None:
    """Whoever leads exactly this unit at a moment."""
    for seat in DIRECTORY.get().at(unit_id):
        if seat.leads and (found := seat.holders(at)):
            return found[0]
    return None
