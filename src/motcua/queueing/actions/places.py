"""Places of a time: taken in one atomic statement, given back, or passed on to the first of the waiting list."""

from datetime import datetime, timedelta

from django.db import connection
from django.utils.translation import gettext as _

from motcua.kernel import clock, ids
from motcua.kernel.actors import SYSTEM
from motcua.kernel.outbox import enqueue
from motcua.kernel.refusals import Conflict
from motcua.queueing.actions.moving import append_period
from motcua.queueing.models import Appointment, Channel, ServiceField, Slot, SlotPlan, Standby, StandbyState, Visit
from motcua.queueing.queries.hours import opening_on
from motcua.queueing.queries.slots import Time, next_free, still_open, times_words
from motcua.queueing.rules import slots as rules
from motcua.queueing.rules.calling import State, rank_of

TAKE = (
    "INSERT INTO queueing_slot (field_id, begins, ends, taken) SELECT %s, {moment}, {moment}, 1 WHERE %s >= 1"
    " ON CONFLICT (field_id, begins) DO UPDATE SET taken = queueing_slot.taken + 1 WHERE queueing_slot.taken < %s"
    " RETURNING id"
)
GIVE_BACK = "UPDATE queueing_slot SET taken = taken - 1 WHERE id = %s AND taken > 0"
REFERENCE = 6


def take_place(field: ServiceField, plan: SlotPlan, time: Time, at: datetime) -> Slot:
    """One place of a time; refuses with Conflict and the next free times when somebody else took the last one."""
    adapted = [connection.ops.adapt_datetimefield_value(moment) for moment in (time.begins, time.ends)]
    kind = "CAST(%s AS timestamptz)" if connection.vendor == "postgresql" else "%s"
    with connection.cursor() as cursor:
        cursor.execute(TAKE.format(moment=kind), [field.pk, *adapted, time.most, time.most])
        row = cursor.fetchone()
    if row is None:
        raise full(field, plan, time.begins, at)
    return Slot.objects.get(pk=row[0])


def full(field: ServiceField, plan: SlotPlan, begins: datetime, at: datetime) -> Conflict:
    """The refusal of a time that has no place: says which ones have."""
    free = next_free(field, plan, at, after=begins)
    if not free:
        return Conflict(_("Giờ này vừa hết chỗ, và các ngày tới cũng kín. Có thể ghi vào danh sách chờ."), code="full")
    words = _("Giờ này vừa hết chỗ vì có người đặt trước. Giờ còn chỗ gần nhất: %(times)s.")
    return Conflict(words % {"times": times_words(free)}, code="full")


def plan_visit(
    *, field: ServiceField, slot: Slot, key: str, at: datetime, until: datetime, **about: str | int | None
) -> Appointment:
    """The row of a visit that is only planned, with its appointment; `until` the place is kept without confirmation."""
    visit = Visit.objects.create(
        unit_id=field.unit_id,
        field=field,
        issued_field=field,
        day=clock.local(slot.begins).date(),
        code=ids.token(),
        key=key,
        rank=rank_of("", booked=True),
        state=State.RESERVED,
        issued_at=at,
        queued_at=slot.begins,
        changed_at=at,
        **{"channel": Channel.ONLINE, **about},
    )
    appointment = Appointment.objects.create(
        visit=visit,
        slot=slot,
        begins=slot.begins,
        ends=slot.ends,
        reference=ids.readable_secret(REFERENCE),
        held_until=until,
    )
    enqueue("queueing.lapse", key=f"queue-lapse:{visit.pk}", run_after=until, visit_id=visit.pk)
    return appointment


def release(slot: Slot, at: datetime) -> None:
    """A place is free again: the first of the waiting list gets it offered, else anybody may take it."""
    field = slot_field(slot)
    opened = opening_on(field, clock.local(slot.begins).date())
    if not (still_open(field, slot.begins, slot.ends, opened) and pass_on(field, slot, at)):
        give_back(slot)


def slot_field(slot: Slot) -> ServiceField:
    """The field of a slot."""
    found: ServiceField = ServiceField.objects.regardless("the slot's own field").get(pk=slot.field_id)
    return found


def give_back(slot: Slot) -> None:
    """One place less is taken."""
    with connection.cursor() as cursor:
        cursor.execute(GIVE_BACK, [slot.pk])


def pass_on(field: ServiceField, slot: Slot, at: datetime) -> bool:
    """Keeps a taken place for the first who waits for one of that day, and tells them; False when nobody waits or it is too late."""
    plan = SlotPlan.objects.filter(field=field, is_open=True).first()
    begins = clock.local(slot.begins)
    until = rules.offer_until(clock.local(at), begins, timedelta(minutes=plan.notice)) if plan else None
    if until is None:
        return False
    rows = Standby.objects.regardless("the first in line").select_for_update(
        of=("self",), skip_locked=connection.vendor == "postgresql"
    )
    first: Standby | None = (
        rows.filter(field=field, day=begins.date(), state=StandbyState.WAITING).order_by("pk").first()
    )
    if first is None:
        return False
    appointment = plan_visit(
        field=field,
        slot=slot,
        key=f"standby:{first.pk}",
        at=at,
        until=until,
        name=first.name,
        person=first.person,
        contact=first.contact,
        language=first.language,
        user_id=first.user_id,
    )
    appointment.offered = True
    appointment.save(update_fields=["offered"])
    append_period(appointment.visit, "reserve", at=at, actor=SYSTEM)
    first.state, first.visit = StandbyState.OFFERED, appointment.visit
    first.save(update_fields=["state", "visit"])
    enqueue(
        "queueing.tell_offer",
        key=f"queue-offer:{appointment.pk}",
        run_after=rules.by_day(clock.local(at)),
        visit_id=appointment.pk,
    )
    return True
