"""Rooms that may be booked."""

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.agenda.models import MeetingRoom
from motcua.agenda.permissions import demand_run
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import NotFound, Refusal
from motcua.kernel.scoping import Scope
from motcua.ledger.actions import Entry, append


@transaction.atomic
def keep_room(
    *,
    actor: Actor,
    unit_id: int,
    name: str,
    address: str = "",
    seats: int | None = None,
    is_open: bool = True,
    room_id: int | None = None,
) -> MeetingRoom:
    """Adds a room to a place, or changes the one with this id; a closed room keeps what was booked."""
    demand_run(actor, "rooms", unit_id)
    name, address = clean(name)[:120], clean(address)[:200]
    if not name:
        raise Refusal(_("Cần ghi tên phòng."), fields={"name": _("Ghi tên phòng")})
    rows = MeetingRoom.objects.within(Scope.of({unit_id}))
    if rows.filter(name=name).exclude(pk=room_id).exists():
        raise Refusal(_("Đơn vị đã có phòng tên này."), fields={"name": _("Đã có phòng tên này")})
    room = rows.filter(pk=room_id).first() if room_id else MeetingRoom(unit_id=unit_id)
    if room is None:
        raise NotFound(_("Không tìm thấy phòng này."))
    room.name, room.address, room.seats, room.is_open = name, address, seats, is_open
    room.save()
    data = {"room": room.pk, "name": name, "address": address, "seats": seats, "open": is_open}
    append(f"agenda-rooms:{unit_id}", Entry("room-kept", actor, data=data, unit_id=unit_id))
    return room
