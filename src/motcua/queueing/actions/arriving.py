"""Checking in: who has an appointment and is in the hall gets a number and its place by the written rule."""

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import Conflict, NotFound, Refusal
from motcua.queueing.actions.issuing import next_in
from motcua.queueing.actions.moving import locked, move, stamp
from motcua.queueing.actions.taking import live_of
from motcua.queueing.models import STATE_WORDS, Appointment, Visit
from motcua.queueing.permissions import demand_at
from motcua.queueing.queries.appointments import appointment_at
from motcua.queueing.rules import limits
from motcua.queueing.rules import slots as rules
from motcua.queueing.rules.calling import LIVE, State, rank_of


def check_in(*, actor: Actor, unit_id: int, typed: str) -> Visit:
    """The visit of an appointment at this desk, waiting under a number of today; twice is once.

    `typed` is the reference, the code, or the scanned address of the appointment's page. An officer needs the verb of the
    counters; a machine in the hall calls with an anonymous actor. From half an hour before the time; a quarter of an hour
    after it the appointment's rank is gone and arrival counts. An online number of the same person and field that still
    waits is given up. Refuses with what is wrong: unknown here, another day, too early, cancelled, being served already.
    """
    if actor.is_staff:
        demand_at(actor, "queueing.call", unit_id)
    found = appointment_at(unit_id, typed)
    if found is None:
        raise NotFound(_("Không tìm thấy lịch hẹn này ở đây. Xem lại mã hẹn và nơi hẹn."))
    with transaction.atomic():
        visit = locked(found.pk)
        if visit.label:
            return visit
        demand_here_now(found, visit)
        return arrived(actor, found, visit)


def demand_here_now(appointment: Appointment, visit: Visit) -> None:
    """Refuses another day, a visit that is no appointment any more, and who comes too early."""
    local = clock.local(appointment.begins)
    if visit.state != State.BOOKED:
        raise Conflict(_("Lịch hẹn này hiện là “%(state)s”, không nhận được.") % {"state": STATE_WORDS[visit.state]})
    if visit.day != clock.today():
        words = _("Lịch hẹn này vào lúc %(hour)s ngày %(day)s.")
        raise Refusal(words % {"hour": f"{local:%H:%M}", "day": f"{local:%d/%m/%Y}"}, code="another-day")
    if rules.arrival(appointment.begins, clock.now()).verdict == "early":
        opens = clock.local(appointment.begins - rules.EARLY)
        words = _("Hẹn lúc %(hour)s. Nhận từ %(opens)s; xin quay lại khi đến giờ đó.")
        raise Refusal(words % {"hour": f"{local:%H:%M}", "opens": f"{opens:%H:%M}"}, code="early")


def arrived(actor: Actor, appointment: Appointment, visit: Visit) -> Visit:
    """The number, and the place in the queue."""
    now = clock.now()
    other = live_of(visit.issued_field, visit.person)
    if other is not None and other.state in LIVE - {State.WAITING, State.MISSED}:
        words = _("Người này đang được phục vụ với số %(label)s.")
        raise Conflict(words % {"label": other.label}, code="served")
    if other is not None:
        move(locked(other.pk), "cancel", at=now, actor=actor)
    came = rules.arrival(appointment.begins, now)
    number = next_in(visit.issued_field, visit.day, booked=True)
    move(
        visit,
        "arrive",
        at=now,
        actor=actor,
        number=number,
        label=limits.label(visit.issued_field.prefix, number),
        rank=rank_of(visit.priority, booked=came.verdict == "on-time"),
        queued_at=came.queued_at,
    )
    stamp(visit.unit_id)
    return visit
