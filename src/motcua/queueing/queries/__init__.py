"""Questions to the queue."""

from motcua.queueing.queries.display import snapshot, stamps
from motcua.queueing.queries.hours import opening_on
from motcua.queueing.queries.visits import (
    counter_view,
    counters_of,
    desks_with_fields,
    field_state,
    fields_of,
    followed,
    own_visits,
)

__all__ = [
    "counter_view",
    "counters_of",
    "desks_with_fields",
    "field_state",
    "fields_of",
    "followed",
    "opening_on",
    "own_visits",
    "snapshot",
    "stamps",
]
