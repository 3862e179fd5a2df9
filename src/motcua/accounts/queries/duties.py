"""What somebody may act under: own duties and those of absent colleagues."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q

from motcua.accounts import rules
from motcua.accounts.models import ActingFor, Duty, Role, User
from motcua.kernel import clock
from motcua.kernel.remembered import Kept
from motcua.units.models import Unit


@dataclass(frozen=True, slots=True)
class Held:
    """A duty as somebody may act under it: their own, or that of an absent colleague (`for_name` is set)."""

    duty_id: int
    user_id: int
    unit_id: int
    unit_name: str
    role: str
    post: str
    reach: str
    span: rules.Span
    acting: rules.Span | None = None
    for_name: str = ""
    away: tuple[rules.Span, ...] = ()

    def holds(self, at: datetime) -> bool:
        """Whether one may act under it at that moment."""
        return self.span.holds(at) and (self.acting is None or self.acting.holds(at))

    def is_away(self, at: datetime) -> bool:
        """Whether a substitute acts under it at that moment."""
        return any(span.holds(at) for span in self.away)

    @property
    def role_label(self) -> str:
        """The role in words."""
        return str(Role(self.role).label)


def place_line(unit: Unit) -> str:
    """The unit's name; an office or desk, of which every place has one by the same name, says of which place."""
    inner = unit.level in rules.INNER_LEVELS and unit.parent is not None
    return f"{unit.name}, {unit.parent.name}" if inner else unit.name  # type: ignore[union-attr]


def _held(duty: Duty, *, acting: rules.Span | None, away: tuple[rules.Span, ...]) -> Held:
    return Held(
        duty_id=duty.pk,
        user_id=duty.user_id,
        unit_id=duty.unit_id,
        unit_name=place_line(duty.unit),
        role=duty.role,
        post=duty.post.title if duty.post else str(Role(duty.role).label),
        reach=duty.scope,
        span=rules.Span(duty.valid_from, duty.valid_until),
        acting=acting,
        for_name=duty.user.full_name if acting else "",
        away=away,
    )


def _load_duties(user_id: int) -> list[Held]:
    """All duties of a person that have not ended, and those they act under for others; two statements."""
    at = clock.now()
    open_absences = ActingFor.objects.filter(ends_at__gt=at).order_by("starts_at")
    mine = Q(user_id=user_id) | Q(absences__substitute_id=user_id, absences__ends_at__gt=at)
    duties = (
        Duty.objects.filter(mine, Q(valid_until__isnull=True) | Q(valid_until__gt=at))
        .select_related("user", "unit__parent", "post")
        .prefetch_related(Prefetch("absences", queryset=open_absences, to_attr="open_absences"))
        .distinct()
        .order_by("post__order", "id")
    )
    found: list[Held] = []
    for duty in duties:
        spans = [(row.substitute_id, rules.Span(row.starts_at, row.until)) for row in duty.open_absences]
        if duty.user_id == user_id:
            found.append(_held(duty, acting=None, away=tuple(span for _, span in spans)))
        elif duty.user.is_active:
            found += [_held(duty, acting=span, away=()) for substitute, span in spans if substitute == user_id]
    return sorted(found, key=lambda held: held.acting is not None)


KNOWN: Kept[list[Held]] = Kept(most=20_000, seconds=300)


def _known_duties(user: User) -> list[Held]:
    """The duties of a person, remembered under the version that grows with every change: right in every process at once."""
    return KNOWN.get((user.pk, user.duties_version), lambda: _load_duties(user.pk))


def duties_of(user: User, at: datetime | None = None) -> list[Held]:
    """Under what the person may act at a moment: own duties first, then those of absent colleagues."""
    moment = at or clock.now()
    if not user.is_active or not user.is_staff:
        return []
    known = _load_duties(user.pk) if at is not None and at < clock.now() else _known_duties(user)
    return [held for held in known if held.holds(moment)]


def chosen_duty(user: User, duty_id: int | None) -> Held | None:
    """The duty the person acts under: the chosen one while it holds, else the first own duty."""
    held = duties_of(user)
    return next((each for each in held if each.duty_id == duty_id), held[0] if held else None)
