"""Six weeks of past visits for the demo's desks, so that figures and forecast have something to tell."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from motcua.kernel import clock, ids
from motcua.kernel.prepared import insert
from motcua.queueing.models import Channel, Period, Series, ServiceCounter, ServiceField, Visit
from motcua.queueing.queries.hours import opening_on
from motcua.queueing.rules import limits
from motcua.queueing.rules.calling import USUAL, State
from motcua.queueing.rules.figures import Step

DAYS, A_DAY, AT_ONCE = 42, 9, 400


@dataclass
class Made:
    """Rows made and not yet written."""

    visits: list[Visit] = field(default_factory=list)
    steps: list[list[Step]] = field(default_factory=list)
    series: list[Series] = field(default_factory=list)

    def write(self) -> None:
        """Writes them: visits first, then what happened to them."""
        for place in range(0, len(self.visits), AT_ONCE):
            insert(Visit, self.visits[place : place + AT_ONCE])
        periods = [
            Period(
                visit_id=visit.pk, seq=seq, state=step.state, verb=step.verb, at=step.at,
                field_id=step.field_id, counter_id=step.counter_id, actor={"kind": "system"},
            )
            for visit, steps in zip(self.visits, self.steps, strict=True)
            for seq, step in enumerate(steps, start=1)
        ]  # fmt: skip
        for place in range(0, len(periods), AT_ONCE):
            insert(Period, periods[place : place + AT_ONCE])
        insert(Series, self.series)


def past_days(fields: Sequence[ServiceField], counters: Sequence[ServiceCounter], seed: int) -> int:
    """Makes the past days of one desk; answers how many visits. Every field is served by one counter."""
    chance, made = random.Random(seed), Made()  # noqa: S311 - a demo, no secret
    today = clock.today()
    for back in range(DAYS, 0, -1):
        for served, counter in zip(fields, counters, strict=False):
            one_day(made, served, counter, today - timedelta(days=back), chance)
    made.write()
    return len(made.visits)


def one_day(made: Made, served: ServiceField, counter: ServiceCounter, day: date, chance: random.Random) -> None:
    """A field's day: people come through the opening hours and are called one after the other."""
    spans = opening_on(served, day).spans
    if not spans:
        return
    midnight = datetime(day.year, day.month, day.day, tzinfo=clock.LOCAL)
    first, last = spans[0][0], spans[-1][1]
    many = chance.randint(6, A_DAY) + (3 if day.weekday() == 0 else 0)
    coming = sorted(chance.triangular(first - 10, last - 60, first + 60) for _ in range(many))
    free = midnight + timedelta(minutes=first)
    for number, minute in enumerate(coming, start=1):
        steps, free = course(served.pk, counter.pk, midnight + timedelta(minutes=minute), free, chance)
        made.visits.append(visit_of(served, counter, day, number, steps))
        made.steps.append(steps)
    made.series.append(Series(field=served, day=day, last=many))


def course(
    field_id: int, counter_id: int, taken: datetime, free: datetime, chance: random.Random
) -> tuple[list[Step], datetime]:
    """What happened to one visit, and when its counter was free again; one in fifteen does not come when called."""
    called = max(taken + timedelta(seconds=chance.randint(20, 90)), free)
    steps = [Step("waiting", "take", taken, field_id, None), Step("called", "call", called, field_id, counter_id)]
    if chance.random() < 1 / 15:
        given_up = called + timedelta(minutes=4)
        midnight = clock.local(taken).replace(hour=0, minute=3) + timedelta(days=1)
        ends = [
            Step("missed", "miss", given_up, field_id, counter_id),
            Step("expired", "expire", midnight, field_id, None),
        ]
        return steps + ends, given_up
    came = called + timedelta(seconds=chance.randint(15, 60))
    over = came + timedelta(seconds=chance.lognormvariate(6.4, 0.5))
    steps.append(Step("serving", "serve", came, field_id, counter_id))
    steps.append(Step("done", "finish", over, field_id, counter_id))
    return steps, over + timedelta(seconds=20)


def visit_of(served: ServiceField, counter: ServiceCounter, day: date, number: int, steps: Sequence[Step]) -> Visit:
    """The visit as it stands after its last step; nobody's name."""
    return Visit(
        unit_id=served.unit_id,
        field=served,
        issued_field=served,
        day=day,
        number=number,
        label=limits.label(served.prefix, number),
        code=ids.token(),
        key=f"demo:{ids.token()}",
        channel=Channel.KIOSK.value,
        rank=USUAL,
        state=steps[-1].state,
        calls=1,
        issued_at=steps[0].at,
        queued_at=steps[0].at,
        changed_at=steps[-1].at,
        counter=counter if steps[-1].state == State.DONE else None,
    )
