"""Maps drawn by the server: outlines of the units this installation knows, and pins; readable without any script or tile."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings

from motcua.feedback.models import Report
from motcua.feedback.rules import clocks
from motcua.feedback.rules.mercator import SIDE, drawn
from motcua.kernel import clock
from motcua.kernel.remembered import Remembered
from motcua.units.models import TreeVersion
from motcua.units.queries import Placed, area_of, areas_below, thinned_rings, unit_by_id

MARGIN = 0.04
LEAST_SPAN = 3_000
"""In drawing units: about two kilometres, when nothing tells how large a place is."""


@dataclass(frozen=True)
class Outline:
    """A unit's outline as the path of a drawing, and where its name stands."""

    name: str
    path: str
    x: int
    y: int


@dataclass(frozen=True)
class Pin:
    """A report on the map."""

    x: int
    y: int
    look: str
    title: str
    href: str


@dataclass(frozen=True)
class Cluster:
    """Reports near each other, drawn as one: how many, how many late; `dot` is its size against a pin's."""

    x: int
    y: int
    count: int
    late: int
    dot: float
    href: str

    @property
    def short(self) -> str:
        """The number as it stands in the dot."""
        return str(self.count) if self.count < 1000 else f"{self.count / 1000:.3g}k".replace(".", ",")


@dataclass
class Sketch:
    """A drawing: its corner in the Mercator world, its size, outlines, pins. `is_sketch` must be said beside it.

    `window` is the part that is looked at: left, top, width and height on the drawing; the whole without it.
    """

    left: int
    top: int
    width: int
    height: int
    outlines: Sequence[Outline] = ()
    border: str = ""
    is_sketch: bool = False
    pins: list[Pin] = field(default_factory=list)
    clusters: list[Cluster] = field(default_factory=list)
    window: tuple[int, int, int, int] | None = None
    tiles: str = ""
    credit: str = ""
    side: int = SIDE

    @property
    def view(self) -> str:
        """The viewBox."""
        return "{} {} {} {}".format(*(self.window or (0, 0, self.width, self.height)))

    @property
    def span(self) -> int:
        """The longer side of what is looked at."""
        return max(self.window[2:]) if self.window else max(self.width, self.height)

    @property
    def unit(self) -> int:
        """The size of a dot: a hundredth of the drawing."""
        return max(1, self.span // 100)

    @property
    def thumb(self) -> int:
        """The size of the smallest cluster."""
        return max(1, self.span // 48)

    @property
    def letter(self) -> int:
        """The size of names."""
        return max(1, self.span // 46)

    def place(self, point: tuple[float, float]) -> tuple[int, int]:
        """A place of the earth on this drawing."""
        x, y = drawn(point)
        return round(x) - self.left, round(y) - self.top

    def holds(self, x: int, y: int) -> bool:
        """Whether a place of the drawing is on the sheet."""
        return 0 <= x <= self.width and 0 <= y <= self.height


def blank_around(box: tuple[float, float, float, float]) -> Sketch:
    """An empty sheet for a box in degrees, with a margin."""
    left, bottom = drawn((box[0], box[1]))
    right, top = drawn((box[2], box[3]))
    span = max(right - left, bottom - top, LEAST_SPAN)
    wide, high = max(right - left, LEAST_SPAN), max(bottom - top, LEAST_SPAN)
    middle, centre = (left + right) / 2, (top + bottom) / 2
    edge = span * MARGIN
    return Sketch(
        left=round(middle - wide / 2 - edge),
        top=round(centre - high / 2 - edge),
        width=round(wide + 2 * edge),
        height=round(high + 2 * edge),
        tiles=settings.MAP_TILES,
        credit=settings.MAP_CREDIT,
    )


def path_of_area(sheet: Sketch, placed: Placed) -> str:
    """The outline of an area, thinned to what the sheet can show."""
    degrees = sheet.width / SIDE * 360 / 1500
    parts = []
    for ring in thinned_rings(placed.area, degrees):
        corners = [sheet.place((corner[0], corner[1])) for corner in ring]
        parts.append("M" + "L".join(f"{x} {y}" for x, y in corners[:-1]) + "Z")
    return "".join(parts)


def drawing_of(unit_id: int) -> Sketch | None:
    """The sheet of a unit with the outlines below it; None when nobody gave its boundary."""
    whole = area_of(unit_id)
    if whole is None:
        return None
    sheet = blank_around(whole.box)
    below = areas_below(unit_id)
    outlines = []
    for placed in below:
        unit = unit_by_id(placed.unit_id)
        x, y = sheet.place(placed.middle)
        outlines.append(Outline(unit.short_name or unit.name, path_of_area(sheet, placed), x, y))
    sheet.outlines, sheet.border = outlines, path_of_area(sheet, whole)
    sheet.is_sketch = whole.is_sketch or any(placed.is_sketch for placed in below)
    return sheet


DRAWINGS: Remembered[dict[int, Sketch | None]] = Remembered(dict, TreeVersion.current)
"""Outlines by unit, drawn when first asked for, anew when the tree or a boundary changed."""


def sheet_for(unit_id: int) -> Sketch | None:
    """A fresh sheet of a unit, without pins; the outlines are shared."""
    known = DRAWINGS.get()
    if unit_id not in known:
        known[unit_id] = drawing_of(unit_id)
    ready = known[unit_id]
    if ready is None:
        return None
    return Sketch(
        **{**vars(ready), "pins": [], "clusters": [], "tiles": settings.MAP_TILES, "credit": settings.MAP_CREDIT}
    )


def map_of(report: Report) -> Sketch | None:
    """The sheet of the place a report was sent to with its one pin; None where it has no place on it."""
    if report.longitude is None or report.latitude is None:
        return None
    row = {name: getattr(report, name) for name in COLUMNS}
    sheet = pinned(sheet_for(report.unit_id), [row], lambda row: "#o-dau")
    return sheet if sheet is not None and sheet.pins else None


COLUMNS = ("id", "code", "category_name", "state", "verdict", "due_at", "longitude", "latitude")


def is_late(row: dict[str, Any], moment: datetime) -> bool:
    """Whether a row of COLUMNS is late at a moment."""
    return clocks.is_late(row["verdict"], row["due_at"], moment)


def pinned(sheet: Sketch | None, rows: Iterable[dict[str, Any]], address: Any) -> Sketch | None:
    """The sheet with a pin for each row that has a place on it."""
    if sheet is None:
        return None
    moment = clock.now()
    for row in rows:
        if row["longitude"] is None or row["latitude"] is None:
            continue
        x, y = sheet.place((row["longitude"], row["latitude"]))
        look = "late" if is_late(row, moment) else "done" if row["verdict"] else "open"
        if sheet.holds(x, y):
            sheet.pins.append(Pin(x, y, look, f"{row['code']} · {row['category_name']}", address(row)))
    return sheet
