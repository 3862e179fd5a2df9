"""Import rows checked before anything is written. Placeholder types come first: what a row and a complaint are."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong in an import: `row` counts lines of the file (1 = the header), 0 means the file as a whole."""

    row: int
    column: str
    message: str


@dataclass(slots=True)
class UnitRow:
    """One checked row of an import file."""

    row: int
    code: str
    name: str
    level: str
    parent: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    valid_from: date | None = None
    valid_until: date | None = None
