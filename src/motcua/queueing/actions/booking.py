"""Booking a time: a place is kept for ten minutes, then somebody says who comes; change, cancel, lapse."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.accounts.models import User
from motcua.dossiers.models import Dossier
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.outbox import enqueue
from motcua.kernel.refusals import Conflict, NotAllowed, Refusal
from motcua.kernel.sealing import seal
from motcua.queueing.actions.consulting import ask_at_visit, drop_question, follow_visit
from motcua.queueing.actions.moving import append_period, locked, move
from motcua.queueing.actions.places import full, plan_visit, release, take_place
from motcua.queueing.actions.taking import by_key, demand_no_pause
from motcua.queueing.actions.telling import tell, when_words
from motcua.queueing.models import (
    PRIORITY_WORDS,
    Appointment,
    Channel,
    ServiceField,
    Slot,
    SlotPlan,
    Standby,
    StandbyState,
    Topic,
    Visit,
)
from motcua.queueing.permissions import demand_at
from motcua.queueing.queries.appointments import appointment_by_code, booked_by
from motcua.queueing.queries.slots import Time, plan_of, time_at
from motcua.queueing.queries.visits import dossier_by_code, person_hash
from motcua.queueing.rules import limits
from motcua.queueing.rules import slots as rules
from motcua.queueing.rules.calling import PLANNED, State, rank_of


@dataclass(frozen=True)
class Booker:
    """What a person gives to confirm: who comes, and for what. `phone` only counts where no confirmed one is known."""

    name: str = ""
    phone: str = ""
    priority: str = ""
    dossier_code: str = ""
    topic: Topic | None = None
    question: str = ""


def hold(*, actor: Actor, field: ServiceField, begins: datetime, key: str, instead: Sequence[str] = ()) -> Visit:
    """Keeps one place of a time for ten minutes; the same key gives the same one.

    Places that this browser kept before (`instead`, their codes) are given back, so that nobody keeps several. Refuses with
    Conflict and the next free times when the last place is gone, and with the reason when the time can't be booked.
    """
    if found := by_key(f"slot:{key}"):
        return found
    now = clock.now()
    plan = plan_of(field)
    for code in list(instead)[:6]:
        lapse_early(code, actor)
    time = bookable(field, plan, begins, now)
    try:
        with transaction.atomic():
            slot = take_place(field, plan, time, now)
            appointment = plan_visit(field=field, slot=slot, key=f"slot:{key}", at=now, until=now + rules.HOLD)
            append_period(appointment.visit, "reserve", at=now, actor=actor)
            return appointment.visit
    except IntegrityError:
        # The same press twice at the same moment: the other one was written, this one not at all.
        if found := by_key(f"slot:{key}"):
            return found
        raise


def bookable(field: ServiceField, plan: SlotPlan, begins: datetime, now: datetime) -> Time:
    """The time that begins then; refuses what is closed, past, or too near, with the next free times."""
    time = time_at(field, plan, begins, now)
    if time is None or time.left < 1:
        raise full(field, plan, begins, now)
    return time


def lapse_early(code: str, actor: Actor) -> None:
    """Gives back a place that was kept and never confirmed."""
    with transaction.atomic():
        row = Appointment.objects.filter(visit__code=code, visit__state=State.RESERVED, offered=False).first()
        if row is None:
            return
        visit = locked(row.visit_id)
        if visit.state == State.RESERVED:
            end_hold(row, visit, actor, clock.now())


def end_hold(appointment: Appointment, visit: Visit, actor: Actor, at: datetime) -> None:
    """The place goes back; an offer from the waiting list is missed."""
    move(visit, "lapse", at=at, actor=actor)
    Standby.objects.regardless("the offer that lapsed").filter(visit=visit, state=StandbyState.OFFERED).update(
        state=StandbyState.MISSED
    )
    release(appointment.slot, at)


@transaction.atomic
def lapse(*, actor: Actor, visit_id: int) -> bool:
    """When the time to confirm is over: the place goes to the next of the waiting list or to anybody. True when it was kept."""
    visit = locked(visit_id)
    appointment = Appointment.objects.select_related("slot").get(pk=visit_id)
    now = clock.now()
    if visit.state != State.RESERVED or appointment.held_until is None or now < appointment.held_until:
        return False
    end_hold(appointment, visit, actor, now)
    return True


def confirm(*, actor: Actor, code: str, booker: Booker) -> Visit:
    """Binds the kept place to who comes; twice is once. Refuses faults at their fields and a second live appointment.

    A citizen is signed in by a confirmed telephone, an officer books for somebody at the desk; an offer from the waiting
    list already knows whom it is for.
    """
    found = appointment_by_code(code)
    if found.visit.state == State.BOOKED and found.visit.name:
        return found.visit
    phone, dossier = checked(actor, found, booker)
    person = person_hash(phone) if phone else found.visit.person
    if not actor.is_staff:
        demand_no_pause(person)
    demand_only_one(found.visit.issued_field, person, found.visit)
    try:
        return bind(actor, found, booker, phone, person, dossier)
    except IntegrityError:
        demand_only_one(found.visit.issued_field, person, found.visit)
        raise


def checked(actor: Actor, found: Appointment, booker: Booker) -> tuple[str, Dossier | None]:
    """The telephone and the dossier of who confirms; refuses what is wrong at its field."""
    known = found.offered and bool(found.visit.person)
    if actor.is_staff:
        demand_at(actor, "queueing.call", found.visit.unit_id)
    elif actor.kind != "citizen" and not known:
        raise NotAllowed(_("Cần xác nhận số điện thoại trước khi đặt lịch hẹn."))
    own = User.objects.get(pk=actor.user_id).phone if actor.kind == "citizen" else ""
    phone = own or limits.mobile(booker.phone)
    faults = {}
    if not (clean(booker.name) or found.visit.name):
        faults["name"] = _("Ghi họ tên người sẽ đến, vì lịch hẹn gắn với người đó")
    if not phone and not known and (booker.phone or not actor.is_staff):
        faults["phone"] = _("Ghi số điện thoại di động, ví dụ 0903 000 001")
    if booker.priority not in PRIORITY_WORDS:
        faults["priority"] = _("Chọn một trong các trường hợp ưu tiên")
    if booker.topic and not clean(booker.question):
        faults["question"] = _("Ghi điều muốn hỏi để cán bộ chuẩn bị câu trả lời")
    dossier = dossier_by_code(clean(booker.dossier_code).upper()) if booker.dossier_code else None
    if booker.dossier_code and dossier is None:
        faults["dossier_code"] = _("Không tìm thấy hồ sơ có mã này. Xem lại mã in dưới mã vạch")
    if faults:
        raise Refusal(_("Có chỗ cần sửa trước khi đặt lịch hẹn."), fields=faults)
    return ("" if known else phone), dossier


def demand_only_one(field: ServiceField, person: str, visit: Visit) -> None:
    """Refuses a second live appointment of a person in a field."""
    other = booked_by(field, person)
    if other is not None and other.pk != visit.pk:
        words = _("Số điện thoại này đã có lịch hẹn lúc %(at)s ở lĩnh vực này. Hãy đổi giờ hoặc hủy lịch đó trước.")
        raise Conflict(words % {"at": when_words(other, get_language() or "vi")}, code="booked")


@transaction.atomic
def bind(actor: Actor, found: Appointment, booker: Booker, phone: str, person: str, dossier: Dossier | None) -> Visit:
    """The visit gets its person, and all that follows from it: question, notice, reminders."""
    now = clock.now()
    visit = locked(found.pk)
    if visit.state == State.BOOKED:
        return visit
    appointment = Appointment.objects.get(pk=found.pk)
    appointment.visit = visit
    if visit.state != State.RESERVED or not appointment.held_until or now >= appointment.held_until:
        raise Conflict(_("Đã quá thời gian giữ chỗ nên chỗ này được nhường lại. Hãy chọn lại giờ."), code="lapsed")
    given: dict[str, Any] = {
        "name": visit.name or clean(booker.name)[:160],
        "priority": booker.priority,
        "dossier": dossier,
        "person": person,
    }
    if phone:
        given["contact"] = seal(phone, purpose="queue-contact")
    if actor.kind == "citizen":
        given["user_id"] = actor.user_id
    if actor.is_staff:
        given["channel"] = Channel.DESK
    move(visit, "confirm", at=now, actor=actor, rank=rank_of(booker.priority, booked=True), **given)
    appointment.held_until = None
    appointment.save(update_fields=["held_until"])
    Standby.objects.regardless("the offer that was taken").filter(visit=visit).update(state=StandbyState.TAKEN)
    if booker.topic:
        ask_at_visit(actor=actor, topic=booker.topic, appointment=appointment, question=booker.question, at=now)
    tell("appointment.booked", appointment, f"queue-booked:{visit.pk}")
    remind_later(appointment, now)
    return visit


def remind_later(appointment: Appointment, at: datetime) -> None:
    """Asks for the reminders of this time; a reminder of a time that was changed finds out when it runs."""
    begins = appointment.begins.isoformat()
    for each in rules.reminders(clock.local(appointment.begins), clock.local(at)):
        enqueue(
            "queueing.remind",
            key=f"queue-remind:{appointment.pk}:{appointment.moves}:{each.kind}",
            run_after=each.at,
            visit_id=appointment.pk,
            begins=begins,
            kind=each.kind,
        )


def remind(*, visit_id: int, begins: str, kind: str) -> None:
    """The reminder of a time, unless the appointment was changed, cancelled or is past meanwhile."""
    appointment = Appointment.objects.select_related("visit").get(pk=visit_id)
    at = datetime.fromisoformat(begins)
    if appointment.visit.state == State.BOOKED and appointment.begins == at and clock.now() < at:
        tell("appointment.reminder", appointment, f"queue-remind:{visit_id}:{appointment.moves}:{kind}")


def tell_offer(*, visit_id: int) -> None:
    """Tells the first of the waiting list that a place is kept, and until when."""
    appointment = Appointment.objects.select_related("visit").get(pk=visit_id)
    if appointment.visit.state == State.RESERVED and appointment.held_until:
        until = f"{clock.local(appointment.held_until):%H:%M %d/%m/%Y}"
        tell("appointment.offered", appointment, f"queue-offer:{visit_id}", until=until)


def change(*, actor: Actor, code: str, begins: datetime) -> Visit:
    """Another time of the same field under the same code; the old place is free at once. Three times at most online."""
    found = appointment_by_code(code)
    if found.visit.state == State.BOOKED and found.begins == begins:
        return found.visit
    try:
        return shift(actor, found, begins)
    except IntegrityError:
        demand_only_one(found.visit.issued_field, found.visit.person, found.visit)
        raise


@transaction.atomic
def shift(actor: Actor, found: Appointment, begins: datetime) -> Visit:
    """Takes the new place, gives the old one back, writes both down."""
    now = clock.now()
    visit = locked(found.pk)
    appointment = Appointment.objects.select_related("slot").get(pk=found.pk)
    appointment.visit, displaced, old = visit, visit.state == State.DISPLACED, appointment.slot
    demand_movable(actor, appointment, now)
    plan = plan_of(visit.issued_field)
    # Both rows in one order, so that two people who swap times never wait for each other.
    list(
        Slot.objects.filter(field=visit.issued_field, begins__in=[begins, old.begins])
        .select_for_update()
        .order_by("pk")
    )
    slot = take_place(visit.issued_field, plan, bookable(visit.issued_field, plan, begins, now), now)
    appointment.slot, appointment.begins, appointment.ends = slot, slot.begins, slot.ends
    appointment.note, appointment.moves = "", appointment.moves + (not displaced)
    appointment.save()
    move(visit, "shift", at=now, actor=actor, day=clock.local(slot.begins).date(), queued_at=slot.begins)
    if not displaced:
        release(old, now)
    follow_visit(appointment)
    tell("appointment.booked", appointment, f"queue-shift:{visit.pk}:{slot.begins.isoformat()}")
    remind_later(appointment, now)
    return visit


def demand_movable(actor: Actor, appointment: Appointment, at: datetime) -> None:
    """Refuses what is past, and citizens who changed their time three times; the desk may always."""
    visit = appointment.visit
    if visit.state == State.BOOKED and at >= appointment.begins:
        raise Refusal(_("Đã đến giờ hẹn nên không đổi được nữa."), code="past")
    if actor.is_staff:
        demand_at(actor, "queueing.call", visit.unit_id)
    elif visit.state == State.BOOKED and appointment.moves >= rules.MOST_MOVES:
        raise Refusal(_("Lịch hẹn này đã đổi ba lần. Hãy hủy và đặt lại, hoặc gọi bộ phận một cửa."), code="used-up")


@transaction.atomic
def withdraw(*, actor: Actor, code: str) -> Visit:
    """The person does not come: the place is free at once. Not after the appointed time; twice is once."""
    found = appointment_by_code(code)
    visit = locked(found.pk)
    if visit.state == State.CANCELLED:
        return visit
    now = clock.now()
    if visit.state == State.BOOKED and now >= found.begins:
        raise Refusal(_("Đã đến giờ hẹn nên không hủy được nữa."), code="past")
    placed = visit.state in PLANNED - {State.DISPLACED}
    move(visit, "withdraw", at=now, actor=actor)
    Standby.objects.regardless("the offer that was refused").filter(visit=visit, state=StandbyState.OFFERED).update(
        state=StandbyState.LEFT
    )
    drop_question(visit)
    if placed:
        release(found.slot, now)
    return visit
