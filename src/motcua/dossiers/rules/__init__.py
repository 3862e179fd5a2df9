"""Pure decisions about dossiers: states and edges, steps, national codes, numbers, masking, search words."""

from motcua.dossiers.rules.national import NATIONAL_WORDS, national_code
from motcua.dossiers.rules.states import (
    CLOSED,
    FINISHED,
    OPEN,
    PAUSED,
    TRANSITIONS,
    Edge,
    ForbiddenMove,
    State,
    edges_from,
    may_go,
    target_of,
    verbs_from,
)

__all__ = [
    "CLOSED",
    "FINISHED",
    "NATIONAL_WORDS",
    "OPEN",
    "PAUSED",
    "TRANSITIONS",
    "Edge",
    "ForbiddenMove",
    "State",
    "edges_from",
    "may_go",
    "national_code",
    "target_of",
    "verbs_from",
]
