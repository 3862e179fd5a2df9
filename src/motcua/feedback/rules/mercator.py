"""The drawing on which maps lie: the square web Mercator world, so that tiles of any server fit under it."""

import math

SIDE = 2**26
"""The world's side in drawing units: at the latitude of the city about 0.6 metres each."""


def drawn(point: tuple[float, float]) -> tuple[float, float]:
    """Longitude and latitude as a place of the drawing, x to the east, y to the south."""
    longitude, latitude = point
    north = math.asinh(math.tan(math.radians(max(-85.0, min(85.0, latitude)))))
    return (longitude + 180) / 360 * SIDE, (1 - north / math.pi) / 2 * SIDE


def metres_per_unit(latitude: float) -> float:
    """How long one drawing unit is over ground."""
    return 40_075_017 * math.cos(math.radians(latitude)) / SIDE
