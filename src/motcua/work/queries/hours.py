"""When a unit's office is open, and how much of that lies between two moments."""

from datetime import datetime, timedelta

from motcua.kernel import clock
from motcua.kernel.refusals import Refusal
from motcua.worktime.queries import due_at, used_at

ONE_MINUTE = "working 1m"


def working_moment(unit_id: int, at: datetime) -> datetime:
    """`at` itself when the unit works then, otherwise the beginning of its next working time.

    Without any published calendar (a fresh installation) every moment counts as working time.
    """
    try:
        return due_at(ONE_MINUTE, unit_id, at).effective_start
    except Refusal:
        return at


def working_time(unit_id: int, start: datetime, end: datetime) -> timedelta:
    """The working time of a unit between two moments."""
    try:
        time = used_at(ONE_MINUTE, unit_id, start, end)
    except Refusal:
        return end - start
    assert isinstance(time, timedelta)
    return time


def next_working_day(unit_id: int, at: datetime) -> datetime:
    """The beginning of the unit's working time on the working day after `at`; one day later without any calendar."""
    midnight = clock.local(at).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    opens = working_moment(unit_id, midnight)
    return at + timedelta(days=1) if opens == midnight else opens
