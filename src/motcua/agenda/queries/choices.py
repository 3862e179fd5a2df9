"""Whom, which offices and which rooms an entry may name."""

from collections.abc import Iterable
from dataclasses import dataclass

from motcua.accounts.models import Duty
from motcua.accounts.queries import house_of, title_of
from motcua.agenda.models import MeetingRoom
from motcua.agenda.rules.naming import title_at
from motcua.kernel import clock
from motcua.kernel.scoping import Scope
from motcua.units.models import Unit
from motcua.units.queries import is_active, unit_by_id

HEADS = ("unit_head", "department_head")


@dataclass(frozen=True, slots=True)
class Seat:
    """An officer of the house by a duty; `leads` for leaders of the place and heads of its offices."""

    duty_id: int
    user_id: int
    name: str
    post: str
    leads: bool

    @property
    def words(self) -> str:
        """Post and name, as an invitation calls a person."""
        return f"{self.post} {self.name}"


def seats_by_duty(unit_id: int, duty_ids: Iterable[int] | None = None) -> list[Seat]:
    """Duties in force in the place's house, its leaders first; with `duty_ids` only these."""
    rows = Duty.objects.in_force(clock.now()).filter(unit_id__in=house_of(unit_id))
    if duty_ids is not None:
        rows = rows.filter(pk__in=list(duty_ids))
    duties = rows.select_related("user", "post", "unit")
    return [seat_of(duty, unit_id) for duty in sorted(duties, key=lambda duty: order_of(duty, unit_id))]


def seats_of(unit_id: int) -> list[Seat]:
    """Officers of the place's house, its leaders first; each person once, by their first duty."""
    found: dict[int, Seat] = {}
    for seat in seats_by_duty(unit_id):
        found.setdefault(seat.user_id, seat)
    return list(found.values())


def order_of(duty: Duty, unit_id: int) -> tuple[int, int, str, int, int]:
    """The place's own leaders, then its offices in their order, each by the order of posts."""
    unit, post = duty.unit, duty.post
    return (unit.pk != unit_id, unit.order, unit.name, post.order if post else 99, duty.pk)


def seat_of(duty: Duty, unit_id: int) -> Seat:
    """The seat of a duty; an office's people are named with their office."""
    office = "" if duty.unit_id == unit_id else duty.unit.short_name or duty.unit.name
    leads = duty.role in HEADS or bool(duty.post and duty.post.is_head)
    return Seat(duty.pk, duty.user_id, duty.user.full_name, title_at(title_of(duty), office), leads)


def offices_of(unit_id: int) -> list[Unit]:
    """The place itself and its offices at work."""
    others = sorted(house_of(unit_id) - {unit_id})
    offices = [unit_by_id(each) for each in others if is_active(each)]
    return [unit_by_id(unit_id), *sorted(offices, key=lambda unit: (unit.order, unit.name))]


def rooms_of(unit_id: int, *, closed: bool = False) -> list[MeetingRoom]:
    """The place's rooms that may be booked, with `closed` all of them."""
    rows = MeetingRoom.objects.within(Scope.of({unit_id}))
    return list(rows if closed else rows.filter(is_open=True))
