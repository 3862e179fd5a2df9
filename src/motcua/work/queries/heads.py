"""Who answers for an item: the head in office of the unit that holds it."""

from datetime import datetime

from motcua.accounts.queries import Holder, head_of
from motcua.units.queries import ancestors_of, tree


def responsible_head(unit_id: int, at: datetime) -> Holder | None:
    """The head of the unit, or of the people's committee it is an office of, at a moment; a substitute while absent.

    An office whose post of head is vacant (usual in communes) is answered for by the chairman of its own committee, never
    by another unit's head. None when that post is vacant too: the item is then an alarm on the leaders' board.
    """
    head = head_of(unit_id, at)
    if head is not None:
        return head
    place = tree().place_of(unit_id)
    return head_of(place.id, at) if place is not None and place.id != unit_id else None


def head_above(unit_id: int, head_user_id: int | None, at: datetime) -> Holder | None:
    """The nearest head above who is not the one that answers: of the committee of an office, then of the levels above it."""
    for above in reversed(ancestors_of(unit_id)):
        head = head_of(above, at)
        if head is not None and head.user_id != head_user_id:
            return head
    return None
