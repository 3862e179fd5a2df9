"""When an office is open."""

from datetime import datetime

from motcua.worktime.rules.calendars import Calendar
from motcua.worktime.rules.instants import DAY_US, MINUTE_US, VIETNAM, from_us, to_us


def is_open(calendar: Calendar, at: datetime) -> bool:
    """Whether that instant lies in working time; closing time itself does not."""
    local = at.astimezone(VIETNAM)
    minute = local.hour * 60 + local.minute
    return any(start <= minute < end for start, end in calendar.intervals_on(local.date()))


def next_opening(calendar: Calendar, at: datetime) -> datetime:
    """The first working instant not before `at`: itself during hours, else the next opening (+07:00)."""
    us = to_us(at)
    index = calendar.index_over(us // DAY_US, us // DAY_US)
    while not index.ends or index.ends[-1] <= us:
        index = calendar.reach_further(index)
    return from_us(index.working_instant(us))


def working_minutes(calendar: Calendar, begins: datetime, ends: datetime) -> int:
    """Whole working minutes between two instants, 0 when they are reversed."""
    first, last = to_us(begins), to_us(ends)
    if last <= first:
        return 0
    index = calendar.index_over(first // DAY_US, last // DAY_US)
    return (index.worked(last) - index.worked(first)) // MINUTE_US
