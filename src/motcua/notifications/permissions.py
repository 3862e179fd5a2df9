"""Who looks after notices that did not arrive."""

from motcua.accounts.permissions import demand
from motcua.kernel.actors import Actor

VERBS = {"notifications.upkeep": frozenset({"operator"})}


def demand_upkeep(actor: Actor) -> None:
    """Refuses with NotAllowed unless the actor looks after the installation."""
    demand(actor, "notifications.upkeep")
