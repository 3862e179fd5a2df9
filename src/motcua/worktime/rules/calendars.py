"""The calendar: which minutes of which day are worked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from motcua.worktime.rules.index import MOST_YEARS_KEPT, Index, spanning

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
    days: Mapping[date, Intervals] = field(default_factory=dict)
    version: str = ""
    notes: Mapping[date, str] = field(default_factory=dict)
    _kept: dict[object, "Index | Calendar"] = field(default_factory=dict, init=False, repr=False)

    def intervals_on(self, day: date) -> Intervals:
        """The working intervals of a day; empty when it is not worked."""
        own = self.days.get(day)
        return self.weekly[day.weekday()] if own is None else own

    def works_on(self, day: date) -> bool:
        """Whether anything is worked that day."""
        return bool(self.intervals_on(day))

    def index_over(self, first: int, last: int) -> Index:
        """An index whose range holds the days from `first` to `last` (day 0 = 1 Jan 2000), made once and kept."""
        index = self._kept.get("index")
        if isinstance(index, Index) and index.first <= first and last <= index.last:
            return index
        if isinstance(index, Index) and max(last, index.last) - min(first, index.first) < MOST_YEARS_KEPT * 366:
            first, last = min(first, index.first), max(last, index.last)
        index = self._kept["index"] = spanning(first, last, self.intervals_on)
        return index

    def reach_further(self, index: Index) -> Index:
        """An index reaching further ahead than this one; raises NoWorkingTime when there is nothing to reach."""
        index = self._kept["index"] = spanning(index.first, 2 * index.last - index.first, self.intervals_on)
        return index

    def outside(self, closed: Span, *, working_days_only: bool) -> "Calendar":
        """The calendar of all time outside a daily window, for clocks that stand still inside it."""
        key = (closed, working_days_only)
        kept = self._kept.get(key)
        if not isinstance(kept, Calendar):
            kept = self._kept[key] = self._outside(closed, working_days_only)
        return kept

    def _outside(self, closed: Span, working_days_only: bool) -> "Calendar":
        begins, ends = closed
        spans = ((ends, begins),) if begins > ends else tuple(s for s in ((0, begins), (ends, 1440)) if s[0] < s[1])
        if not working_days_only:
            return Calendar((spans,) * 7, version=self.version)
        return Calendar(
            tuple(spans if hours else OFF for hours in self.weekly),
            {day: spans if hours else OFF for day, hours in self.days.items()},
            self.version,
            self.notes,
        )


def checked_intervals(spans: Sequence[Sequence[int]]) -> Intervals:
    """The intervals in order; raises ValueError when one is empty, outside the day or overlaps another."""
    ordered = tuple(sorted((int(start), int(end)) for start, end in spans))
    last = 0
    for start, end in ordered:
        if start < last or end <= start or end > 1440:
            raise ValueError("Các khoảng giờ làm việc phải nằm trong ngày, không rỗng và không chồng lên nhau.")
        last = end
    return ordered
