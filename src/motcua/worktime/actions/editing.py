"""Edit the calendar; nothing counts before it is published."""

from collections.abc import Sequence
from datetime import date

from motcua.kernel.actors import Actor
from motcua.worktime.models import CalendarDay, WorkingHours

TextIntervals = Sequence[Sequence[str]]


def set_day(
    *,
    actor: Actor,
    unit_id: int | None,
    day: date,
    kind: str,
    intervals: TextIntervals = (),
    field: str = "",
    note: str = "",
    source: str = "",
) -> CalendarDay:
    """Says that a day differs."""
    raise NotImplementedError


def clear_day(*, actor: Actor, unit_id: int | None, day: date, field: str = "") -> bool:
    """Takes back that a day differs."""
    raise NotImplementedError


def set_hours(
    *, actor: Actor, unit_id: int | None, weekday: int, intervals: TextIntervals, field: str = "", source: str = ""
) -> WorkingHours:
    """Says which hours of a weekday are worked."""
    raise NotImplementedError
