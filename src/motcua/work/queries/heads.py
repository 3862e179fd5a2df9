"""Who answers for an item: the head in office of the unit that holds it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, FilteredRelation, Q

from motcua.accounts.models import Duty, Role
from motcua.units.queries import tree

HEADS = Q(post__is_head=True) | Q(post__isnull=True, role__in=[Role.UNIT_HEAD, Role.DEPARTMENT_HEAD])


@dataclass(frozen=True, slots=True)
class Head:
    """The person who answers; a substitute while the head is absent."""

    user_id: int
    name: str


def responsible_head(unit_id: int, at: datetime) -> Head | None:
    """The head of the unit, or of the people's committee it is an office of, at a moment; one statement.

    Finds whom `accounts.queries.head_of` finds (a test holds both together), at a quarter of the cost, since every item
    asks. An office whose post of head is vacant (usual in communes) is answered for by the chairman of its own committee,
    never by another unit's head. None when that post is vacant too: the item is then an alarm on the leaders' board.
    """
    place = tree().place_of(unit_id)
    units = [unit_id] if place is None or place.id == unit_id else [unit_id, place.id]
    now_away = Q(absences__starts_at__lte=at, absences__ends_at__gt=at) & (
        Q(absences__ended_at__isnull=True) | Q(absences__ended_at__gt=at)
    )
    rows = (
        Duty.objects.in_force(at)
        .filter(HEADS, unit_id__in=units)
        .annotate(away=FilteredRelation("absences", condition=now_away))
        .annotate(substitute=F("away__substitute_id"), substitute_name=F("away__substitute__full_name"))
        .annotate(substitute_active=F("away__substitute__is_active"))
        .order_by("post__order", "id")
        .values_list("unit_id", "user_id", "user__full_name", "substitute", "substitute_name", "substitute_active")
    )
    found = list(rows)
    for unit in units:
        for owner, user, name, substitute, substitute_name, active in found:
            if owner == unit:
                return Head(substitute, substitute_name) if substitute and active else Head(user, name)
    return None
