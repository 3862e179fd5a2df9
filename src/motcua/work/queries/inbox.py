"""The list of an officer: one page by due time, its counts, and how much everybody holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db.models import Case, CharField, Count, Q, Value, When

from motcua.accounts.queries import scope_of
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.folding import fold
from motcua.kernel.registry import registry
from motcua.work import rules
from motcua.work.models import WorkItem, WorkItemQuerySet
from motcua.work.queries.merging import MOST_UNITS, merged_ids
from motcua.work.queries.people import hands_of

PAGE_SIZE = 25
LAST_PAGE = 400
COUNT_SECONDS = 15
ROW = (
    "id", "kind", "subject", "code", "title", "detail", "person", "state_label", "address", "unit_id",
    "holder_user_id", "holder_user__full_name", "due_at", "warn_at", "head_user_id",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class InboxFilter:
    """What of the list is wanted. `holder`: "" (all in scope), "me", "unit" (the own unit), "unassigned" or a user id."""

    kind: str = ""
    holder: str = ""
    colour: str = ""
    detail: str = ""
    text: str = ""
    unit_id: int | None = None
    no_head: bool = False
    page: int = 1

    def turned(self, page: int) -> InboxFilter:
        """The same filter on another page."""
        return replace(self, page=page)


@dataclass(frozen=True)
class Page:
    """One page of items (dicts with the columns of `ROW` plus `colour`); the whole is never counted."""

    items: list[dict[str, Any]]
    filters: InboxFilter
    has_next: bool

    @property
    def number(self) -> int:
        """Which page, from 1."""
        return self.filters.page

    @property
    def has_previous(self) -> bool:
        """Whether there is a page before."""
        return self.filters.page > 1


@dataclass(frozen=True)
class Counts:
    """Numbers beside the filters, at most some seconds old."""

    total: int = 0
    late: int = 0
    soon: int = 0
    ok: int = 0
    mine: int = 0
    unassigned: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    details: dict[str, int] = field(default_factory=dict)
    at: str = ""


def kind_labels() -> dict[str, Any]:
    """Names of all kinds of work, as the rooms registered them under the section "work-kinds" (each returns a dict)."""
    return {kind: label for build in registry.sections.get("work-kinds", []) for kind, label in build().items()}


def kind_label(kind: str) -> str:
    """The name of one kind of work; the kind itself when no room named it."""
    return str(kind_labels().get(kind, kind))


def coloured(items: WorkItemQuerySet, colour: str, moment: datetime) -> WorkItemQuerySet:
    """The items of one colour, or all."""
    if colour == rules.LATE:
        return items.late(moment)
    if colour == rules.SOON:
        return items.soon(moment)
    return items.calm(moment) if colour == rules.OK else items


def matching(items: WorkItemQuerySet, text: str) -> WorkItemQuerySet:
    """Items with all the words (each from its beginning), or whose code begins with the text."""
    for word in fold(text).split()[:8]:
        items = items.filter(search__contains=f" {word}")
    return items


def wanted(items: WorkItemQuerySet, filters: InboxFilter, actor: Actor, moment: datetime) -> WorkItemQuerySet:
    """Applies a filter to open items that are scoped already."""
    if filters.holder == "me":
        items = items.in_hands(hands_of(actor))
    elif filters.holder == "unit":
        items = items.filter(unit_id=actor.unit_id)
    elif filters.holder == "unassigned":
        items = items.unassigned()
    elif filters.holder.isdecimal():
        items = items.held_by(int(filters.holder))
    if filters.kind:
        items = items.filter(kind=filters.kind)
    if filters.detail:
        items = items.filter(detail=filters.detail)
    if filters.unit_id is not None:
        items = items.filter(unit_id=filters.unit_id)
    if filters.no_head:
        items = items.without_head()
    if filters.text:
        items = matching(items, filters.text)
    return coloured(items, filters.colour, moment)


def inbox(actor: Actor, filters: InboxFilter, *, size: int = PAGE_SIZE) -> Page:
    """One page of open items in the actor's scope, the earliest due first.

    Ids come from the partial indexes first and the page's rows after, so that the cost follows the open items of the
    scope and never the size of the table.
    """
    moment, scope = clock.now(), scope_of(actor)
    start = (min(max(filters.page, 1), LAST_PAGE) - 1) * size
    one_holder = filters.holder == "me" or filters.holder.isdecimal()
    if scope.unit_ids is None or len(scope.unit_ids) > MOST_UNITS or one_holder:
        items = wanted(WorkItem.objects.within(scope).open(), filters, actor, moment)
        ids = list(items.order_by("order_at", "id").values_list("id", flat=True)[start : start + size + 1])
    else:
        units = scope.unit_ids if filters.unit_id is None else scope.unit_ids & {filters.unit_id}
        units = units & {actor.unit_id} if filters.holder == "unit" else units
        items = wanted(WorkItem.objects.regardless("each unit is one of the scope's").open(), filters, actor, moment)
        ids = merged_ids(items, units, start, size + 1)
    return Page(rows_of(ids[:size], moment), filters, has_next=len(ids) > size)


def rows_of(ids: Sequence[int], moment: datetime) -> list[dict[str, Any]]:
    """Rows by id (found within a scope before), in the order of the ids."""
    found = {
        row["id"]: row
        for row in WorkItem.objects.regardless("ids were read within the scope").filter(pk__in=ids).values(*ROW)
    }
    for row in found.values():
        row["colour"] = rules.colour(row["due_at"], row["warn_at"], moment)
    return [found[pk] for pk in ids if pk in found]


def items_by_ids(actor: Actor, ids: Iterable[int], *, closed: bool = False) -> list[dict[str, Any]]:
    """Items by id as far as the actor may see them, by due time: what a bulk form names; open ones, or those done since."""
    rows = WorkItem.objects.within(scope_of(actor)).filter(pk__in=list(ids)[:500], closed_at__isnull=not closed)
    return rows_of(list(rows.order_by("order_at", "id").values_list("id", flat=True)), clock.now())


def open_items(actor: Actor, subject: str) -> list[dict[str, Any]]:
    """The open items of one subject that the actor may see."""
    rows = WorkItem.objects.within(scope_of(actor)).open().about(subject)
    return rows_of(list(rows.order_by("order_at", "id").values_list("id", flat=True)), clock.now())


def counts(actor: Actor) -> Counts:
    """Numbers for the filters: one grouped query over the open items of the scope, kept for some seconds."""
    scope = scope_of(actor)
    units = "all" if scope.unit_ids is None else hash(tuple(sorted(scope.unit_ids)))
    key = f"work:counts:{actor.user_id}:{actor.duty_id}:{units}"
    known = cache.get(key)
    if known is None:
        known = counted(WorkItem.objects.within(scope).open(), hands_of(actor))
        cache.set(key, known, COUNT_SECONDS)
    return known


def counted(items: WorkItemQuerySet, hands: Sequence[int]) -> Counts:
    """Groups open items by colour, kind, detail and holder in one statement."""
    moment = clock.now()
    colour = Case(
        When(order_at__lt=moment, then=Value(rules.LATE)),
        When(warn_at__lte=moment, then=Value(rules.SOON)),
        default=Value(rules.OK),
        output_field=CharField(),
    )
    groups = (
        items.annotate(colour=colour)
        .values("colour", "kind", "detail")
        .order_by()
        .annotate(
            n=Count("id"),
            mine=Count("id", filter=Q(holder_user_id__in=hands)),
            free=Count("id", filter=Q(holder_user__isnull=True)),
        )
    )
    totals = {rules.LATE: 0, rules.SOON: 0, rules.OK: 0}
    kinds: dict[str, int] = {}
    details: dict[str, int] = {}
    mine = free = 0
    for group in groups:
        number = group["n"]
        totals[group["colour"]] += number
        kinds[group["kind"]] = kinds.get(group["kind"], 0) + number
        details[group["detail"]] = details.get(group["detail"], 0) + number
        mine += group["mine"]
        free += group["free"]
    return Counts(
        total=sum(totals.values()),
        late=totals[rules.LATE],
        soon=totals[rules.SOON],
        ok=totals[rules.OK],
        mine=mine,
        unassigned=free,
        kinds=kinds,
        details=details,
        at=moment.isoformat(),
    )


def loads(unit_ids: Iterable[int]) -> dict[int, int]:
    """How many open items each officer of these units holds: for choosing whom to assign."""
    rows = WorkItem.objects.regardless("numbers only, for units the caller chose").open()
    rows = rows.filter(unit_id__in=list(unit_ids), holder_user__isnull=False)
    return dict(rows.values_list("holder_user_id").order_by().annotate(Count("id")))
