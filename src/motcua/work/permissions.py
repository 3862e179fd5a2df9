"""Which roles may do what with work items."""

STAFF = frozenset({"receiver", "specialist", "department_head", "unit_head", "clerk", "cashier"})
LEADERS = frozenset({"department_head", "unit_head"})

VERBS: dict[str, frozenset[str]] = {
    "work.see": STAFF | {"auditor"},
    "work.oversee": LEADERS | {"auditor"},
    "work.hand_over": STAFF,
}


def may_hand_over_for(*, actor_user_id: int | None, role: str, from_user_id: int) -> bool:
    """An officer hands over the own list; a leader hands over the list of anybody in the scope."""
    return actor_user_id == from_user_id or role in LEADERS
