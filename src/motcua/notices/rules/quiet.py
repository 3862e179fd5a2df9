"""When people may be told, and how often. Moments are on the local clock."""

from datetime import datetime, time, timedelta

QUIET_FROM = time(21)
QUIET_UNTIL = time(7)
A_DAY = 4
"""How many notices a unit sends on one day; emergencies, corrections and recalls are never held back by it."""


def is_quiet(at: datetime) -> bool:
    """Whether people sleep or rest: from 21:00 up to but not including 07:00, on every day of the year, also at Tết."""
    return at.time() >= QUIET_FROM or at.time() < QUIET_UNTIL


def next_sending(at: datetime, *, emergency: bool) -> datetime:
    """The first moment from `at` on at which people may be told; an emergency wakes them."""
    if emergency or not is_quiet(at):
        return at
    day = at.date() + timedelta(days=at.time() >= QUIET_FROM)
    return datetime.combine(day, QUIET_UNTIL, tzinfo=at.tzinfo)
