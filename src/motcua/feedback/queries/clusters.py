"""The public map: every published report of a place, one by one where they are few, gathered cell by cell where they are many.

What is counted is an index of its own, and what was counted is kept for a minute: a map costs the same whoever looks at it.
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.core.cache import cache
from django.db.models import BigIntegerField, Count, ExpressionWrapper, F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from motcua.feedback.models import Report
from motcua.feedback.queries.maps import COLUMNS, Cluster, Sketch, pinned, sheet_for
from motcua.feedback.queries.reports import PAGE_SIZE, PUBLISHED, Page
from motcua.feedback.rules.mercator import DEEPEST, Tile, level_for
from motcua.kernel import clock
from motcua.units.models import Unit

MOST_PINS = 120
ACROSS = 5
"""Cells along the side of a map: on a phone of 360 points each is as wide as a thumb."""
FINER = 2
"""Levels below a cell that are counted, so that a cluster stands where its reports are, not in the middle of its cell."""
FEW = 2000
MOST_PAGES = 50


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a map is asked for: a category by its key and id (none: all), the age in days, the part that is looked at."""

    category_key: str = ""
    category_id: int | None = None
    days: int = 365
    tile: Tile | None = None
    page: int = 1

    def address(self, unit: Unit, **changes: Any) -> str:
        """The address of this map with something changed."""
        values: dict[str, Any] = {
            "don-vi": unit.code,
            "nhom": self.category_key,
            "ngay": self.days if self.days != 365 else "",
        }
        tile = changes.get("tile", self.tile)
        values["o"] = tile.typed if tile else ""
        values["trang"] = changes.get("page", "")
        return "?" + urlencode({name: value for name, value in values.items() if value})


@dataclass(frozen=True)
class Look:
    """A map as it is shown: the drawing, how many reports are on it, the newest of them, and the way back out."""

    sheet: Sketch | None
    total: int
    late: int
    listed: Page
    newer: str
    older: str
    wider: str
    here: str = ""


DRAWINGS = "feedback-map:drawings"


def drawings() -> str:
    """Changes when a report is taken off the public pages: no drawing made before is shown after that."""
    return str(cache.get(DRAWINGS, ""))


def shown_on(unit: Unit, wanted: Wanted) -> Any:
    """The rows of a map, of whatever age."""
    rows = Report.objects.regardless(PUBLISHED).mapped().filter(unit_id=unit.pk)
    return rows.filter(category_id=wanted.category_id) if wanted.category_id else rows


def since(wanted: Wanted) -> datetime:
    """From when on a map shows what was published."""
    return clock.now() - timedelta(days=wanted.days)


def within(rows: Any, tile: Tile | None) -> Any:
    """The rows of a part of the map."""
    if tile is None:
        return rows
    first, end = tile.span
    return rows.filter(cell__gte=first, cell__lt=end)


def aged(rows: Any, first: datetime) -> Any:
    """The rows since a moment, told so that `feedback_map` is read, which holds all that is counted.

    The moment is compared inside an expression: SQLite would otherwise take the index of what was published and read every
    row behind it.
    """
    return rows.alias(moment=Coalesce("published_at", "published_at")).filter(moment__gte=first)


def look(unit: Unit, wanted: Wanted) -> Look:
    """Everything that a page of the map shows."""
    everything = shown_on(unit, wanted)
    rows = everything.filter(published_at__gte=since(wanted))
    sheet = sheet_for(unit.pk)
    found: dict[int, tuple[int, int]] = {}
    level = DEEPEST
    if sheet is not None:
        level = level_for(sheet.span, ACROSS) if wanted.tile is None else min(DEEPEST, wanted.tile.level + 3)
        found = counted(within(everything, wanted.tile), since(wanted), min(DEEPEST, level + FINER))
        looked_at(sheet, wanted.tile)
    total, late = (sum(pair[place] for pair in found.values()) for place in (0, 1))
    if sheet is not None and (total <= MOST_PINS or level == DEEPEST == getattr(wanted.tile, "level", 0)):
        newest = within(rows, wanted.tile).order_by("-published_at").values(*COLUMNS)[:MOST_PINS]
        pinned(sheet, newest, lambda row: reverse("feedback:status", args=[row["code"]]))
    elif sheet is not None:
        sheet.clusters = clusters(sheet, found, level, lambda tile: wanted.address(unit, tile=tile))
    page = newest_of(everything, wanted, total)
    return Look(
        sheet, total, late, page,
        newer=wanted.address(unit, page=page.number - 1) if page.has_previous else "",
        older=wanted.address(unit, page=page.number + 1) if page.has_next else "",
        wider=wanted.address(unit, tile=around(sheet, wanted.tile)) if wanted.tile else "",
        here=wanted.address(unit),
    )  # fmt: skip


