"""What the tree announces to the floors above."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TreeChanged:
    """Units were created, changed or imported; ids of those touched."""

    unit_ids: list[int]


@dataclass(frozen=True)
class UnitDissolved:
    """A unit ends on a day (ISO date, the first day without it); ids of its successors, possibly none."""

    unit_id: int
    on: str
    successor_ids: list[int]
