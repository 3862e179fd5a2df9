"""Reading areas out of map files: GeoJSON (RFC 7946) and the geometries of GeoPackage (OGC 12-128, well-known binary)."""

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

WGS84 = ("CRS84", "4326")
ENVELOPES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
"""Bytes of the envelope by its code in a GeoPackage's header."""


@dataclass(frozen=True)
class Feature:
    """One thing of a map file: what is said of it, and its area (None when it has none)."""

    properties: Mapping[str, Any] = field(default_factory=dict)
    area: Any = None


class UnreadableMap(ValueError):
    """The file is no such map; the argument says why: "json", "features", "crs", "geometry"."""


def features_of(text: str) -> list[Feature]:
    """The features of a GeoJSON text. Raises UnreadableMap; another reference system than WGS 84 is refused."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise UnreadableMap("json") from None
    if not isinstance(document, dict):
        raise UnreadableMap("features")
    crs = document.get("crs")
    if crs and not any(name in json.dumps(crs) for name in WGS84):
        raise UnreadableMap("crs")
    rows = document.get("features") if document.get("type") == "FeatureCollection" else [document]
    if not isinstance(rows, list) or not all(isinstance(row, dict) and row.get("type") == "Feature" for row in rows):
        raise UnreadableMap("features")
    return [
        Feature(row["properties"] if isinstance(row.get("properties"), dict) else {}, row.get("geometry"))
        for row in rows
    ]


def area_of_blob(blob: bytes) -> dict[str, Any]:
    """The area in a geometry column of a GeoPackage. Raises UnreadableMap for anything but (multi)polygons."""
    try:
        if blob[:2] != b"GP":
            raise UnreadableMap("geometry")
        start = 8 + ENVELOPES[(blob[3] >> 1) & 7]
        return Binary(blob, start).area()
    except (struct.error, IndexError, KeyError):
        raise UnreadableMap("geometry") from None


class Binary:
    """Well-known binary, read from a place on."""

    def __init__(self, data: bytes, at: int) -> None:
        self.data, self.at, self.order = data, at, "<"

    def take(self, form: str) -> Any:
        """The next values of this form."""
        form = self.order + form
        values = struct.unpack_from(form, self.data, self.at)
        self.at += struct.calcsize(form)
        return values

    def area(self) -> dict[str, Any]:
        """The next geometry, a Polygon or a MultiPolygon, without heights."""
        self.order = "<" if self.data[self.at] == 1 else ">"
        self.at += 1
        (kind,) = self.take("I")
        # ISO counts heights and measures by thousands, the older extension by high bits.
        size = 2 + bool(kind & 0x80000000) + bool(kind & 0x40000000) + {0: 0, 1: 1, 2: 1, 3: 2}[(kind & 0xFFFF) // 1000]
        kind = (kind & 0xFFFF) % 1000
        if kind == 3:
            return {"type": "Polygon", "coordinates": [self.ring(size) for _each in range(self.count())]}
        if kind == 6:
            return {
                "type": "MultiPolygon",
                "coordinates": [self.area()["coordinates"] for _each in range(self.count())],
            }
        raise UnreadableMap("geometry")

    def count(self) -> int:
        """How many things follow; never more than the bytes that are left could hold."""
        (number,) = self.take("I")
        if number > len(self.data) - self.at:
            raise UnreadableMap("geometry")
        return int(number)

    def ring(self, size: int) -> list[list[float]]:
        """The next line of corners."""
        return [list(self.take("d" * size)[:2]) for _each in range(self.count())]
