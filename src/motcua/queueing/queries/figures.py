"""A desk's figures for its leaders, told anew from the append-only periods each time; nothing is counted on the side."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from itertools import groupby
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from motcua.accounts.queries import scope_of
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import Refusal
from motcua.kernel.scoping import Scope
from motcua.queueing.models import HoursChange, Period, ServiceCounter, ServiceField, Visit
from motcua.queueing.queries.hours import opening_on
from motcua.queueing.queries.visits import desks_with_fields
from motcua.queueing.rules import forecast as rule
from motcua.queueing.rules.figures import TAKING, Line, Step, Story, told
from motcua.units.queries import tree
from motcua.worktime.queries import calendar_for

MOST_VISITS = 60_000
WEEKS_BACK = 16
K = TypeVar("K", date, int, tuple[str, str], tuple[str, int])
COLUMNS = ("visit_id", "visit__day", "visit__unit_id", "state", "verb", "at", "field_id", "counter_id")


@dataclass(frozen=True)
class Told:
    """One visit with its story."""

    visit_id: int
    unit_id: int
    day: date
    story: Story


@dataclass
class Figures:
    """Everything counted over a span of days, and under each heading."""

    total: Line = field(default_factory=Line)
    days: dict[date, Line] = field(default_factory=dict)
    hours: dict[int, Line] = field(default_factory=dict)
    fields: dict[tuple[str, str], Line] = field(default_factory=dict)
    counters: dict[tuple[str, int], Line] = field(default_factory=dict)


def desks_in_reach(actor: Actor) -> list[tuple[int, str]]:
    """(id, name of the place) of the desks whose figures the officer may see, by name."""
    nodes, scope = tree().nodes, scope_of(actor)
    seen = [nodes[pk] for pk in desks_with_fields() if pk in nodes and scope.covers(pk)]
    named = [(node.id, nodes[node.parent_id].name if node.parent_id in nodes else node.name) for node in seen]
    return sorted(named, key=lambda pair: pair[1])


def stories(scope: Scope, first: date, last: date) -> Iterator[Told]:
    """Every visit of a span of days, both included; refuses a span with more visits than a page can tell of."""
    visits = Visit.objects.within(scope).filter(day__gte=first, day__lte=last)
    if visits.count() > MOST_VISITS:
        raise Refusal(
            _("Khoảng này có quá nhiều lượt để tính một lần. Hãy chọn ít ngày hơn hoặc một nơi."), code="wide"
        )
    rows = Period.objects.filter(visit__in=visits).order_by("visit_id", "seq").values_list(*COLUMNS)
    opens = opening_times(scope, first, last)
    for visit_id, group in groupby(rows.iterator(5000), key=lambda row: row[0]):
        periods = list(group)
        (_visit, day, unit_id, *_rest) = periods[0]
        steps = [
            Step(state, verb, at, field_id, counter_id) for *_ids, state, verb, at, field_id, counter_id in periods
        ]
        yield Told(visit_id, unit_id, day, told(steps, opens(steps[0].field_id, day)))


def opening_times(scope: Scope, first: date, last: date) -> Callable[[int, date], datetime | None]:
    """When a field opened on a day of the span: two statements for all of them."""
    fields = {field.pk: field for field in ServiceField.objects.within(scope)}
    rows = HoursChange.objects.filter(field__in=fields.keys(), day__gte=first, day__lte=last).order_by("pk")
    changes = {(row.field_id, row.day): row.intervals for row in rows}

    @cache
    def opens(field_id: int, day: date) -> datetime | None:
        """The first minute of the day's hours as a moment."""
        served = fields.get(field_id)
        if served is None:
            return None
        spans = changes.get((field_id, day))
        if spans is None:
            spans = calendar_for(served.unit_id, served.code).intervals_on(day)
        return local_minute(day, int(spans[0][0])) if spans else None

    return opens


def local_minute(day: date, minute: int) -> datetime:
    """A minute of a local day as a moment."""
    return datetime(day.year, day.month, day.day, tzinfo=clock.LOCAL) + timedelta(minutes=minute)


