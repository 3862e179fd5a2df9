"""How far a duty sees, who answers for a role at a unit."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext

from motcua.accounts import rules
from motcua.accounts.models import Duty, Role, User, UserQuerySet
from motcua.accounts.queries.actors import actor_of
from motcua.accounts.queries.directory import Holder, Seat, head_at, holders_at, seated_at
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.remembered import Kept
from motcua.kernel.scoping import EVERYTHING, NOTHING, Scope
from motcua.units import queries as units

REACHES: Kept[tuple[int, str] | None] = Kept(most=20_000, seconds=3600)


def _reach_of(duty_id: int) -> tuple[int, str] | None:
    """Unit and reach of a duty; both never change, so they are remembered."""
    return REACHES.get(duty_id, lambda: Duty.objects.filter(pk=duty_id).values_list("unit_id", "scope").first())


def house_of(unit_id: int) -> frozenset[int]:
    """The units that are one UBND together with this one: the authority, its one-stop desk, its departments."""
    node = units.tree().nodes[unit_id]
    root_id = rules.house_root(unit_id, level=node.level, parent_id=node.parent_id)
    inner = [each.id for each in units.tree().children_of(root_id) if each.level in rules.INNER_LEVELS]
    return frozenset({root_id, unit_id, *inner})


def scope_of(actor: Actor) -> Scope:
    """The units whose rows the actor may see: the house of the duty's unit, with "subtree" also everything below it."""
    if actor.kind == "system":
        return EVERYTHING
    if not actor.is_staff or actor.duty_id is None:
        return NOTHING
    reach = _reach_of(actor.duty_id)
    if reach is None or reach[0] != actor.unit_id:
        return NOTHING
    unit_id, how_far = reach
    if how_far == Duty.Reach.SUBTREE:
        return Scope(units.descendants_of(unit_id) | {unit_id})
    return Scope(house_of(unit_id))


def holders(unit_id: int, role: str, at: datetime | None = None) -> list[Holder]:
    """Who holds a role at exactly this unit at a moment; an absent colleague's place is taken by the substitute."""
    return holders_at(unit_id, role, at or clock.now())


def seats(unit_id: int, role: str, at: datetime | None = None) -> list[Seat]:
    """The duties with a role at exactly this unit at a moment; `Seat.holders` says who acts in one."""
    return seated_at(unit_id, role, at or clock.now())


def head_of(unit_id: int, at: datetime | None = None) -> Holder | None:
    """The head in office of exactly this unit, or the substitute; None when the post is vacant.

    A vacant post is never answered with the head of another unit: somebody else must not be blamed, and `motcua check`
    names the vacancy.
    """
    return head_at(unit_id, at or clock.now())


def acting_in(place_id: int, role: str, first: int | None = None) -> Actor | None:
    """Somebody who holds a role in the house of a place, at the unit `first` before all others; for demo data and trials."""
    for unit_id in (first or place_id, *sorted(house_of(place_id))):
        found = holders(unit_id, role)
        if found:
            return actor_of(User.objects.get(pk=found[0].user_id), found[0].duty_id)
    return None


def colleagues_of(duty: Duty) -> UserQuerySet:
    """Officers with a duty in force in the same house, who may act for the duty's holder."""
    here = Duty.objects.in_force(clock.now()).filter(unit_id__in=house_of(duty.unit_id))
    people = User.objects.staff().filter(is_active=True, pk__in=here.values("user_id"))
    return people.exclude(pk=duty.user_id).order_by("full_name")


def heads_missing() -> list[str]:
    """Places with a desk and officers whose head's post nobody holds, in words for `motcua check`."""
    now = clock.now()
    heads = Q(post__is_head=True) | Q(post__isnull=True, role=Role.UNIT_HEAD)
    led = set(Duty.objects.in_force(now).filter(heads).values_list("unit_id", flat=True))
    staffed = set(Duty.objects.in_force(now).values_list("unit_id", flat=True))
    places = units.active_units(levels=frozenset({"city", "district", "commune"}))
    return [
        gettext("%(unit)s chưa có người đứng đầu đang giữ nhiệm vụ.") % {"unit": unit.name}
        for unit in places
        if unit.pk not in led and staffed & house_of(unit.pk) and units.desk_of(unit.pk) is not None
    ]
