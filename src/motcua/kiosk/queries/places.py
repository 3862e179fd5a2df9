"""The desk a machine or a display stands at."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from motcua.kernel.refusals import NotFound
from motcua.queueing.queries.visits import gives_numbers
from motcua.units.models import Unit
from motcua.units.queries import place_of, unit_by_code


@dataclass(frozen=True)
class Place:
    """A desk, the name of the people's committee it belongs to, and the telephone that answers for it."""

    desk: Unit
    name: str
    phone: str


def place_at(code: str) -> Place:
    """The desk of an address; refuses with NotFound when it gives no numbers."""
    desk = unit_by_code(code)
    if not gives_numbers(desk.pk):
        raise NotFound(_("Nơi này chưa phát số thứ tự qua mạng."))
    place = place_of(desk.pk)
    return Place(desk, place.name if place else desk.name, desk.phone or (place.phone if place else ""))
