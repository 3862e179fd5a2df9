"""When a unit's office is open."""

from datetime import datetime

from motcua.worktime.queries import due_at

ONE_MINUTE = "working 1m"


def working_moment(unit_id: int, at: datetime) -> datetime:
    """`at` itself when the unit works then, otherwise the beginning of its next working time."""
    return due_at(ONE_MINUTE, unit_id, at).effective_start
