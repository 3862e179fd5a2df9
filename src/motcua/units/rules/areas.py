"""Areas on the map as GeoJSON has them (Polygon, MultiPolygon; degrees, WGS 84): sound or not, inside or outside, near or far."""

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Point = tuple[float, float]
"""Longitude, latitude, in the order of GeoJSON."""
Box = tuple[float, float, float, float]
"""West, south, east, north."""
METRES_PER_DEGREE = 111_195.0
MOST_CORNERS = 200_000


def shapes_of(area: Mapping[str, Any]) -> Sequence[Any]:
    """The polygons of an area, each a list of rings: the outer line, then the holes."""
    coordinates: Sequence[Any] = area["coordinates"]
    return [coordinates] if area["type"] == "Polygon" else coordinates


def rings_of(area: Mapping[str, Any]) -> Iterator[Sequence[Sequence[float]]]:
    """All rings, holes included."""
    for rings in shapes_of(area):
        yield from rings


def fault_of_area(area: Any) -> str:
    """What is wrong with an area that is to be kept: "type", "coordinates", "ring", "degrees", "size"; "" when nothing is."""
    if not isinstance(area, Mapping) or area.get("type") not in ("Polygon", "MultiPolygon"):
        return "type"
    try:
        rings = [[(float(corner[0]), float(corner[1])) for corner in ring] for ring in rings_of(area)]
    except (KeyError, TypeError, IndexError, ValueError):
        return "coordinates"
    corners = [corner for ring in rings for corner in ring]
    if not corners or any(len(ring) < 4 or ring[0] != ring[-1] for ring in rings):
        return "ring"
    if not all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in corners):
        return "degrees"
    return "size" if len(corners) > MOST_CORNERS else ""


def box_of(area: Mapping[str, Any]) -> Box:
    """The smallest box around an area."""
    xs, ys = zip(*((corner[0], corner[1]) for ring in rings_of(area) for corner in ring), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def in_box(point: Point, box: Box, slack: float = 0.0) -> bool:
    """Whether a point lies in a box, or at most `slack` degrees beside it."""
    west, south, east, north = box
    return west - slack <= point[0] <= east + slack and south - slack <= point[1] <= north + slack


def in_ring(point: Point, ring: Sequence[Sequence[float]]) -> bool:
    """Whether a point lies inside a closed line, counted by crossings of a ray to the east."""
    x, y = point
    inside = False
    before = ring[-1]
    for corner in ring:
        x1, y1, x2, y2 = before[0], before[1], corner[0], corner[1]
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
        before = corner
    return inside


def in_area(point: Point, area: Mapping[str, Any]) -> bool:
    """Whether a point lies in an area: in an outer line, in none of its holes."""
    return any(
        in_ring(point, rings[0]) and not any(in_ring(point, hole) for hole in rings[1:]) for rings in shapes_of(area)
    )


def metres_outside(point: Point, area: Mapping[str, Any]) -> float:
    """How far a point is from an area; 0 inside. Flat earth around the point: good for some tens of kilometres."""
    if in_area(point, area):
        return 0.0
    wide = math.cos(math.radians(point[1]))
    found = math.inf
    for ring in rings_of(area):
        flat = [((corner[0] - point[0]) * wide, corner[1] - point[1]) for corner in ring]
        for (x1, y1), (x2, y2) in itertools.pairwise(flat):
            found = min(found, from_origin(x1, y1, x2, y2))
    return found * METRES_PER_DEGREE


def from_origin(x1: float, y1: float, x2: float, y2: float) -> float:
    """The distance of a line between two points from (0, 0)."""
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    part = 0.0 if length == 0 else max(0.0, min(1.0, -(x1 * dx + y1 * dy) / length))
    return math.hypot(x1 + part * dx, y1 + part * dy)


def middle_of(area: Mapping[str, Any]) -> Point:
    """A point inside the largest polygon, for its name: on the parallel through the middle, in the widest piece."""
    rings = max(shapes_of(area), key=lambda shape: abs(size_of(shape[0])))
    _west, south, _east, north = box_of({"type": "Polygon", "coordinates": [rings[0]]})
    y = (south + north) / 2 + (north - south) * 1e-7
    cuts = sorted(
        x1 + (x2 - x1) * (y - y1) / (y2 - y1)
        for ring in rings
        for (x1, y1), (x2, y2) in zip(
            [(corner[0], corner[1]) for corner in ring], [(corner[0], corner[1]) for corner in ring[1:]], strict=False
        )
        if (y1 > y) != (y2 > y)
    )
    pieces = [(right - left, (left + right) / 2) for left, right in zip(cuts[::2], cuts[1::2], strict=False)]
    return (max(pieces)[1], y) if pieces else (rings[0][0][0], rings[0][0][1])


def size_of(ring: Sequence[Sequence[float]]) -> float:
    """The signed size of a closed line, in square degrees."""
    pairs = itertools.pairwise(ring)
    return sum(one[0] * other[1] - other[0] * one[1] for one, other in pairs) / 2


def thinned(ring: Sequence[Sequence[float]], degrees: float) -> list[Point]:
    """A closed line with fewer corners, none farther than `degrees` from where it was (Douglas and Peucker)."""
    corners = [(float(corner[0]), float(corner[1])) for corner in ring]
    if len(corners) < 6 or degrees <= 0:
        return corners
    keep = {0, len(corners) // 2, len(corners) - 1}
    spans = [(0, len(corners) // 2), (len(corners) // 2, len(corners) - 1)]
    while spans:
        first, last = spans.pop()
        (ax, ay), (bx, by) = corners[first], corners[last]
        farthest, at = 0.0, 0
        for place in range(first + 1, last):
            x, y = corners[place]
            away = from_origin(ax - x, ay - y, bx - x, by - y)
            if away > farthest:
                farthest, at = away, place
        if farthest > degrees:
            keep.add(at)
            spans += [(first, at), (at, last)]
    return [corners[place] for place in sorted(keep)]
