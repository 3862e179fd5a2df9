"""Who registers, renews and takes back the machines of a desk."""

from motcua.accounts.permissions import demand
from motcua.kernel.actors import Actor

MANAGE = "kiosk.manage"
VERBS: dict[str, frozenset[str]] = {MANAGE: frozenset({"receiver", "department_head", "unit_head"})}


def demand_manage(actor: Actor, unit_id: int) -> None:
    """Refuses unless the actor manages the machines of this desk."""
    demand(actor, MANAGE, unit_id)
