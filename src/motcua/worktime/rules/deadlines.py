"""The one clock."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from motcua.worktime.rules.calendars import Calendar
from motcua.worktime.rules.explaining import Line
from motcua.worktime.rules.policies import Policy

Pause = tuple[datetime, datetime | None]


class Deadline:
    """When the clock really begins and when it runs out; `due` is None while it is paused."""

    __slots__ = ("_inputs", "closes_at", "due", "effective_start")
    effective_start: datetime
    due: datetime | None
    closes_at: datetime | None

    @property
    def paused(self) -> bool:
        """Whether the clock stands still, waiting for the citizen."""
        return self.due is None

    @property
    def explanation(self) -> tuple[Line, ...]:
        """How this came out, in sentences."""
        raise NotImplementedError


def compute(policy: Policy, calendar: Calendar, start: datetime, pauses: Sequence[Pause] = ()) -> Deadline:
    """The deadline."""
    raise NotImplementedError


def used(
    policy: Policy, calendar: Calendar, start: datetime, until: datetime, pauses: Sequence[Pause] = ()
) -> timedelta | int:
    """How much of the limit is used."""
    raise NotImplementedError


def remaining(
    policy: Policy, calendar: Calendar, start: datetime, until: datetime, pauses: Sequence[Pause] = ()
) -> timedelta | int:
    """How much of the limit is left."""
    raise NotImplementedError
