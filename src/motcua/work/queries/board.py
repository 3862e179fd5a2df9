"""The leaders' board: what is late, where, in whose hands, and what nobody answers for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q

from motcua.accounts.queries import scope_of
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.work.models import WorkItem
from motcua.work.queries.inbox import rows_of
from motcua.work.queries.people import unit_words

OLDEST = 10


@dataclass
class Line:
    """Open work of one unit, or of one officer in it (`user_id` None: held by nobody)."""

    unit_id: int
    unit: str
    user_id: int | None = None
    officer: str = ""
    total: int = 0
    late: int = 0
    soon: int = 0
    no_head: int = 0
    oldest_due: datetime | None = None

    def add(self, other: Line) -> None:
        """Sums another line into this one."""
        self.total += other.total
        self.late += other.late
        self.soon += other.soon
        self.no_head += other.no_head
        if other.oldest_due is not None:
            self.oldest_due = min(self.oldest_due or other.oldest_due, other.oldest_due)


@dataclass
class Board:
    """All that a leader sees at once; `units` and `officers` with the most late first."""

    at: datetime
    total: Line
    units: list[Line] = field(default_factory=list)
    officers: list[Line] = field(default_factory=list)
    oldest: list[dict[str, Any]] = field(default_factory=list)


def board(actor: Actor, unit_id: int | None = None) -> Board:
    """The board of the actor's scope, or of one unit in it: one grouped query and the oldest late items."""
    moment = clock.now()
    items = WorkItem.objects.within(scope_of(actor)).open()
    if unit_id is not None:
        items = items.filter(unit_id=unit_id)
    groups = (
        items.values("unit_id", "holder_user_id", "holder_user__full_name")
        .order_by()
        .annotate(
            n=Count("id"),
            late=Count("id", filter=Q(order_at__lt=moment)),
            soon=Count("id", filter=Q(order_at__gte=moment, warn_at__lte=moment)),
            no_head=Count("id", filter=Q(head_user__isnull=True)),
            oldest=Min("due_at"),
        )
    )
    names: dict[int, str] = {}
    for group in groups:
        names.setdefault(group["unit_id"], unit_words(group["unit_id"], actor.unit_id))
    officers = [
        Line(
            unit_id=group["unit_id"],
            unit=names[group["unit_id"]],
            user_id=group["holder_user_id"],
            officer=group["holder_user__full_name"] or "",
            total=group["n"],
            late=group["late"],
            soon=group["soon"],
            no_head=group["no_head"],
            oldest_due=group["oldest"],
        )
        for group in groups
    ]
    total, units = summed(officers)
    late_ids = list(items.late(moment).order_by("order_at", "id").values_list("id", flat=True)[:OLDEST])
    return Board(moment, total, worst_first(units), worst_first(officers), rows_of(late_ids, moment))


def summed(lines: Iterable[Line]) -> tuple[Line, list[Line]]:
    """The sum over everything and the sums by unit."""
    total = Line(unit_id=0, unit="")
    units: dict[int, Line] = {}
    for line in lines:
        total.add(line)
        units.setdefault(line.unit_id, Line(unit_id=line.unit_id, unit=line.unit)).add(line)
    return total, list(units.values())


def worst_first(lines: Iterable[Line]) -> list[Line]:
    """Lines with the most late work first, then by name."""
    return sorted(lines, key=lambda line: (-line.late, -line.soon, -line.total, line.unit, line.officer))
