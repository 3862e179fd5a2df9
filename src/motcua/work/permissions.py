"""Which roles may do what with work items."""

from motcua.kernel.actors import Actor
from motcua.work.models import Excuse

STAFF = frozenset({"receiver", "specialist", "department_head", "unit_head", "clerk", "cashier"})
LEADERS = frozenset({"department_head", "unit_head"})

VERBS: dict[str, frozenset[str]] = {
    "work.see": STAFF | {"auditor"},
    "work.oversee": LEADERS | {"auditor"},
    "work.hand_over": STAFF,
    "work.account": LEADERS | {"auditor"},
    "work.ask_excuse": LEADERS,
    "work.decide_excuse": frozenset({"unit_head"}),
}


def may_hand_over_for(*, actor_user_id: int | None, role: str, from_user_id: int) -> bool:
    """An officer hands over the own list; a leader hands over the list of anybody in the scope."""
    return actor_user_id == from_user_id or role in LEADERS


def may_decide(actor: Actor, excuse: Excuse) -> bool:
    """Neither who asked nor the head who answers for the item signs its excuse."""
    return actor.user_id is not None and actor.user_id not in (excuse.asked_by_user_id, excuse.item.head_user_id)
