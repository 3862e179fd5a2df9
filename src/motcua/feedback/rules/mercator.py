"""The drawing on which maps lie: the square web Mercator world, so that tiles of any server fit under it."""

import math
from dataclasses import dataclass

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


DEEPEST = 20
"""The finest level of cells: 2 to the power of it along each side of the world, each about 38 metres here."""
SPREAD = (
    (16, 0x0000FFFF0000FFFF),
    (8, 0x00FF00FF00FF00FF),
    (4, 0x0F0F0F0F0F0F0F0F),
    (2, 0x3333333333333333),
    (1, 0x5555555555555555),
)


def spread(number: int) -> int:
    """The bits of a number with a gap after each."""
    for shift, mask in SPREAD:
        number = (number | number << shift) & mask
    return number


def joined(number: int) -> int:
    """Every second bit of a number: what `spread` took apart."""
    number &= SPREAD[-1][1]
    for (shift, _mask), (_shift, mask) in zip(reversed(SPREAD), [*reversed(SPREAD[:-1]), (0, 0xFFFFFFFF)], strict=True):
        number = (number | number >> shift) & mask
    return number


def cell_of(point: tuple[float, float]) -> int:
    """The finest cell of a place, numbered along the Z curve: a cell of any coarser level is an unbroken range of these."""
    x, y = drawn(point)
    side = SIDE >> DEEPEST
    return spread(int(x) // side) | spread(int(y) // side) << 1


@dataclass(frozen=True)
class Tile:
    """A cell of a level: `x` to the east, `y` to the south."""

    level: int
    x: int
    y: int

    @classmethod
    def numbered(cls, level: int, number: int) -> "Tile":
        """The tile with this number along the curve of its level."""
        return cls(level, joined(number), joined(number >> 1))

    @property
    def typed(self) -> str:
        """As it stands in an address."""
        return f"{self.level}-{self.x}-{self.y}"

    @property
    def side(self) -> int:
        """How long it is, in drawing units."""
        return SIDE >> self.level

    @property
    def span(self) -> tuple[int, int]:
        """The finest cells in it: the first, and the one after the last."""
        shift = 2 * (DEEPEST - self.level)
        number = spread(self.x) | spread(self.y) << 1
        return number << shift, (number + 1) << shift


def level_for(length: float, parts: int) -> int:
    """The coarsest level of which at least so many cells lie along a length."""
    return max(0, min(DEEPEST, math.ceil(math.log2(SIDE * parts / max(1.0, length)))))
