"""Colleagues: in whose hands work may lie."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache

from motcua.accounts.models import Duty
from motcua.accounts.queries import scope_of
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.units.queries import place_of, unit_by_id

KEEP = 3600


@dataclass(frozen=True, slots=True)
class Colleague:
    """An officer with a duty in force at a unit, and how many open items they hold (filled by who asks)."""

    user_id: int
    name: str
    post: str
    role: str
    unit_id: int
    unit: str


def unit_words(unit_id: int, seen_from: int | None = None, *, whole: bool = False) -> str:
    """A unit's name; an office of another place than the one it is seen from also says which place.

    Lists give the short name; `whole` gives the full one, for a sheet that is signed.
    """
    unit = unit_by_id(unit_id)
    name = str(unit.name if whole else unit.short_name or unit.name)
    place = place_of(unit_id)
    if place is None or place.pk == unit_id:
        return name
    home = place_of(seen_from) if seen_from is not None else None
    return (
        name
        if home is not None and home.pk == place.pk
        else f"{name}, {place.name if whole else place.short_name or place.name}"
    )


def hands_of(actor: Actor) -> list[int]:
    """Whose items are "mine": the actor's own, and under an absent colleague's duty also that colleague's."""
    mine = [actor.user_id] if actor.user_id is not None else []
    if not actor.on_behalf_of or actor.duty_id is None:
        return mine
    key = f"work:owner-of-duty:{actor.duty_id}"
    owner = cache.get(key)
    if owner is None:
        owner = Duty.objects.filter(pk=actor.duty_id).values_list("user_id", flat=True).first()
        cache.set(key, owner, KEEP)
    return [*mine, owner] if owner is not None else mine


def colleagues(actor: Actor, roles: Iterable[str] | None = None, unit_id: int | None = None) -> list[Colleague]:
    """Officers with a duty in force inside the actor's scope, by unit and name; one person may stand under two units."""
    scope = scope_of(actor)
    duties = Duty.objects.in_force(clock.now()).select_related("user", "unit", "post")
    if scope.unit_ids is not None:
        duties = duties.filter(unit_id__in=scope.unit_ids)
    if unit_id is not None:
        duties = duties.filter(unit_id=unit_id)
    if roles is not None:
        duties = duties.filter(role__in=list(roles))
    return [
        Colleague(
            user_id=duty.user_id,
            name=duty.user.full_name,
            post=duty.post.title if duty.post else str(duty.get_role_display()),
            role=duty.role,
            unit_id=duty.unit_id,
            unit=duty.unit.short_name or duty.unit.name,
        )
        for duty in duties.order_by("unit__order", "unit__name", "post__order", "user__full_name")[:500]
    ]
