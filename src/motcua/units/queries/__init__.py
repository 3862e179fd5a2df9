"""Questions about the tree. All lookups come from a snapshot in memory; another process's change is seen within 2 s."""

from motcua.units.queries.boundaries import (
    Placed,
    area_of,
    areas_below,
    fault_of_area,
    in_area,
    lies_in,
    place_at,
    thinned_rings,
)
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
    "Placed",
    "active_nodes",
    "active_units",
    "ancestors_of",
    "area_of",
    "areas_below",
    "complaints",
    "department_of",
    "departments_of",
    "descendants_of",
    "desk_of",
    "fault_of_area",
    "in_area",
    "is_active",
    "lies_in",
    "place_at",
    "place_of",
    "predecessors_of",
    "successor_of",
    "successors_of",
    "thinned_rings",
    "tree",
    "unit_at_address",
    "unit_by_code",
    "unit_by_id",
]
