"""How long it takes: an interval from measured service times, counters at work and the hours of the day."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, sqrt

Span = tuple[int, int]
WIDTH = 1.6
STEP = 5
USUAL_SECONDS, USUAL_SPREAD = 480.0, 300.0
FEWEST = 8
# How far a whole day may be slower or quicker than what was measured, people with priority going ahead included.
DRIFT = 0.1


@dataclass(frozen=True)
class Pace:
    """Mean and spread (standard deviation) of a service in seconds; `measured` says from how many."""

    mean: float = USUAL_SECONDS
    spread: float = USUAL_SPREAD
    measured: int = 0


@dataclass(frozen=True)
class Wait:
    """The interval in whole minutes from now, lunch and opening included."""

    low: int
    high: int


def pace_of(seconds: Sequence[float], usual: float = USUAL_SECONDS) -> Pace:
    """The pace of these services; the usual one of so many seconds while there are too few to tell."""
    if len(seconds) < FEWEST:
        return Pace(usual, usual * USUAL_SPREAD / USUAL_SECONDS, len(seconds))
    mean = sum(seconds) / len(seconds)
    spread = sqrt(sum((value - mean) ** 2 for value in seconds) / (len(seconds) - 1))
    return Pace(max(mean, 30.0), max(spread, mean * 0.2), len(seconds))


def work_left(ahead: int, counters: int, pace: Pace, *, idle: int = 0) -> tuple[float, float]:
    """Between which seconds of work the turn comes: `ahead` people before, `counters` at work, `idle` of them free."""
    before = ahead - idle
    if before < 0:
        return 0.0, 60.0
    mean = (before + 1) * pace.mean / counters
    # With counters free to start at once the first departure comes sooner than a whole service.
    own = (before + 1) * pace.spread**2 / counters**2 + (pace.mean / counters) ** 2 / 4
    spread = sqrt(own + (DRIFT * mean) ** 2)
    return max(0.0, mean - WIDTH * spread), mean + WIDTH * spread


def minutes_from(now: float, work: float, open_hours: Sequence[Span]) -> float:
    """In how many minutes `work` minutes of opening have passed; past closing the clock runs on."""
    at, left = now, work
    for start, end in open_hours:
        if end <= at:
            continue
        at = max(at, float(start))
        if at + left <= end:
            return at + left - now
        left -= end - at
        at = float(end)
    return at + left - now


def wait_of(ahead: int, counters: int, pace: Pace, now: float, open_hours: Sequence[Span], *, idle: int = 0) -> Wait:
    """The interval, rounded outwards to five minutes; `now` in minutes of the local day, at least one counter."""
    low, high = work_left(ahead, max(1, counters), pace, idle=idle)
    begins = minutes_from(now, low / 60, open_hours)
    ends = minutes_from(now, high / 60, open_hours)
    return Wait(floor(begins / STEP) * STEP, ceil(ends / STEP) * STEP)


def minutes_left(now: float, open_hours: Sequence[Span]) -> float:
    """Minutes of opening that remain today."""
    return sum(max(0.0, end - max(now, start)) for start, end in open_hours)


def places(counters: int, pace: Pace, now: float, open_hours: Sequence[Span]) -> int:
    """How many people may wait at once so that all of them are served before closing."""
    return floor(minutes_left(now, open_hours) * 60 * max(1, counters) / pace.mean)


def is_full(waiting: int, counters: int, pace: Pace, now: float, open_hours: Sequence[Span]) -> bool:
    """Whether one person more could not be served before closing."""
    return waiting >= places(counters, pace, now, open_hours)
