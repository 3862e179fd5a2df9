"""The officers' map: what is to be done in a place, one by one where it is little, gathered cell by cell where it is much."""

from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from motcua.accounts.queries import scope_of
from motcua.feedback.models import Report
from motcua.feedback.queries.clusters import ACROSS, FINER, MOST_PINS, around, clusters, looked_at
from motcua.feedback.queries.maps import COLUMNS, Sketch, is_late, pinned, sheet_for
from motcua.feedback.queries.reports import OPEN
from motcua.feedback.rules.mercator import DEEPEST, Tile, level_for
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.scoping import Scope

MOST_READ = 5000
"""The newest so many are looked at: more open ones no place has, and of ended ones nobody reads older ones on a map."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What an officer wants to see: a category (none: all), ended ones too, a part of the map."""

    category_key: str = ""
    category_id: int | None = None
    everything: bool = False
    tile: Tile | None = None

    def address(self, tile: Tile | None) -> str:
        """The address of another part of the same map."""
        part = tile.typed if tile else ""
        values = {"nhom": self.category_key, "gom": "tat-ca" if self.everything else "", "o": part}
        return "?" + urlencode({name: value for name, value in values.items() if value})


@dataclass(frozen=True)
class DeskLook:
    """The map as it is shown; `cut` says that there are more than were looked at."""

    sheet: Sketch | None
    total: int
    late: int
    cut: bool
    wider: str


def desk_map(actor: Actor, unit_id: int, asked: Asked) -> DeskLook:
    """Reports in an officer's scope that were sent to a unit and have a place."""
    rows = found_for(actor, unit_id, asked)
    cut = len(rows) > MOST_READ
    rows = [row for row in rows[:MOST_READ] if asked.tile is None or within(row, asked.tile)]
    sheet = sheet_for(unit_id)
    moment = clock.now()
    late = sum(is_late(row, moment) for row in rows)
    if sheet is None:
        return DeskLook(None, len(rows), late, cut, "")
    looked_at(sheet, asked.tile)
    level = level_for(sheet.span, ACROSS) if asked.tile is None else min(DEEPEST, asked.tile.level + 3)
    if len(rows) <= MOST_PINS or (asked.tile and asked.tile.level == DEEPEST):
        pinned(sheet, rows[:MOST_PINS], lambda row: reverse("feedback:desk-show", args=[row["id"]]))
    else:
        sheet.clusters = clusters(sheet, counted(rows, min(DEEPEST, level + FINER)), level, asked.address)
    wider = asked.address(around(sheet, asked.tile)) if asked.tile else ""
    return DeskLook(sheet, len(rows), late, cut, wider)


def found_for(actor: Actor, unit_id: int, asked: Asked) -> list[dict[str, Any]]:
    """The newest that are asked for, and one more where there are more."""
    scope = scope_of(actor)
    assert isinstance(scope, Scope)
    rows = Report.objects.visible_to(scope).filter(unit_id=unit_id, cell__isnull=False)
    rows = rows if asked.everything else rows.filter(state__in=OPEN)
    rows = rows.filter(category_id=asked.category_id) if asked.category_id else rows
    return list(rows.order_by("-id").values(*COLUMNS, "cell")[: MOST_READ + 1])


def within(row: dict[str, Any], tile: Tile) -> bool:
    """Whether a report lies in a part of the map."""
    first, end = tile.span
    return bool(first <= row["cell"] < end)


def counted(rows: list[dict[str, Any]], level: int) -> dict[int, tuple[int, int]]:
    """Reports by cell of a level: how many, and how many late."""
    shift, moment = 2 * (DEEPEST - level), clock.now()
    many = Counter(row["cell"] >> shift for row in rows)
    late = Counter(row["cell"] >> shift for row in rows if is_late(row, moment))
    return {cell: (number, late[cell]) for cell, number in many.items()}