def figures(scope: Scope, first: date, last: date) -> Figures:
    """The figures of a span of days; a visit belongs to the day of its number, and to the hour it was taken in."""
    found = Figures()
    names = field_names(scope)
    numbers = counter_numbers(scope)
    for each in stories(scope, first, last):
        story = each.story
        found.total.add(story)
        found.days.setdefault(each.day, Line()).add(story)
        if story.taken is not None:
            found.hours.setdefault(clock.local(story.taken).hour, Line()).add(story)
        found.fields.setdefault(names[story.field_id], Line()).count(story)
        for spell in story.waits:
            found.fields.setdefault(names[spell.field_id], Line()).waits.append(spell.seconds)
        for spell in story.services:
            found.fields.setdefault(names[spell.field_id], Line()).services.append(spell.seconds)
            if spell.counter_id is not None:
                at_counter = found.counters.setdefault(numbers[spell.counter_id], Line())
                at_counter.services.append(spell.seconds)
                at_counter.served += 1
    return Figures(
        found.total, ordered(found.days), ordered(found.hours), ordered(found.fields), ordered(found.counters)
    )


def ordered(lines: dict[K, Line]) -> dict[K, Line]:
    """The lines in the order of their headings."""
    return {key: lines[key] for key in sorted(lines)}


def field_names(scope: Scope) -> Mapping[int, tuple[str, str]]:
    """(place, field) of each field; the place only when there are several."""
    places = place_names(scope)
    rows = ServiceField.objects.within(scope)
    return {row.pk: (places.get(row.unit_id, ""), f"{row.prefix} – {row.name}") for row in rows}


def counter_numbers(scope: Scope) -> Mapping[int, tuple[str, int]]:
    """(place, number) of each counter."""
    places = place_names(scope)
    rows = ServiceCounter.objects.within(scope).values_list("pk", "unit_id", "number")
    return {pk: (places.get(unit_id, ""), number) for pk, unit_id, number in rows}


def place_names(scope: Scope) -> Mapping[int, str]:
    """Names of the desks' places, empty when the scope is a single desk."""
    if scope.unit_ids is not None and len(scope.unit_ids) == 1:
        return {}
    nodes = tree().nodes
    return {pk: nodes[node.parent_id].name for pk, node in nodes.items() if node.parent_id in nodes}


@dataclass(frozen=True)
class Tomorrow:
    """The next day on which one of the desks is open, what is expected of it, and how long a service took lately."""

    day: date
    expected: rule.Forecast | None
    days_known: int
    service: float | None


def tomorrow(scope: Scope, after: date) -> Tomorrow:
    """What the next open day will bring, from the same weekday of the last weeks."""
    day = next_open_day(scope, after)
    earlier = [day - timedelta(weeks=back) for back in range(1, WEEKS_BACK + 1)]
    counts: dict[date, Counter[int]] = {}
    rows = Period.objects.filter(visit__in=Visit.objects.within(scope).filter(day__in=earlier), verb__in=sorted(TAKING))
    for known, at in rows.values_list("visit__day", "at"):
        counts.setdefault(known, Counter())[clock.local(at).hour] += 1
    latest = [counts[known] for known in sorted(counts, reverse=True)]
    return Tomorrow(day, rule.forecast(latest), len(latest), lately(scope, after))


def lately(scope: Scope, until: date) -> float | None:
    """How long a service took in the last seven days, the middle in seconds; None when too many to tell, or none."""
    try:
        return figures(scope, until - timedelta(days=6), until).total.service
    except Refusal:
        return None


def next_open_day(scope: Scope, after: date) -> date:
    """The first day after `after` on which some field is open; tomorrow when none opens within three weeks."""
    fields: list[Any] = list(ServiceField.objects.within(scope).order_by("unit_id")[:8])
    for ahead in range(1, 22):
        day = after + timedelta(days=ahead)
        if any(opening_on(each, day).spans for each in fields):
            return day
    return after + timedelta(days=1)
