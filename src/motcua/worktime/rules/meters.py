"""Three ways to measure: working time (or wall time), whole working days, one day with a cut-off.

A meter answers for one policy and one calendar: where counting really begins (`begin`), when a limit is used up
(`due`), and how much was counted (`used`). Instants are microseconds. IndexError means the calendar's index was too
short; the caller widens it and asks again.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from motcua.worktime.rules.index import Index
from motcua.worktime.rules.instants import DAY_US, MINUTE_US
from motcua.worktime.rules.pauses import PauseUs
from motcua.worktime.rules.policies import Policy


class TimeMeter:
    """Counts time: working time by the calendar's index, or all time when `counted` is None.

    A pause is taken out of what is counted, to the microsecond; the limit may be used up exactly when a pause begins.
    """

    __slots__ = ("counted", "index", "policy")

    def __init__(self, policy: Policy, index: Index, counted: Index | None) -> None:
        self.policy, self.index, self.counted = policy, index, counted

    @property
    def limit(self) -> int:
        """The limit in microseconds."""
        return self.policy.minutes * MINUTE_US

    def begin(self, start: int) -> int:
        """Working time: the first working instant. Wall time: the start, or the end of the closed window it fell in."""
        if self.policy.kind == "working-time":
            return self.index.working_instant(start)
        return self._shifted(start)

    def _shifted(self, start: int) -> int:
        policy, closed = self.policy, self.policy.closed
        if closed is not None:
            midnight = start - start % DAY_US
            begins, ends = midnight + closed[0] * MINUTE_US, midnight + closed[1] * MINUTE_US
            if begins < ends:
                start = ends if begins < start < ends else start
            elif start > begins:
                start = ends + DAY_US
            elif start < ends:
                start = ends
        if policy.working_mornings and self.index.position_of(start // DAY_US) is None:
            position = self.index.next_work_day(start // DAY_US)
            overnight = closed is not None and closed[0] > closed[1]
            opening = self.index.work_days[position] * DAY_US + closed[1] * MINUTE_US if closed and overnight else None
            start = self.index.opens[position] if opening is None else opening
        return start

    def _between(self, begins: int, ends: int) -> int:
        if ends <= begins:
            return 0
        counted = self.counted
        return ends - begins if counted is None else counted.worked(ends) - counted.worked(begins)

    def _after(self, begins: int, amount: int) -> int:
        counted = self.counted
        return begins + amount if counted is None else counted.instant(counted.worked(begins) + amount)

    def due(self, start: int, pauses: Sequence[PauseUs]) -> int | None:
        """The first instant at which the limit is used up; None when an open pause comes first."""
        at, left = self.begin(start), self.limit
        for begins, ends in pauses:
            counted = self._between(at, begins)
            if counted >= left:
                break
            left -= counted
            if ends is None:
                return None
            at = max(at, ends)
        return self._after(at, left)

    def used(self, start: int, until: int, pauses: Sequence[PauseUs]) -> int:
        """Microseconds counted from the start up to `until`; goes on after the limit is used up."""
        at, total = self.begin(start), 0
        for begins, ends in pauses:
            total += self._between(at, min(begins, until))
            if ends is None or ends >= until:
                return total
            at = max(at, ends)
        return total + self._between(at, until)


class DayMeter:
    """Counts whole working days. Day 1 is the first working day after the day of reception; day n is due at closing.

    A day any part of whose working time lies in a pause is not counted: neither the day on which the supplement was
    asked for during working hours, nor the day on which it came, so that counting goes on as after a reception. Pauses
    that touch no working time (a lunch break, a night) take nothing away.
    """

    __slots__ = ("index", "policy")

    def __init__(self, policy: Policy, index: Index) -> None:
        self.policy, self.index = policy, index

    @property
    def limit(self) -> int:
        """The limit in working days."""
        return self.policy.amount

    def begin(self, start: int) -> int:
        """The opening of day 1."""
        return self.index.opens[self.index.next_work_day(start // DAY_US)]

    def _touched(self, pause: PauseUs, position: int) -> tuple[int, int]:
        """Working days before the pause, and the first one after it, as positions not before `position`."""
        index, (begins, ends) = self.index, pause
        first = max(position, bisect_right(index.closes, begins))
        if ends is None:
            return first, len(index.closes)
        if index.worked(ends) == index.worked(begins):
            return first, first
        return first, bisect_left(index.opens, ends)

    def due(self, start: int, pauses: Sequence[PauseUs]) -> int | None:
        """Closing of the n-th counted day; None when an open pause comes first."""
        position, left = self.index.next_work_day(start // DAY_US), self.limit
        for pause in pauses:
            first, resumes = self._touched(pause, position)
            if first - position >= left:
                break
            if pause[1] is None:
                return None
            left -= first - position
            position = resumes
        return self.index.closes[position + left - 1]

    def used(self, start: int, until: int, pauses: Sequence[PauseUs]) -> int:
        """Counted days that have closed by `until`."""
        position, closed, total = (
            self.index.next_work_day(start // DAY_US), bisect_right(self.index.closes, until), 0,
        )  # fmt: skip
        for pause in pauses:
            first, resumes = self._touched(pause, position)
            total += max(0, min(first, closed) - position)
            position = resumes
        return total + max(0, closed - position)


class SameDayMeter:
    """One day with a cut-off: received by it on a working day, due at closing that day, else of the next working day.

    After a pause the supplement's arrival counts like a reception: there is no part of a day to carry over.
    """

    __slots__ = ("index", "policy")
    limit = 1

    def __init__(self, policy: Policy, index: Index) -> None:
        self.policy, self.index = policy, index

    def _day(self, start: int) -> tuple[int, bool]:
        """The position of the working day it is due on, and whether that is the day of reception."""
        index, day = self.index, start // DAY_US
        position = index.position_of(day)
        cutoff = day * DAY_US + (self.policy.cutoff or 0) * MINUTE_US
        if position is not None and start <= cutoff and start <= index.closes[position]:
            return position, True
        return index.next_work_day(day), False

    def begin(self, start: int) -> int:
        """The first working instant of the day it is due on, not before the start."""
        position, today = self._day(start)
        if not today:
            return self.index.opens[position]
        return start if start == self.index.closes[position] else self.index.working_instant(start)

    def due(self, start: int, pauses: Sequence[PauseUs]) -> int | None:
        """Closing of that day; a pause that begins before it moves it to the day of its end."""
        due = self.index.closes[self._day(start)[0]]
        for begins, ends in pauses:
            if begins >= due:
                break
            if ends is None:
                return None
            due = self.index.closes[self._day(max(start, ends))[0]]
        return due

    def used(self, start: int, until: int, pauses: Sequence[PauseUs]) -> int:
        """1 once it is due, 0 before."""
        due = self.due(start, [pause for pause in pauses if pause[0] < until])
        return int(due is not None and due <= until)


Meter = TimeMeter | DayMeter | SameDayMeter
