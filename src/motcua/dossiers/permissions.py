"""Who may do what with a dossier: the verbs by role, and the demands actions make."""

from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.access import (
    LEADERS,
    NO_SUCH,
    PERSON_VERBS,
    VERBS,
    house,
    may,
    may_see,
    objection,
    step_objection,
    works_in,
)
from motcua.kernel.actors import Actor

__all__ = [
    "LEADERS",
    "NO_SUCH",
    "PERSON_VERBS",
    "VERBS",
    "demand_on",
    "demand_step",
    "house",
    "may",
    "may_see",
    "works_in",
]


def demand_on(actor: Actor, verb: str, dossier: Dossier, secret: str = "") -> None:
    """Refuses unless the actor may do `verb` on this dossier: role, house, and for the person's verbs ownership."""
    if refusal := objection(actor, verb, dossier, secret):
        raise refusal


def demand_step(actor: Actor, dossier: Dossier, role: str) -> None:
    """Refuses unless the actor does the present step: the role (or who stands in for it) in the unit that holds it."""
    if refusal := step_objection(actor, dossier, role):
        raise refusal
