"""The gate's part on appointments: 64 clients in two processes press for the last places of one time."""

from typing import Any

from tests.city import City

PLACES, PRESSES = 20, 40


def lay(hall: Any) -> None:
    """The hall's second field has one time with twenty places."""
    from motcua.queueing.factories import give_times

    give_times(hall, 1, capacity=PLACES)


def press(number: int) -> None:
    """One press for nine o'clock; the other process presses the same. Who comes too late is told so."""
    from motcua.kernel.actors import ANONYMOUS
    from motcua.kernel.refusals import Conflict
    from motcua.queueing import actions
    from motcua.queueing.factories import monday
    from motcua.queueing.models import ServiceField

    field = ServiceField.objects.regardless("the gate").order_by("pk")[1]
    try:
        actions.hold(actor=ANONYMOUS, field=field, begins=monday(9), key=f"place-{number}")
    except Conflict as refusal:
        assert refusal.code == "full" and "09:30" in str(refusal.message), refusal


def held(place: City) -> int:
    """How many places are taken; -1 when slot, visits and presses do not agree."""
    taken = place.rows("SELECT taken FROM queueing_slot")
    keys = [row[0] for row in place.rows("SELECT key FROM queueing_visit WHERE state = 'reserved'")]
    agree = taken == [(len(keys),)] and len(keys) == len(set(keys))
    return len(keys) if agree else -1
