"""Which places are near: a box that an index can find, then the exact distance. Degrees and metres, WGS 84."""

import math
from dataclasses import dataclass

from motcua.feedback.rules.mercator import DEEPEST, SIDE, Tile, drawn

EARTH = 6_371_009.0
"""Mean radius in metres."""
Point = tuple[float, float]
"""Longitude, latitude."""


@dataclass(frozen=True, slots=True)
class Box:
    """Everything between two meridians and two parallels."""

    west: float
    south: float
    east: float
    north: float


def box_around(point: Point, metres: float) -> Box:
    """The smallest box that holds all places within so many metres."""
    longitude, latitude = point
    high = math.degrees(metres / EARTH)
    wide = high / max(0.01, math.cos(math.radians(latitude)))
    return Box(longitude - wide, latitude - high, longitude + wide, latitude + high)


def spans_around(box: Box) -> list[tuple[int, int]]:
    """Ranges of the finest cells, first and one after the last, that hold the box: one to four, from tiles no smaller than it."""
    west, north = drawn((box.west, box.north))
    east, south = drawn((box.east, box.south))
    level = max(0, min(DEEPEST, math.floor(math.log2(SIDE / max(east - west, south - north, 1.0)))))
    side = SIDE >> level
    columns, rows = ({int(low) // side, int(high) // side} for low, high in ((west, east), (north, south)))
    return sorted(Tile(level, x, y).span for x in columns for y in rows)


def metres_between(one: Point, other: Point) -> float:
    """The distance over ground, by the haversine formula."""
    (x1, y1), (x2, y2) = ((math.radians(each[0]), math.radians(each[1])) for each in (one, other))
    part = math.sin((y2 - y1) / 2) ** 2 + math.cos(y1) * math.cos(y2) * math.sin((x2 - x1) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(part)))
