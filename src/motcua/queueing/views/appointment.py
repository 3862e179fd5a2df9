"""A person's own appointment: say who comes, what to bring, another time, cancel, the calendar file."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.permissions import public
from motcua.kernel import clock, ids
from motcua.kernel.refusals import NotFound, Refusal
from motcua.queueing import actions
from motcua.queueing.forms import ConfirmForm
from motcua.queueing.models import Appointment, Topic
from motcua.queueing.queries.appointments import appointment_by_code, own_appointments
from motcua.queueing.queries.consulting import topic_at
from motcua.queueing.queries.slots import day_of, days_of, plan_of
from motcua.queueing.rules import calendar_file
from motcua.queueing.rules.calling import PLANNED, State
from motcua.queueing.views.booking import asked_day, asked_moment, times_context
from motcua.queueing.views.citizen import known_person, place_name, profile_phone
from motcua.queueing.views.codes import qr
from motcua.ui.refusing import put_on
from motcua.units.queries import tree


def on_my_page(request: Any) -> tuple[str, dict[str, Any]] | None:
    """The part of "my page": appointments to come."""
    mine = own_appointments(request.actor, profile_phone(request), [])
    return ("queueing/citizen/parts/appointments.html", {"mine": mine}) if mine else None


def is_known(request: Any, found: Appointment) -> bool:
    """Whether it is known who confirms: a citizen signed in, an officer, or whom the waiting list offered the place."""
    return request.actor.kind in {"citizen", "staff"} or (found.offered and bool(found.visit.name))


def topic_of(request: Any, found: Appointment) -> Topic | None:
    """The topic of a consultation that the address carries; none when the desk has no such topic."""
    code = (request.POST.get("tu-van") or request.GET.get("tu-van") or "")[:60]
    if not code:
        return None
    try:
        topic = topic_at(found.visit.unit_id, code)
    except NotFound:
        return None
    return topic if topic.by_visit and topic.field_id == found.visit.field_id else None


def form_for(request: Any, found: Appointment, topic: Topic | None) -> ConfirmForm:
    """The form with what is known left out or filled in."""
    offered = found.offered and bool(found.visit.name)
    missing = {"phone": bool(profile_phone(request)) or offered, "name": offered, "question": topic is None}
    initial = known_person(request.actor, request) | {"dossier_code": request.GET.get("ho-so", "")[:60]}
    return ConfirmForm(
        request.POST or None,
        initial=initial,
        without=frozenset(name for name, leave in missing.items() if leave),
        optional=request.actor.is_staff,
    )


@public
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: Any, code: str) -> HttpResponse:
    """The appointment as it stands: who comes (while the place is only kept), else when, where, what to bring."""
    found = appointment_by_code(code)
    if found.visit.label:
        return redirect("queueing:follow", code=code)
    topic = topic_of(request, found)
    form = form_for(request, found, topic) if found.visit.state == State.RESERVED else None
    status = 200
    if request.method == "POST":
        if form is None:
            return redirect("queueing:appointment", code=code)
        if confirmed(request, code, form, topic):
            messages.success(request, _("Đã đặt lịch hẹn."))
            return redirect("queueing:appointment", code=code)
        status = 422
    return page(request, appointment_by_code(code), form, topic, status)


def confirmed(request: Any, code: str, form: ConfirmForm, topic: Topic | None) -> bool:
    """Whether the place is bound now; else the form says what is wrong."""
    if not form.is_valid():
        return False
    try:
        actions.confirm(actor=request.actor, code=code, booker=actions.Booker(**form.cleaned_data, topic=topic))
    except Refusal as refusal:
        put_on(form, refusal)
        return False
    return True


def page(request: Any, found: Appointment, form: ConfirmForm | None, topic: Topic | None, status: int) -> HttpResponse:
    """The page of an appointment; never kept by anybody between."""
    visit = found.visit
    plan = getattr(visit.field, "plan", None)
    desk = tree().nodes[visit.unit_id]
    kept = visit.state == State.RESERVED and bool(found.held_until and clock.now() < found.held_until)
    context = {
        "found": found,
        "visit": visit,
        "desk": desk,
        "place": place_name(desk),
        "form": form if kept else None,
        "kept": kept,
        "known": is_known(request, found),
        "topic": topic,
        "question": getattr(visit, "advice", None),
        "bring": [line for line in (plan.bring if plan else "").splitlines() if line.strip()],
        "movable": visit.state == State.DISPLACED or (visit.state == State.BOOKED and clock.now() < found.begins),
        "planned": visit.state in PLANNED,
        "path": request.get_full_path(),
        "qr": qr(request.build_absolute_uri(reverse("queueing:appointment", args=[visit.code]))),
    }
    response = render(request, "queueing/citizen/appointment.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


@public
@require_POST
def withdraw(request: Any, code: str) -> HttpResponse:
    """The person does not come."""
    try:
        actions.withdraw(actor=request.actor, code=code)
        messages.success(request, _("Đã hủy lịch hẹn. Cảm ơn đã nhường chỗ cho người khác."))
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    return redirect("queueing:appointment", code=code)


@public
@require_safe
def other_day(request: Any, code: str) -> HttpResponse:
    """Which other day."""
    found = appointment_by_code(code)
    field = found.visit.issued_field
    days = [each for each in days_of(field, plan_of(field), clock.now()) if each.times or each.opening.note]
    context = {
        "field": field,
        "place": place_name(tree().nodes[found.visit.unit_id]),
        "days": days,
        "found": found,
        "base": reverse("queueing:change", args=[code]),
        "tail": "",
    }
    return render(request, "queueing/citizen/book_days.html", context)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def other_time(request: Any, code: str, day: str) -> HttpResponse:
    """Which other time; pressing it changes the appointment."""
    found = appointment_by_code(code)
    field, asked, fault = found.visit.issued_field, asked_day(day), ""
    if request.method == "POST":
        try:
            actions.change(actor=request.actor, code=code, begins=asked_moment(asked, request.POST.get("gio", "")[:8]))
            messages.success(request, _("Đã đổi giờ hẹn."))
            return redirect("queueing:appointment", code=code)
        except Refusal as refusal:
            fault = str(refusal.message)
    shown = day_of(field, plan_of(field), asked, clock.now())
    context = times_context(request, shown, ids.token(), fault) | {
        "field": field,
        "place": place_name(tree().nodes[found.visit.unit_id]),
        "found": found,
        "back": reverse("queueing:change", args=[code]),
    }
    return render(request, "queueing/citizen/book_times.html", context, status=422 if fault else 200)


@public
@require_safe
def calendar(request: Any, code: str) -> HttpResponse:
    """The appointment as a file for the telephone's calendar."""
    found = appointment_by_code(code)
    if found.visit.state not in {State.BOOKED, State.CANCELLED, State.DISPLACED}:
        raise NotFound(_("Không tìm thấy lịch hẹn này."))
    place = place_name(tree().nodes[found.visit.unit_id])
    address = settings.PUBLIC_ADDRESS + reverse("queueing:appointment", args=[code])
    text = calendar_file.written(
        calendar_file.Event(
            uid=f"{found.reference}@motcua",
            serial=found.moves + (found.visit.state != State.BOOKED),
            begins=found.begins,
            ends=found.ends,
            title=_("Lịch hẹn %(code)s: %(field)s") % {"code": found.reference, "field": found.visit.field.name},
            place=place,
            text=address,
            address=address,
            made=found.visit.changed_at,
            cancelled=found.visit.state != State.BOOKED,
        )
    )
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="lich-hen-{found.reference}.ics"'
    response["Cache-Control"] = "no-store"
    return response
