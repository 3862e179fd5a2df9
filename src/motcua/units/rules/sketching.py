"""Sketches of boundaries for places whose real ones nobody gave: made by arithmetic, the same each time, true to nothing."""

import math
import random
from collections.abc import Sequence
from typing import Any

Corner = tuple[float, float]
CORNERS = 18
METRES_PER_DEGREE = 111_195.0


def blot(name: str, middle: Corner, metres: float) -> list[Corner]:
    """A round uneven shape around a place, in longitude and latitude; the name decides its bumps."""
    chance = random.Random(name)  # noqa: S311 - bumps of a drawing, not secrets
    wide = math.cos(math.radians(middle[1]))
    found = []
    for number in range(CORNERS):
        angle = 2 * math.pi * number / CORNERS
        far = metres * chance.uniform(0.82, 1.05) / METRES_PER_DEGREE
        found.append((middle[0] + far * math.cos(angle) / wide, middle[1] + far * math.sin(angle)))
    return found


def side_of(corners: Sequence[Corner], at: float, axis: int, below: bool) -> list[Corner]:
    """The part of a shape on one side of a straight cut."""
    found: list[Corner] = []
    for one, other in zip(corners, [*corners[1:], corners[0]], strict=True):
        inside, next_inside = (one[axis] <= at) == below, (other[axis] <= at) == below
        if inside:
            found.append(one)
        if inside != next_inside:
            part = (at - one[axis]) / (other[axis] - one[axis])
            cut = [one[each] + part * (other[each] - one[each]) for each in (0, 1)]
            cut[axis] = at
            found.append((cut[0], cut[1]))
    return found


def size_of(corners: Sequence[Corner]) -> float:
    """The size of a shape, in square degrees."""
    pairs = zip(corners, [*corners[1:], corners[0]], strict=True)
    return abs(sum(one[0] * other[1] - other[0] * one[1] for one, other in pairs)) / 2


def divided(corners: Sequence[Corner], parts: int) -> list[list[Corner]]:
    """The shape cut into so many parts of about one size, which share their borders exactly."""
    if parts <= 1:
        return [list(corners)]
    spans = [max(corner[axis] for corner in corners) - min(corner[axis] for corner in corners) for axis in (0, 1)]
    axis = 0 if spans[0] >= spans[1] else 1
    low, high = min(corner[axis] for corner in corners), max(corner[axis] for corner in corners)
    first, whole = parts // 2, size_of(corners)
    for _step in range(40):
        at = (low + high) / 2
        smaller = size_of(side_of(corners, at, axis, True)) < whole * first / parts
        low, high = (at, high) if smaller else (low, at)
    return divided(side_of(corners, at, axis, True), first) + divided(side_of(corners, at, axis, False), parts - first)


def as_area(corners: Sequence[Corner]) -> dict[str, Any]:
    """The shape as a polygon of GeoJSON, to a metre."""
    ring = [[round(x, 5), round(y, 5)] for x, y in corners]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
