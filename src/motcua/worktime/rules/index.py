"""A calendar spread out over some years as sorted lists, so that counting is bisection and never a walk over days."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from datetime import date

from motcua.worktime.rules.instants import DAY_US, MINUTE_US, date_of, day_of

Spans = tuple[tuple[int, int], ...]
YEARS_AHEAD = 3
MOST_YEARS = 120
MOST_YEARS_KEPT = 30


class NoWorkingTime(ValueError):
    """The calendar has no working time within reach: nothing can ever be due."""


class Index:
    """Working days and intervals from day `first` to day `last` (day 0 = 1 Jan 2000), times in microseconds.

    Per working day: its number, opening and closing. Per interval: start, end, and the working time before and after
    it counted from `first`. `rank[day - first]` says how many working days come before a day.
    """

    __slots__ = (
        "after", "before", "closes", "ends", "first", "last", "opens", "rank", "starts", "work_days",
    )  # fmt: skip

    def __init__(self, first: int, last: int, intervals_on: Callable[[date], Spans]) -> None:
        self.first, self.last = first, last
        self.work_days: list[int] = []
        self.opens: list[int] = []
        self.closes: list[int] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.before: list[int] = []
        self.after: list[int] = []
        self.rank: list[int] = []
        self._fill(intervals_on)

    def _fill(self, intervals_on: Callable[[date], Spans]) -> None:
        total = 0
        for day in range(self.first, self.last + 1):
            self.rank.append(len(self.work_days))
            spans = intervals_on(date_of(day))
            if not spans:
                continue
            midnight = day * DAY_US
            for start, end in spans:
                self.starts.append(midnight + start * MINUTE_US)
                self.ends.append(midnight + end * MINUTE_US)
                self.before.append(total)
                total += (end - start) * MINUTE_US
                self.after.append(total)
            self.work_days.append(day)
            self.opens.append(midnight + spans[0][0] * MINUTE_US)
            self.closes.append(midnight + spans[-1][1] * MINUTE_US)

    def worked(self, us: int) -> int:
        """Working time from the index's first day up to an instant inside its range."""
        interval = bisect_right(self.starts, us) - 1
        if interval < 0:
            return 0
        return self.before[interval] + min(us, self.ends[interval]) - self.starts[interval]

    def instant(self, worked: int) -> int:
        """The first instant at which that much has been worked; IndexError beyond the index."""
        interval = bisect_left(self.after, worked)
        return self.starts[interval] + worked - self.before[interval]

    def working_instant(self, us: int) -> int:
        """The first instant, not before this one, that lies in working time; IndexError beyond the index."""
        start = self.starts[bisect_right(self.ends, us)]
        return us if us > start else start

    def next_work_day(self, day: int) -> int:
        """The position in `work_days` of the first working day after a day."""
        position = self.rank[day - self.first]
        return position + (position < len(self.work_days) and self.work_days[position] == day)

    def position_of(self, day: int) -> int | None:
        """The position in `work_days` of a day, None when it is not worked."""
        position = self.rank[day - self.first]
        return position if position < len(self.work_days) and self.work_days[position] == day else None


def spanning(first: int, last: int, intervals_on: Callable[[date], Spans]) -> Index:
    """An index over whole years: from the year before day `first` to some years after day `last`."""
    begins, ends = date_of(first).year - 1, date_of(last).year + YEARS_AHEAD
    if ends - begins > MOST_YEARS:
        raise NoWorkingTime("Lịch làm việc không có ngày làm việc nào trong khoảng thời gian cần tính.")
    return Index(day_of(date(begins, 1, 1)), day_of(date(ends, 12, 31)), intervals_on)
