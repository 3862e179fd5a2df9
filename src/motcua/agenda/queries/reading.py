"""Who runs a place's plans, and who may read a private entry."""

from motcua.agenda.models import WorkEntry
from motcua.kernel.actors import Actor
from motcua.units.queries import place_of, unit_by_id

OFFICE = "van-phong"
"""The key of the office that gathers the plan, at places of every level."""


def house_id(actor: Actor) -> int | None:
    """The people's committee the actor works for."""
    place = place_of(actor.unit_id) if actor.unit_id is not None else None
    return place.pk if place else None


def runs_plans(actor: Actor, unit_id: int) -> bool:
    """Whether the actor gathers this place's plan: its clerks, its leaders, the head of its office."""
    if actor.kind == "system":
        return True
    if house_id(actor) != unit_id or actor.unit_id is None:
        return False
    if actor.role in ("clerk", "unit_head"):
        return True
    return actor.role == "department_head" and unit_by_id(actor.unit_id).key == OFFICE


def may_read(actor: Actor, entry: WorkEntry) -> bool:
    """Private entries are read by those who run the plan, those who take part, and the office that prepares them."""
    if not entry.private or runs_plans(actor, entry.unit_id):
        return True
    if actor.unit_id is not None and entry.prepared_by_id == actor.unit_id:
        return True
    return actor.user_id is not None and any(person.user_id == actor.user_id for person in entry.people.all())
