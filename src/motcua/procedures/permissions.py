"""Who may write the catalogue: editors, offerings also operators; everybody may read it."""

from django.utils.translation import gettext_lazy as _

from motcua.accounts.permissions import demand
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import NotAllowed
from motcua.units.queries import ancestors_of, place_of

VERBS = {
    "procedures.edit": frozenset({"editor"}),
    "procedures.publish": frozenset({"editor"}),
    "procedures.override": frozenset({"editor", "unit_head"}),
    "procedures.assign_posts": frozenset({"editor", "unit_head"}),
    "procedures.offer": frozenset({"editor", "operator"}),
}


def demand_common(actor: Actor, verb: str) -> None:
    """Refuses unless the officer holds the verb in the topmost place: a ward has rules of its own, not the city's text."""
    demand(actor, verb)
    if actor.kind == "system":
        return
    place = place_of(actor.unit_id) if actor.unit_id is not None else None
    if place is None or ancestors_of(place.pk):
        raise NotAllowed(_("Thủ tục chung do biên tập của thành phố sửa. Đơn vị dùng mục “Quy định riêng”."))
