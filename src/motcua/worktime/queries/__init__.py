"""Questions to the clock."""

from motcua.worktime.queries.calendars import calendar_for, next_opening, works_at
from motcua.worktime.queries.clocks import due_at, policy_of, remaining_at, used_at
from motcua.worktime.queries.preview import AffectedClock, OpenClock, preview_change
from motcua.worktime.queries.state import complaints

__all__ = [
    "AffectedClock",
    "OpenClock",
    "calendar_for",
    "complaints",
    "due_at",
    "next_opening",
    "policy_of",
    "preview_change",
    "remaining_at",
    "used_at",
    "works_at",
]
