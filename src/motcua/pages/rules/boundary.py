"""A boundary as a small drawing: the area of GeoJSON on a flat sheet, true enough at the size of a ward."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, radians
from typing import Any

WIDTH = 600


@dataclass(frozen=True, slots=True)
class Drawing:
    """The outline: a path in SVG's words, and the size of the sheet."""

    path: str
    width: int
    height: int


def rings(area: dict[str, Any]) -> Iterator[list[list[float]]]:
    """Every ring of a Polygon or MultiPolygon."""
    polygons = [area.get("coordinates", [])] if area.get("type") == "Polygon" else area.get("coordinates", [])
    for polygon in polygons:
        yield from polygon


def drawn(area: dict[str, Any]) -> Drawing | None:
    """The drawing; None when there is nothing to draw. North is up, a degree of longitude as short as it is there."""
    points = [[(float(point[0]), float(point[1])) for point in ring] for ring in rings(area) if len(ring) > 3]
    if not points:
        return None
    longitudes = [x for ring in points for x, _y in ring]
    latitudes = [y for ring in points for _x, y in ring]
    west, east, south, north = min(longitudes), max(longitudes), min(latitudes), max(latitudes)
    squeeze = cos(radians((south + north) / 2))
    wide, high = (east - west) * squeeze, north - south
    if wide <= 0 or high <= 0:
        return None
    scale = (WIDTH - 20) / max(wide, high)
    parts = []
    for ring in points:
        steps = [f"{10 + (x - west) * squeeze * scale:.1f} {10 + (north - y) * scale:.1f}" for x, y in ring]
        parts.append(f"M{' L'.join(steps)}Z")
    return Drawing("".join(parts), round(20 + wide * scale), round(20 + high * scale))
