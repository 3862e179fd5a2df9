"""Who answers for what was late: figures by unit and head in office, from verdicts that were frozen when items ended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from motcua.accounts.queries import scope_of
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import NotFound
from motcua.units.queries import tree
from motcua.work.models import Excuse, MarkKind, Verdict, WorkItem, WorkItemQuerySet
from motcua.work.queries.people import unit_words
from motcua.work.queries.ran_over import RanOver
from motcua.work.rules import Tally, period_span

MOST_LISTED = 200
EXCUSE = "work.excuse"
COUNTED = "what belongs to items that were counted within the scope"
RESULTS = ("on_time", "late", "excused", "open_late", "reopened", "dissatisfied")
EXCUSED = Q(excuse__granted=True)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Whose figures are wanted: a year or a part of it, and within it one kind of work, its category, unit, head or result."""

    year: int
    period: str = ""
    kind: str = ""
    category: str = ""
    unit_id: int | None = None
    head_id: int | None = None
    result: str = ""


@dataclass(frozen=True)
class AnswerLine:
    """The figures of one unit under one head (`head_id` None: nobody was in office)."""

    unit_id: int
    unit: str
    head_id: int | None
    head: str
    tally: Tally


@dataclass(frozen=True)
class CategoryLine:
    """The figures of one category of a kind of work: of reports, or by procedure."""

    name: str
    tally: Tally


@dataclass(frozen=True)
class Account:
    """The figures of a year or a part of it: the whole, then each unit and head in the order of the tree."""

    asked: Asked
    at: datetime
    total: Tally
    lines: tuple[AnswerLine, ...]


def chosen(actor: Actor, asked: Asked) -> WorkItemQuerySet:
    """The items of the actor's scope that the question is about, of any year."""
    items = WorkItem.objects.within(scope_of(actor)).exclude(kind=EXCUSE)
    wanted: dict[str, Any] = {
        "kind": asked.kind, "detail": asked.category, "unit_id": asked.unit_id, "head_user_id": asked.head_id,
    }  # fmt: skip
    return items.filter(**{name: value for name, value in wanted.items() if value})


def ended(items: WorkItemQuerySet, start: datetime, end: datetime) -> WorkItemQuerySet:
    """Items closed in the span."""
    return items.filter(closed_at__gte=start, closed_at__lt=end)


def still_open_at(items: WorkItemQuerySet, end: datetime) -> WorkItemQuerySet:
    """Items past their time at that moment and open to this day."""
    return items.open().filter(order_at__lt=end, opened_at__lt=end)


def ended_after(items: WorkItemQuerySet, end: datetime) -> WorkItemQuerySet:
    """Items past their time and open at that moment, closed since.

    The moment of opening is compared inside an expression, so that the index of what was closed is read.
    """
    rows = items.filter(closed_at__gte=end, due_at__lt=end)
    return rows.alias(opening=Coalesce("opened_at", "opened_at")).filter(opening__lt=end)


def overdue_at(items: WorkItemQuerySet, end: datetime) -> WorkItemQuerySet:
    """Items past their time and still open at that moment."""
    both = still_open_at(items, end).values("pk").union(ended_after(items, end).values("pk"))
    return items.filter(pk__in=both)


def marked(items: WorkItemQuerySet, start: datetime, end: datetime) -> WorkItemQuerySet:
    """Items that came back, or were called bad, in the span; one row a mark."""
    return items.filter(marks__at__gte=start, marks__at__lt=end)


def parts(
    items: WorkItemQuerySet, start: datetime, end: datetime, by: tuple[str, ...] = ("unit_id", "head_user_id")
) -> Iterable[tuple[Mapping[str, Any], Tally]]:
    """Rows of each part of the account, grouped by these columns, with their tally."""

    def grouped(rows: WorkItemQuerySet, **figures: Any) -> Iterable[Mapping[str, Any]]:
        return rows.values(*by).order_by().annotate(newest=Max("id"), **figures)

    done = ended(items, start, end)
    late = done.filter(verdict=Verdict.LATE)
    for row in grouped(done, on_time=Count("id", filter=Q(verdict=Verdict.ON_TIME))):
        yield row, Tally(on_time=row["on_time"])
    granted = Excuse.objects.regardless(COUNTED).filter(granted=True).values("item_id")
    for row in grouped(late, n=Count("id"), excused=Count("id", filter=Q(pk__in=granted)), over=Sum(RanOver())):
        over = row["over"] or timedelta(0)
        yield row, Tally(late=row["n"] - row["excused"], excused=row["excused"], late_time=over)
    for rows in (still_open_at(items, end), ended_after(items, end)):
        for row in grouped(rows, n=Count("id")):
            yield row, Tally(open_late=row["n"])
    marks = {kind: Count("id", filter=Q(marks__kind=kind)) for kind in MarkKind.values}
    for row in grouped(marked(items, start, end), **marks):
        yield row, Tally(reopened=row["reopened"], dissatisfied=row["dissatisfied"])
    for row in grouped(items.filter(opened_at__gte=start, opened_at__lt=end), n=Count("id")):
        yield row, Tally(opened=row["n"])


