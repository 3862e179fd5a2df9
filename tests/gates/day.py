"""A simulated day of 2,000 tickets: how often the interval said at the ticket held the true wait.

Four fields with eight counters each; people come with a morning and an afternoon peak, from half an hour before opening;
services differ by field and hour and are skewed; one in twelve has priority and goes ahead. The rule learns from the day
before and never sees the day's own future. `python -m tests.gates.day` prints five days.
"""

import heapq
import random
from dataclasses import dataclass, field
from math import log, sqrt

from motcua.queueing.rules import estimate
from motcua.queueing.rules.calling import rank_of

OPEN = ((450, 690), (780, 1020))
TICKETS, FIELDS, COUNTERS = 2000, 4, 8
PRIORITY = 1 / 12
Waiting = list[tuple[int, float, int, "Ticket"]]


@dataclass
class Ticket:
    """When somebody came, what was said, and when they were called (minutes of the day)."""

    at: float
    priority: str
    said: estimate.Wait | None = None
    called: float = -1.0


@dataclass
class Outcome:
    """Tickets that were called, those whose wait was inside the interval, the intervals' widths, the services."""

    called: int = 0
    held: int = 0
    widths: int = 0
    kept: list[tuple[float, float]] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share of intervals that held."""
        return self.held / self.called if self.called else 0.0

    @property
    def width(self) -> float:
        """How wide an interval was in the mean, in minutes."""
        return self.widths / max(1, self.called)


def seconds_for(draw: random.Random, place: int, at: float) -> float:
    """A service time: lognormal around 4 to 7 minutes by field, a tenth longer in the afternoon, spread 60 % of it."""
    mean = (240 + 60 * place) * (1.1 if at >= OPEN[1][0] else 1.0)
    sigma = sqrt(log(1 + 0.6**2))
    return draw.lognormvariate(log(mean) - sigma**2 / 2, sigma)


def arrivals(draw: random.Random, count: int) -> list[float]:
    """When people come: two thirds in the morning with a peak at half past eight, the rest after lunch."""
    morning = [draw.triangular(420, 660, 510) for _ in range(count * 2 // 3)]
    return sorted(morning + [draw.triangular(770, 960, 820) for _ in range(count - len(morning))])


def callable_at(at: float) -> float:
    """The first minute from `at` on at which the desk is open; infinite after closing."""
    return next((max(at, float(start)) for start, end in OPEN if at < end), float("inf"))


@dataclass
class Desk:
    """One field's counters and queue on one day."""

    draw: random.Random
    place: int
    outcome: Outcome
    waiting: Waiting = field(default_factory=list)
    free: list[float] = field(default_factory=lambda: [float(OPEN[0][0])] * COUNTERS)

    def call_until(self, limit: float) -> None:
        """Calls by the written rule everybody whose turn comes before a moment."""
        while self.waiting:
            at = callable_at(max(self.free[0], min(one[1] for one in self.waiting)))
            if at >= limit:
                return
            one = min(person for person in self.waiting if person[1] <= at)
            self.waiting.remove(one)
            one[3].called = at
            took = seconds_for(self.draw, self.place, at)
            self.outcome.kept.append((at, took))
            heapq.heapreplace(self.free, at + took / 60)

    def say(self, ticket: Ticket, known: list[tuple[float, float]]) -> estimate.Wait:
        """The interval as the product says it, from the services of the day before."""
        hour = [took for at, took in known if int(at) // 60 == int(ticket.at) // 60]
        pace = estimate.pace_of(hour if len(hour) >= estimate.FEWEST else [took for _at, took in known])
        ahead = sum(1 for one in self.waiting if one[0] <= rank_of(ticket.priority))
        idle = sum(1 for at in self.free if at <= ticket.at)
        return estimate.wait_of(ahead, COUNTERS, pace, ticket.at, OPEN, idle=idle)


def field_day(draw: random.Random, place: int, known: list[tuple[float, float]], outcome: Outcome) -> None:
    """One field's day: every arrival is told an interval, then counters call."""
    desk = Desk(draw, place, outcome)
    coming = [Ticket(at, "elderly" if draw.random() < PRIORITY else "") for at in arrivals(draw, TICKETS // FIELDS)]
    for number, ticket in enumerate(coming):
        desk.call_until(ticket.at)
        ticket.said = desk.say(ticket, known)
        desk.waiting.append((rank_of(ticket.priority), ticket.at, number, ticket))
    desk.call_until(float("inf"))
    for ticket in coming:
        if ticket.called >= 0 and ticket.said is not None:
            outcome.called += 1
            outcome.held += ticket.said.low <= ticket.called - ticket.at <= ticket.said.high
            outcome.widths += ticket.said.high - ticket.said.low


def simulate(seed: int = 2026) -> Outcome:
    """Two days, of which the second counts."""
    draw = random.Random(seed)
    outcome = Outcome()
    for place in range(FIELDS):
        before = Outcome()
        field_day(draw, place, [], before)
        field_day(draw, place, before.kept, outcome)
    return outcome


if __name__ == "__main__":
    for seed in range(1, 6):
        day = simulate(seed)
        print(f"seed {seed}: {day.called} called, {day.share:.1%} inside, mean width {day.width:.0f} minutes")
