"""Where the units lie: areas kept in memory beside the tree, the unit at a point, how far outside a point is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from motcua.kernel.remembered import Remembered
from motcua.units.models import Boundary, TreeVersion, Unit
from motcua.units.queries.snapshot import SNAPSHOT
from motcua.units.rules import areas
from motcua.units.rules.areas import Box, Point, fault_of_area, in_area

SLACK_METRES = 300
"""A phone's place may be that wrong, and so may a line drawn on a map."""
SLACK_DEGREES = 0.005

__all__ = ["Placed", "area_of", "areas_below", "fault_of_area", "in_area", "lies_in", "place_at", "thinned_rings"]


@dataclass(frozen=True)
class Placed:
    """The area of a unit. A sketch was made by a machine and is true to nothing."""

    unit_id: int
    area: Mapping[str, Any]
    box: Box
    is_sketch: bool
    source: str
    middle: Point


def load() -> dict[int, Placed]:
    """All boundaries: a city has some hundreds."""
    return {
        row.unit_id: Placed(
            row.unit_id,
            row.area,
            (row.west, row.south, row.east, row.north),
            row.is_sketch,
            row.source,
            areas.middle_of(row.area),
        )
        for row in Boundary.objects.order_by("unit_id")
    }


BOUNDARIES = Remembered(load, TreeVersion.current)


def area_of(unit_id: int) -> Placed | None:
    """The area of a unit, None when nobody gave one."""
    return BOUNDARIES.get().get(unit_id)


def areas_below(unit_id: int) -> list[Placed]:
    """The areas of the places directly below a unit, in the order of the tree."""
    known, tree = BOUNDARIES.get(), SNAPSHOT.get().tree
    return [known[node.id] for node in tree.children_of(unit_id) if node.is_place and node.id in known]


def lies_in(unit_id: int, point: Point, slack: float = SLACK_METRES) -> bool:
    """Whether a point lies in a unit's area or at most `slack` metres outside; True where no area is known."""
    placed = area_of(unit_id)
    if placed is None or (areas.in_box(point, placed.box) and in_area(point, placed.area)):
        return True
    return areas.in_box(point, placed.box, SLACK_DEGREES) and areas.metres_outside(point, placed.area) <= slack


def place_at(point: Point, *, level: str = "") -> Unit | None:
    """The smallest place in whose area a point lies, of one level if asked; None when it lies in none."""
    snapshot = SNAPSHOT.get()
    found = [
        snapshot.tree.nodes[placed.unit_id]
        for placed in BOUNDARIES.get().values()
        if areas.in_box(point, placed.box) and in_area(point, placed.area)
    ]
    fitting = [node for node in found if not level or node.level == level]
    return snapshot.row(max(fitting, key=lambda node: len(node.lineage)).id) if fitting else None


def thinned_rings(area: Mapping[str, Any], degrees: float) -> list[list[Point]]:
    """The lines of an area with only the corners that a drawing of this fineness can show."""
    return [areas.thinned(ring, degrees) for ring in areas.rings_of(area)]
