"""Which unit a report goes to: ordered rules, the first that fits wins; areas are polygons of GeoJSON."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Point = tuple[float, float]
"""Longitude, latitude, in the order of GeoJSON."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table; `category_ids` empty: any category; `area` None: anywhere."""

    id: int
    to_unit_id: int
    category_ids: frozenset[int] = frozenset()
    area: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """What a dry run says of one rule."""

    rule: Rule
    fits: bool
    why: str


def in_ring(point: Point, ring: Sequence[Sequence[float]]) -> bool:
    """Whether a point lies inside a closed line, counted by crossings of a ray to the east."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def in_area(point: Point, area: Mapping[str, Any]) -> bool:
    """Whether a point lies in a Polygon or MultiPolygon: in the outer line, in none of the holes."""
    shapes = [area["coordinates"]] if area["type"] == "Polygon" else area["coordinates"]
    pairs = [[[tuple(corner[:2]) for corner in ring] for ring in rings] for rings in shapes]
    return any(in_ring(point, rings[0]) and not any(in_ring(point, hole) for hole in rings[1:]) for rings in pairs)


def fault_of_area(area: Any) -> str:
    """What is wrong with an area that is to be imported; "" when nothing is."""
    if not isinstance(area, Mapping) or area.get("type") not in ("Polygon", "MultiPolygon"):
        return "type"
    try:
        shapes = [area["coordinates"]] if area["type"] == "Polygon" else area["coordinates"]
        corners = [corner for rings in shapes for ring in rings for corner in ring]
        short = any(len(ring) < 4 or ring[0] != ring[-1] for rings in shapes for ring in rings)
        outside = any(not (-180 <= corner[0] <= 180 and -90 <= corner[1] <= 90) for corner in corners)
    except (KeyError, TypeError, IndexError):
        return "coordinates"
    return "ring" if short or not corners else "degrees" if outside else ""


def tried(rules: Iterable[Rule], path: Iterable[int], point: Point | None) -> list[Tried]:
    """Every rule up to the first that fits, with the reason; `path` holds the category and all above it."""
    steps: list[Tried] = []
    known = frozenset(path)
    for rule in rules:
        why = ""
        if rule.category_ids and not rule.category_ids & known:
            why = "category"
        elif rule.area is not None and point is None:
            why = "no-place"
        elif rule.area is not None and point is not None and not in_area(point, rule.area):
            why = "area"
        steps.append(Tried(rule, not why, why))
        if not why:
            break
    return steps


def target(rules: Iterable[Rule], path: Iterable[int], point: Point | None, otherwise: int) -> int:
    """The unit in charge; `otherwise` when no rule fits."""
    steps = tried(rules, path, point)
    return steps[-1].rule.to_unit_id if steps and steps[-1].fits else otherwise
