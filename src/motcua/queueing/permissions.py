"""Who calls at a counter, who arranges counters, hours and appointments, who answers questions, who sees the figures."""

from motcua.accounts.permissions import demand
from motcua.kernel.actors import Actor

STAFF = frozenset({"receiver", "specialist", "cashier"})
LEADERS = frozenset({"department_head", "unit_head"})
VERBS: dict[str, frozenset[str]] = {
    "queueing.call": STAFF,
    "queueing.arrange": LEADERS | {"receiver"},
    "queueing.consult": STAFF | LEADERS,
    "queueing.figures": LEADERS | {"receiver", "auditor"},
}


def demand_at(actor: Actor, verb: str, unit_id: int) -> None:
    """Refuses unless the actor holds the verb and the desk is theirs."""
    demand(actor, verb, unit_id)
