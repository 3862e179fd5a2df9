"""The one clock: policy, calendar, start and pauses in; effective start, due, used and remaining out."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from motcua.worktime.rules.calendars import Calendar
from motcua.worktime.rules.explaining import Facts, Line, explain
from motcua.worktime.rules.index import Index
from motcua.worktime.rules.instants import DAY_US, MINUTE_US, from_us, to_us
from motcua.worktime.rules.meters import DayMeter, Meter, SameDayMeter, TimeMeter
from motcua.worktime.rules.pauses import Pause, PauseUs, ordered_pauses
from motcua.worktime.rules.policies import Policy

T = TypeVar("T")
NO_PAUSES: tuple[PauseUs, ...] = ()


class Deadline:
    """When the clock really began and when it runs out, in words on request."""

    __slots__ = ("_begin", "_calendar", "_due", "_pauses", "_policy", "_start")

    def __init__(
        self, policy: Policy, calendar: Calendar, start: int, pauses: Sequence[PauseUs], begin: int, due: int | None
    ) -> None:
        self._policy, self._calendar, self._start, self._pauses = policy, calendar, start, pauses
        self._begin, self._due = begin, due

    @property
    def effective_start(self) -> datetime:
        """The instant from which the limit is counted (+07:00); after a restart, that of the last run."""
        return from_us(self._begin)

    @property
    def due(self) -> datetime | None:
        """The instant at which the limit is used up (+07:00); None while the clock is paused."""
        return None if self._due is None else from_us(self._due)

    @property
    def paused(self) -> bool:
        """Whether the clock stands still, waiting for the citizen."""
        return self._due is None

    @property
    def closes_at(self) -> datetime | None:
        """While paused: when the dossier is closed for want of a supplement, if the policy says so."""
        if self._due is not None or self._policy.autoclose is None:
            return None
        days = Policy("working-days", self._policy.autoclose, "d")
        return compute(days, self._calendar, from_us(self._pauses[-1][0])).due

    @property
    def explanation(self) -> tuple[Line, ...]:
        """How this came out, sentence by sentence."""
        closes = self.closes_at
        return explain(
            Facts(
                self._policy, self._calendar, from_us(self._start), self.effective_start, self.due, closes,
                tuple((from_us(a), None if b is None else from_us(b)) for a, b in self._pauses),
            )
        )  # fmt: skip

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Deadline) and (self._begin, self._due) == (other._begin, other._due)

    def __hash__(self) -> int:
        return hash((self._begin, self._due))

    def __repr__(self) -> str:
        return f"Deadline(effective_start={self.effective_start}, due={self.due})"


def _meter(policy: Policy, calendar: Calendar, index: Index) -> Meter:
    if policy.kind == "working-days":
        return DayMeter(policy, index)
    if policy.kind == "same-day":
        return SameDayMeter(policy, index)
    if policy.kind == "working-time":
        return TimeMeter(policy, index, index)
    if policy.pause_closed and policy.closed is not None:
        outside = calendar.outside(policy.closed, working_days_only=policy.working_mornings)
        return TimeMeter(policy, index, outside.index_over(index.first, index.last))
    return TimeMeter(policy, index, None)


def _latest(start: int, pauses: Sequence[PauseUs]) -> int:
    """The last instant that is given, and not found."""
    last = pauses[-1] if pauses else (start, None)
    return max(start, last[0], last[1] or 0)


def _restarted(meter: Meter, start: int, pauses: Sequence[PauseUs]) -> tuple[int, PauseUs | None]:
    """Where the last run of a restarting clock begins, and the open pause it stands in, if any."""
    for pause in pauses:
        due = meter.due(start, NO_PAUSES)
        if due is not None and pause[0] >= due:
            break
        if pause[1] is None:
            return start, pause
        start = pause[1]
    return start, None


def _asked(policy: Policy, calendar: Calendar, first: int, last: int, ask: Callable[[Meter], T]) -> T:
    """Asks a meter whose index holds all given instants, reaching further ahead until the answer lies within."""
    index = calendar.index_over(first // DAY_US, last // DAY_US)
    while True:
        try:
            return ask(_meter(policy, calendar, index))
        except IndexError:
            index = calendar.reach_further(index)


def compute(policy: Policy, calendar: Calendar, start: datetime, pauses: Sequence[Pause] = ()) -> Deadline:
    """The deadline of something received completely at `start`.

    Aware datetimes only (TypeError otherwise). ValueError for a pause that ends before it begins, NoWorkingTime when
    the calendar never opens.
    """
    begins = to_us(start)
    stops: Sequence[PauseUs] = ordered_pauses(pauses, begins) if pauses else NO_PAUSES

    def run(meter: Meter) -> tuple[int, int | None]:
        if not stops or not policy.restarts:
            return meter.begin(begins), meter.due(begins, stops)
        last_run, standing = _restarted(meter, begins, stops)
        return meter.begin(last_run), None if standing else meter.due(last_run, NO_PAUSES)

    begin, due = _asked(policy, calendar, begins, _latest(begins, stops), run)
    return Deadline(policy, calendar, begins, stops, begin, due)


def used(
    policy: Policy, calendar: Calendar, start: datetime, until: datetime, pauses: Sequence[Pause] = ()
) -> timedelta | int:
    """How much of the limit was used up to `until`: a timedelta, or whole working days for policies in days.

    Counting goes on after the limit is used up, so that the answer also says by how much it is overrun. With "restart"
    only the last run counts.
    """
    begins, ends = to_us(start), to_us(until)
    stops = ordered_pauses(pauses, begins)

    def run(meter: Meter) -> int:
        if not policy.restarts:
            return meter.used(begins, ends, stops)
        known = [(a, None if b is None or b > ends else b) for a, b in stops if a < ends]
        last_run, standing = _restarted(meter, begins, known)
        return meter.used(last_run, standing[0] if standing else ends, NO_PAUSES)

    amount = _asked(policy, calendar, begins, max(ends, _latest(begins, stops)), run)
    return amount if policy.kind in ("working-days", "same-day") else timedelta(microseconds=amount)


def remaining(
    policy: Policy, calendar: Calendar, start: datetime, until: datetime, pauses: Sequence[Pause] = ()
) -> timedelta | int:
    """What is left of the limit at `until`: limit minus used, negative when overrun."""
    spent = used(policy, calendar, start, until, pauses)
    if isinstance(spent, timedelta):
        return timedelta(microseconds=policy.minutes * MINUTE_US) - spent
    return policy.amount - spent
