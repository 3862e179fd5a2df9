"""Questions to the clock."""

from motcua.worktime.queries.calendars import calendar_for, calendar_of, next_opening, working_minutes, works_at
from motcua.worktime.queries.clocks import due_at, in_words, policy_of, remaining_at, used_at
from motcua.worktime.queries.drafts import document_of, is_published, newest_version
from motcua.worktime.queries.preview import AffectedClock, OpenClock, preview_change
from motcua.worktime.queries.state import complaints

__all__ = [
    "AffectedClock",
    "OpenClock",
    "calendar_for",
    "calendar_of",
    "complaints",
    "document_of",
    "due_at",
    "in_words",
    "is_published",
    "newest_version",
    "next_opening",
    "policy_of",
    "preview_change",
    "remaining_at",
    "used_at",
    "working_minutes",
    "works_at",
]
