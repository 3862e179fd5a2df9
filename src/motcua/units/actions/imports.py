"""Take a list of units from rows already read from a file: all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from motcua.kernel.actors import Actor
from motcua.units.rules.importing import RowError


@dataclass
class ImportReport:
    """What an import did or would do. With errors nothing was written."""

    errors: list[RowError] = field(default_factory=list)
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    dry_run: bool = False


def import_units(*, actor: Actor, rows: Sequence[dict[str, Any]], dry_run: bool = False) -> ImportReport:
    """Creates and changes units from rows with named columns."""
    raise NotImplementedError
