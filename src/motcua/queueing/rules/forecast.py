"""How many people will come on a day, hour by hour, from the same weekday of earlier weeks. One rule, written on the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor
from statistics import median

FEWEST_DAYS, MOST_DAYS = 4, 8


@dataclass(frozen=True, slots=True)
class Expected:
    """The middle of the earlier days, and between which counts all of them lay."""

    middle: int
    low: int
    high: int

    def counters(self, seconds: float) -> int:
        """Counters that serve the middle within the hour when a service takes so many seconds."""
        return ceil(self.middle * seconds / 3600)


@dataclass(frozen=True, slots=True)
class Forecast:
    """The whole day and its hours; `days` says from how many it was told."""

    days: int
    total: Expected
    hours: tuple[tuple[int, Expected], ...]

    @property
    def holds(self) -> float:
        """How often the next day lies between the lowest and the highest of so many alike, in percent: (k-1)/(k+1)."""
        return 100 * (self.days - 1) / (self.days + 1)


def forecast(days: Sequence[Mapping[int, int]]) -> Forecast | None:
    """From the counts by hour of the latest same weekdays; None when there are too few to tell.

    Nothing is assumed of how counts are spread: a next day of the same kind lies above the highest, or below the lowest,
    of k earlier ones in one case of k+1 each.
    """
    if len(days) < FEWEST_DAYS:
        return None
    latest = days[:MOST_DAYS]
    hours = sorted({hour for day in latest for hour in day})
    return Forecast(
        len(latest),
        expected([sum(day.values()) for day in latest]),
        tuple((hour, expected([day.get(hour, 0) for day in latest])) for hour in hours),
    )


def expected(counts: Sequence[int]) -> Expected:
    """The middle, the lowest and the highest."""
    return Expected(floor(median(counts) + 0.5), min(counts), max(counts))
