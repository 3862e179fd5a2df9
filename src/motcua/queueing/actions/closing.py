"""When a time can't be kept: a field closed after all, a holiday, the end of the day."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.queueing.actions.booking import end_hold
from motcua.queueing.actions.consulting import drop_question
from motcua.queueing.actions.moving import locked, move
from motcua.queueing.actions.places import give_back
from motcua.queueing.actions.standby import end_lists
from motcua.queueing.actions.telling import tell
from motcua.queueing.models import Appointment, Visit
from motcua.queueing.queries.appointments import fields_booked_within
from motcua.queueing.queries.hours import Opening, opening_on
from motcua.queueing.queries.slots import still_open
from motcua.queueing.rules.calling import PLANNED, State
from motcua.units.queries import descendants_of


def review(*, actor: Actor, field_id: int) -> int:
    """Looks at every appointment to come of a field; those outside its hours now are displaced and their holders told.

    Idempotent: answers how many were displaced this time. A place that was only kept just lapses.
    """
    now = clock.now()
    rows = Appointment.objects.select_related("visit__issued_field", "slot").filter(
        visit__issued_field_id=field_id, begins__gt=now, visit__state__in=[State.BOOKED, State.RESERVED]
    )
    days: dict[object, Opening] = {}
    displaced = 0
    for each in rows.order_by("begins", "pk"):
        field, day = each.visit.issued_field, each.visit.day
        opened = days.setdefault(day, days.get(day) or opening_on(field, day))
        if not still_open(field, each.begins, each.ends, opened):
            displaced += displace(actor, each, opened.note, now)
    return displaced


def review_all(*, actor: Actor, unit_id: int | None) -> int:
    """A calendar was published for a unit and all below it (None: for all): every field with appointments is looked at."""
    units = None if unit_id is None else frozenset(descendants_of(unit_id) | {unit_id})
    return sum(review(actor=actor, field_id=pk) for pk in fields_booked_within(units, clock.now()))


@transaction.atomic
def displace(actor: Actor, appointment: Appointment, note: str, at: datetime) -> int:
    """One appointment that can't be kept: the place is given back, the person chooses another time under the same code."""
    visit = locked(appointment.pk)
    seen, appointment = appointment, Appointment.objects.select_related("slot").get(pk=appointment.pk)
    if appointment.begins != seen.begins:
        return 0
    if visit.state == State.RESERVED:
        end_hold(appointment, visit, actor, at)
        return 0
    if visit.state != State.BOOKED:
        return 0
    move(visit, "displace", at=at, actor=actor)
    appointment.note = (note or str(_("Nơi hẹn không làm việc vào giờ này")))[:200]
    appointment.visit = visit
    appointment.save(update_fields=["note"])
    give_back(appointment.slot)
    tell("appointment.displaced", appointment, f"queue-displaced:{visit.pk}:{appointment.begins.isoformat()}")
    return 1


@transaction.atomic
def end_appointments(*, actor: Actor) -> int:
    """After midnight: who had an appointment and did not come is a no-show, which counts for the pause; the rest just ends."""
    now = clock.now()
    today = clock.local(now).date()
    rows = Visit.objects.regardless("the end of the day").filter(day__lt=today, state__in=PLANNED)
    left = list(rows.select_for_update(of=("self",)).select_related("field").order_by("pk"))
    for visit in left:
        move(visit, "absent" if visit.state == State.BOOKED else "expire", at=now, actor=actor)
        drop_question(visit)
    end_lists(today)
    return len(left)
