"""Times one may book, when a place lapses, when reminders go out, and what a check-in means. Minutes are of the local day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

Span = tuple[int, int]
HOLD = timedelta(minutes=10)
OFFER = timedelta(minutes=30)
EARLY = timedelta(minutes=30)
LATE = timedelta(minutes=15)
# Nobody is written to between eight in the evening and seven in the morning.
MORNING, EVENING = time(7), time(20)
MOST_MOVES = 3
SHORTEST_OFFER = timedelta(minutes=10)


def starts(spans: Iterable[Span], minutes: int) -> list[int]:
    """When slots of this length begin: from each opening on, whole slots only, so that none runs into lunch or closing."""
    return [start for first, last in spans for start in range(first, last - minutes + 1, minutes)]


def fits(begin: int, end: int, spans: Iterable[Span]) -> bool:
    """Whether a time lies wholly within the opening hours."""
    return any(first <= begin and end <= last for first, last in spans)


def places_left(capacity: int, taken: int, beside: int) -> int:
    """How many places a slot still has; `beside` are those of slots of another length that overlap it."""
    return max(0, capacity - taken - beside)


def by_day(at: datetime) -> datetime:
    """The moment itself by day, else the next morning at seven; `at` on the local clock."""
    if at.time() < MORNING:
        return at.replace(hour=MORNING.hour, minute=0, second=0, microsecond=0)
    if at.time() >= EVENING:
        return by_day((at + timedelta(days=1)).replace(hour=0, minute=0))
    return at


def before_night(at: datetime) -> datetime:
    """The moment itself by day, else eight in the evening before it; `at` on the local clock."""
    if MORNING <= at.time() < EVENING:
        return at
    day = at if at.time() >= EVENING else at - timedelta(days=1)
    return day.replace(hour=EVENING.hour - 1, minute=59, second=0, microsecond=0)


@dataclass(frozen=True)
class Reminder:
    """A notice before an appointment: `kind` "day" or "hours", and when it goes out."""

    kind: str
    at: datetime


def reminders(begins: datetime, booked: datetime) -> list[Reminder]:
    """The day before and two hours before, never at night and never in the past; both moments on the local clock.

    What would fall into the night goes out the evening before; one that would come within an hour of booking is left out.
    """
    wanted = [
        Reminder("day", before_night(begins - timedelta(days=1))),
        Reminder("hours", before_night(begins - timedelta(hours=2))),
    ]
    found = [each for each in wanted if each.at - booked >= timedelta(hours=1)]
    if len(found) == 2 and found[1].at - found[0].at < timedelta(hours=3):
        return found[1:]
    return found


def offer_until(now: datetime, begins: datetime, notice: timedelta) -> datetime | None:
    """Until when a freed place waits for the first in line: half an hour by day, from seven on after a night.

    None when that leaves less than ten minutes before the time may no longer be booked.
    """
    start = by_day(now)
    until = min(start + OFFER, begins - notice)
    return until if until - start >= SHORTEST_OFFER else None


@dataclass(frozen=True)
class Arrival:
    """What somebody's coming means: `verdict` "early", "on-time" or "late", and from when they queue."""

    verdict: str
    queued_at: datetime


def arrival(begins: datetime, now: datetime) -> Arrival:
    """From half an hour before; with the appointment's rank until a quarter of an hour after its time, then by arrival.

    Who comes early queues as of the appointed time, so that nobody gains by coming before the others.
    """
    if now < begins - EARLY:
        return Arrival("early", begins)
    if now <= begins + LATE:
        return Arrival("on-time", max(now, begins))
    return Arrival("late", now)


def first_free(left: Sequence[tuple[datetime, int]], count: int) -> list[datetime]:
    """The next times with a place, in order."""
    return [at for at, places in sorted(left) if places > 0][:count]
