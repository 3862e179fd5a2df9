"""Taking over items that were opened, and perhaps closed, elsewhere: imports of earlier systems, and the seed."""

from collections.abc import Iterable, Mapping
from typing import Any

from motcua.kernel.bulk import insert_rows
from motcua.work.models import WorkItem

COLUMNS = tuple(str(field.column) for field in WorkItem._meta.concrete_fields if not field.primary_key)


def import_items(items: Iterable[Mapping[str, Any]]) -> None:
    """Writes items as they are given (every column but the key, by column name), in the caller's transaction.

    Head, verdict and due time are the ones of the time: nothing is worked out anew.
    """
    insert_rows(WorkItem, COLUMNS, ([item[column] for column in COLUMNS] for item in items))
