"""Notices as people and officers read them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from motcua.accounts.queries import scope_of
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import NotFound
from motcua.notices.models import Notice
from motcua.notices.rules.states import STATES
from motcua.units import queries as units
from motcua.units.models import Unit

PUBLIC = "published notices are everybody's"
LEVELS = frozenset({"city", "district", "commune"})
MOST_LISTED = 200


def place_called(code: str) -> Unit:
    """The place with this code; refuses with NotFound what is none."""
    unit = units.unit_by_code(code)
    place = units.place_of(unit.pk)
    if place is None or place.pk != unit.pk:
        raise NotFound("")
    return place


def places() -> list[Unit]:
    """All places at work, each below the one above it."""
    return units.active_units(levels=LEVELS)


def places_below(unit_id: int) -> list[Unit]:
    """Places below a unit to which it may narrow a notice."""
    below = units.descendants_of(unit_id) - {unit_id}
    return [unit for unit in places() if unit.pk in below]


def heard_in(unit_id: int) -> Q:
    """Notices that concern a place: its own, and those of the places above it unless they are narrowed to others."""
    above = units.ancestors_of(unit_id)
    line = [*above, unit_id]
    return Q(unit_id=unit_id) | (Q(unit_id__in=above) & (Q(areas=None) | Q(areas__in=line)))


def public_notices(unit_id: int | None, topic: str = "") -> Any:
    """What everybody may read of a place, or of all; the newest first."""
    rows = Notice.objects.regardless(PUBLIC).public().select_related("unit", "topic")
    if unit_id is not None:
        rows = rows.filter(pk__in=Notice.objects.regardless(PUBLIC).filter(heard_in(unit_id)).values("pk"))
    return rows.filter(topic__key=topic) if topic else rows


@dataclass(frozen=True)
class Shown:
    """A public notice with what it corrects and what corrected it."""

    notice: Notice
    areas: list[Unit]
    followed_by: list[Notice]

    @property
    def recalled(self) -> Notice | None:
        """The newest notice that takes it back."""
        return next((each for each in self.followed_by if each.follows_as == "recall"), None)

    @property
    def corrected(self) -> Notice | None:
        """The newest notice that corrects it."""
        return next((each for each in self.followed_by if each.follows_as == "correction"), None)


def public_notice(pk: int) -> Shown:
    """One public notice. Refuses with NotFound."""
    rows = Notice.objects.regardless(PUBLIC).public().filter(pk=pk).select_related("unit", "topic", "follows")
    found = rows.first()
    if found is None:
        raise NotFound("")
    later = Notice.objects.regardless(PUBLIC).public().filter(follows=found)
    return Shown(found, list(found.areas.all()), list(later))


def in_scope(actor: Actor, pk: int) -> Notice:
    """A notice within the officer's scope. Refuses with NotFound, as if it did not exist."""
    rows = Notice.objects.within(scope_of(actor)).filter(pk=pk).select_related("unit", "topic", "follows")
    found: Notice | None = rows.first()
    if found is None:
        raise NotFound("")
    return found


def listed(actor: Actor, state: str = "") -> list[Notice]:
    """The notices within the officer's scope, the newest first."""
    rows = Notice.objects.within(scope_of(actor)).select_related("unit", "topic").order_by("-pk")
    return list((rows.filter(state=state) if state in STATES else rows)[:MOST_LISTED])