def account(actor: Actor, asked: Asked) -> Account:
    """The account of the actor's scope. A time that is over is counted at its end, the present one at this moment."""
    items, start, moment = asked_items(actor, asked)
    sums: dict[tuple[int, int | None], Tally] = {}
    newest: dict[tuple[int, int | None], int] = {}
    for row, tally in parts(items, start, moment):
        key = (row["unit_id"], row["head_user_id"])
        sums[key] = sums.get(key, Tally()) + tally
        newest[key] = max(row["newest"], newest.get(key, 0))
    names = head_names(newest.values())
    heads = {key: names[pk] for key, pk in newest.items()}
    order = {pk: place for place, pk in enumerate(tree().nodes)}
    lines = [
        AnswerLine(unit, unit_words(unit, actor.unit_id, whole=True), head, heads[unit, head], tally)
        for (unit, head), tally in sums.items()
    ]
    lines.sort(key=lambda line: (order.get(line.unit_id, 0), line.head))
    return Account(asked, moment, sum(sums.values(), Tally()), tuple(lines))


def head_names(item_ids: Iterable[int]) -> dict[int, str]:
    """The head in office at the opening of each item, as it was written then."""
    rows = WorkItem.objects.regardless(COUNTED).filter(pk__in=list(item_ids))
    return dict(rows.values_list("pk", "head_name"))


def asked_items(actor: Actor, asked: Asked) -> tuple[WorkItemQuerySet, datetime, datetime]:
    """The items of the question, and from when to when is counted: never beyond this moment, nothing of what is to come."""
    start, end = period_span(asked.year, asked.period, clock.LOCAL)
    moment = min(end, clock.now())
    items = chosen(actor, asked)
    return (items if start < moment else items.none()), start, moment


def by_category(actor: Actor, asked: Asked) -> tuple[CategoryLine, ...]:
    """The same figures by category of the kind that is asked for, what was late most first."""
    items, start, moment = asked_items(actor, asked)
    sums: dict[str, Tally] = {}
    for row, tally in parts(items, start, moment, by=("detail",)):
        sums[row["detail"]] = sums.get(row["detail"], Tally()) + tally
    lines = [CategoryLine(name, tally) for name, tally in sums.items() if tally != Tally()]
    lines.sort(key=lambda line: (-line.tally.late - line.tally.open_late, -line.tally.opened, line.name))
    return tuple(lines[:MOST_LISTED])


def answered_items(actor: Actor, asked: Asked) -> list[dict[str, Any]]:
    """The items behind one number, the longest late first; at most `MOST_LISTED`."""
    items, start, moment = asked_items(actor, asked)
    done = ended(items, start, moment)
    rows = {
        "on_time": done.filter(verdict=Verdict.ON_TIME),
        "late": done.filter(verdict=Verdict.LATE).exclude(EXCUSED),
        "excused": done.filter(EXCUSED, verdict=Verdict.LATE),
        "open_late": overdue_at(items, moment),
        **{
            kind: items.filter(marks__kind=kind, marks__at__gte=start, marks__at__lt=moment) for kind in MarkKind.values
        },
    }[asked.result]
    found = rows.order_by("due_at", "id").values(
        "id", "code", "title", "detail", "address", "unit_id", "head_name", "opened_at", "due_at", "closed_at",
        "verdict", "excuse__id", "excuse__granted",
    )  # fmt: skip
    return [
        {**row, "unit": unit_words(row["unit_id"], actor.unit_id), "over": ran_over(row, moment)}
        for row in found[:MOST_LISTED]
    ]


def ran_over(row: Mapping[str, Any], moment: datetime) -> timedelta:
    """By how much an item ran over its time, until it ended or until the moment of the account."""
    due, until = row["due_at"], row["closed_at"] or moment
    return max(until - due, timedelta(0)) if due else timedelta(0)


def item_in_scope(actor: Actor, item_id: int) -> WorkItem:
    """One item of the actor's scope; refuses with NotFound."""
    item = WorkItem.objects.within(scope_of(actor)).filter(pk=item_id).first()
    if item is None:
        raise NotFound(_("Không tìm thấy việc này."))
    return item


def excuse_in_scope(actor: Actor, excuse_id: int) -> Excuse:
    """One excuse of the actor's scope with its item; refuses with NotFound."""
    excuse = Excuse.objects.within(scope_of(actor)).select_related("item").filter(pk=excuse_id).first()
    if excuse is None:
        raise NotFound(_("Không tìm thấy lý do này."))
    return excuse
