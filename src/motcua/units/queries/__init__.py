"""Questions about the tree. All lookups come from a snapshot in memory; another process's change is seen within 2 s."""

from motcua.units.queries.lookups import (
    active_nodes,
    active_units,
    ancestors_of,
    department_of,
    departments_of,
    descendants_of,
    desk_of,
    is_active,
    place_of,
    tree,
    unit_at_address,
    unit_by_code,
    unit_by_id,
)
from motcua.units.queries.state import complaints
from motcua.units.queries.successors import predecessors_of, successor_of, successors_of

__all__ = [
    "active_nodes",
    "active_units",
    "ancestors_of",
    "complaints",
    "department_of",
    "departments_of",
    "descendants_of",
    "desk_of",
    "is_active",
    "place_of",
    "predecessors_of",
    "successor_of",
    "successors_of",
    "tree",
    "unit_at_address",
    "unit_by_code",
    "unit_by_id",
]
