"""Parts of a picture that nobody may see: boxes in fractions of its width and height, drawn freely or ticked on a grid."""

import re
from collections.abc import Iterable, Sequence
from math import ceil, floor
from typing import Any, NamedTuple

COLUMNS, ROWS = 8, 6
MOST = 100
"""So many boxes one picture may have: whoever needs more covers more with each."""
PLACES = 6
"""Digits after the point: far finer than a pixel of any picture."""
EDGE = 0.005
"""How far a box reaches beyond what was drawn, of the longer side: a hand on a small screen is no more exact."""
LEAST_EDGE = 2
"""The same in pixels, at least."""
TYPED = re.compile(r"-?\d{1,3}(?:\.\d{1,17})?", re.ASCII)


class Box(NamedTuple):
    """From 0 (left, top) to 1 (right, bottom) of the whole picture."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """How wide, rounded like its sides."""
        return round(self.right - self.left, PLACES)

    @property
    def height(self) -> float:
        """How high, rounded like its sides."""
        return round(self.bottom - self.top, PLACES)

    @property
    def typed(self) -> str:
        """As a form carries it: "0.1,0.2,0.35,0.5"."""
        return ",".join(f"{side:.{PLACES}f}".rstrip("0").rstrip(".") for side in self)


def box_typed(text: str) -> Box | None:
    """The box that a form carries; None for what are not four plain numbers, such as "NaN"."""
    parts = text.split(",") if len(text) <= 100 else []
    if len(parts) != 4 or not all(TYPED.fullmatch(part) for part in parts):
        return None
    return Box(*(round(float(part), PLACES) for part in parts))


def box_of_cell(cell: int) -> Box:
    """The box of a cell of the grid, counted from the top left; raises ValueError for a cell that the grid has not."""
    if not 0 <= cell < COLUMNS * ROWS:
        raise ValueError(cell)
    row, column = divmod(cell, COLUMNS)
    sides = column / COLUMNS, row / ROWS, (column + 1) / COLUMNS, (row + 1) / ROWS
    return Box(*(round(side, PLACES) for side in sides))


CELL_OF = {box_of_cell(cell): cell for cell in range(COLUMNS * ROWS)}
"""Which cell of the grid a box is, where it is exactly one."""


def boxes_kept(covered: Iterable[Any]) -> list[Box]:
    """The boxes as a row keeps them: four numbers each, or the number of a cell, as older rows have them."""
    return [box_of_cell(each) if isinstance(each, int) else Box(*each) for each in covered]


def fault_in(boxes: Sequence[Box]) -> str:
    """Why boxes can't be used: "many", "outside" (of the picture, or no number at all), "empty"; "" when all can."""
    if len(boxes) > MOST:
        return "many"
    # Written so that a NaN, which is neither less nor more than anything, is outside.
    if not all(0 <= side <= 1 for box in boxes for side in box):
        return "outside"
    if not all(box.left < box.right and box.top < box.bottom for box in boxes):
        return "empty"
    return ""


def burnt(box: Box, width: int, height: int) -> tuple[int, int, int, int]:
    """The pixels that are blacked out, the last ones included: whole pixels, an edge further out, none outside."""
    edge = max(LEAST_EDGE, ceil(EDGE * max(width, height)))
    return (
        max(0, floor(box.left * width) - edge),
        max(0, floor(box.top * height) - edge),
        min(width - 1, ceil(box.right * width) + edge),
        min(height - 1, ceil(box.bottom * height) + edge),
    )
