"""The calendar: which minutes of which day are worked, indexed so that a due date is a few list lookups."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

Span = tuple[int, int]
"""From minute to minute of a day, half-open: (450, 690) is 07:30-11:30."""
Intervals = tuple[Span, ...]
OFF: Intervals = ()


@dataclass(frozen=True, eq=False)
class Calendar:
    """Weekly hours and the days that differ; frozen, so that one object serves all threads.

    `weekly` holds seven tuples of intervals (Monday first), `days` maps a date to its own intervals (empty: no work),
    `notes` says in words why a day differs. `version` names what it was made of, for the record of a due date.
    """

    weekly: tuple[Intervals, ...]
    days: Mapping[date, Intervals] = field(default_factory=lambda: MappingProxyType({}))
    version: str = ""
    notes: Mapping[date, str] = field(default_factory=lambda: MappingProxyType({}))

    def intervals_on(self, day: date) -> Intervals:
        """The working intervals of a day; empty when it is not worked."""
        own = self.days.get(day)
        return self.weekly[day.weekday()] if own is None else own

    def works_on(self, day: date) -> bool:
        """Whether anything is worked that day."""
        return bool(self.intervals_on(day))


def checked_intervals(spans: Sequence[Sequence[int]]) -> Intervals:
    """The intervals in order; raises ValueError when one is empty, outside the day or overlaps another."""
    ordered = tuple(sorted((int(start), int(end)) for start, end in spans))
    last = 0
    for start, end in ordered:
        if start < last or end <= start or end > 1440:
            raise ValueError("Các khoảng giờ làm việc phải nằm trong ngày, không rỗng và không chồng lên nhau.")
        last = end
    return ordered