def counted(rows: Any, first: datetime, level: int) -> dict[int, tuple[int, int]]:
    """Reports since `first` by cell of a level: how many, and how many late."""
    groups = aged(rows, first).annotate(part=F("cell").bitrightshift(2 * (DEEPEST - level))).values("part").order_by()
    groups = groups.annotate(n=Count("cell"), late=Count("cell", filter=Q(verdict="late")))
    return {row["part"]: (row["n"], row["late"]) for row in groups}


def clusters(sheet: Sketch, found: dict[int, tuple[int, int]], level: int, address: Any) -> list[Cluster]:
    """The counted cells gathered to those of a level, each drawn where its reports are."""
    fine = min(DEEPEST, level + FINER)
    sums: dict[int, list[float]] = {}
    for number, (count, late) in found.items():
        tile = Tile.numbered(fine, number)
        whole = sums.setdefault(number >> 2 * (fine - level), [0, 0, 0, 0])
        middle = (tile.x + 0.5) * tile.side, (tile.y + 0.5) * tile.side
        for place, each in enumerate((count, late, count * middle[0], count * middle[1])):
            whole[place] += each
    drawn = []
    for number, (many, late_ones, x, y) in sorted(sums.items(), key=lambda pair: pair[1][0]):
        left, top = round(x / many) - sheet.left, round(y / many) - sheet.top
        dot = round(1.3 + 0.35 * math.log10(many), 2)
        drawn.append(Cluster(left, top, int(many), int(late_ones), dot, address(Tile.numbered(level, number))))
    return drawn


def looked_at(sheet: Sketch, tile: Tile | None) -> None:
    """Sets the window of the drawing to a tile, with a little around it."""
    if tile is not None:
        edge = tile.side // 12
        left, top = tile.x * tile.side - sheet.left - edge, tile.y * tile.side - sheet.top - edge
        sheet.window = (left, top, tile.side + 2 * edge, tile.side + 2 * edge)


def around(sheet: Sketch | None, tile: Tile) -> Tile | None:
    """The part from which one came to a tile; None for the whole map."""
    level = tile.level - 3
    whole = level_for(max(sheet.width, sheet.height), ACROSS) if sheet else DEEPEST
    return Tile(level, tile.x >> 3, tile.y >> 3) if level >= whole else None


def tile_typed(text: str) -> Tile | None:
    """A tile as an address names it, "17-103982-61234"; None for anything else."""
    parts = text.split("-")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) < 9 for part in parts):
        return None
    level, x, y = map(int, parts)
    return Tile(level, x, y) if 0 < level <= DEEPEST and max(x, y) < 1 << level else None


def newest_of(rows: Any, wanted: Wanted, total: int) -> Page:
    """A page of the list beside the map, the newest first.

    Few reports are read by their cells and put in order here; many by their order, and left out while they lie elsewhere.
    """
    number = max(1, min(wanted.page, MOST_PAGES))
    first, end = (number - 1) * PAGE_SIZE, number * PAGE_SIZE + 1
    if wanted.tile is not None and total <= FEW:
        pairs = sorted(aged(within(rows, wanted.tile), since(wanted)).values_list("published_at", "id"), reverse=True)
        keys = [pk for _at, pk in pairs[first:end]]
        known = Report.objects.regardless(PUBLISHED).in_bulk(keys)
        found = [known[pk] for pk in keys if pk in known]
    else:
        rows = rows.filter(published_at__gte=since(wanted))
        if wanted.tile is not None:
            low, high = wanted.tile.span
            rows = rows.annotate(lies=ExpressionWrapper(F("cell") + 0, output_field=BigIntegerField())).filter(
                lies__gte=low, lies__lt=high
            )
        found = list(rows.order_by("-published_at", "-id")[first:end])
    return Page(found[:PAGE_SIZE], number, len(found) > PAGE_SIZE and number < MOST_PAGES)


def newest_published(
    unit_id: int | None, category_id: int | None = None, tile: Tile | None = None, most: int = 30
) -> list[Report]:
    """The newest published reports, for the feed: of all places, of one, of its categories or of a part of its map."""
    rows = Report.objects.regardless(PUBLISHED).published()
    rows = rows.filter(unit_id=unit_id) if unit_id is not None else rows
    rows = rows.filter(category_id=category_id) if category_id is not None else rows
    if tile is not None:
        rows = within(rows.mapped(), tile)
    return list(rows.select_related("unit").order_by("-published_at", "-id")[:most])
