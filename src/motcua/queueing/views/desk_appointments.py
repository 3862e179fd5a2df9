"""The desk's appointments: who is expected on a day, checking in, and how the desk gives appointments and advice."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.permissions import holds, officer
from motcua.kernel import clock
from motcua.kernel.folding import fold
from motcua.kernel.refusals import Refusal
from motcua.queueing import actions
from motcua.queueing.forms import DayClosedForm, PlanForm, TopicForm
from motcua.queueing.models import ServiceField, SlotPlan, Topic
from motcua.queueing.queries.appointments import desk_day, plans_of
from motcua.queueing.queries.consulting import answerers_at, topics_of
from motcua.queueing.queries.visits import field_at, fields_of
from motcua.queueing.views.desk import own_desk
from motcua.ui.refusing import put_on

PLAN_NAMES = ("is_open", "minutes", "capacity", "days_ahead", "notice", "standby_most", "bring")


@officer("queueing.call")
@require_safe
def day(request: Any) -> HttpResponse:
    """Who is expected, who is here, who did not come; `?ngay=` for another day."""
    desk = own_desk(request.actor)
    try:
        asked = parse_date(request.GET.get("ngay", "")[:10])
    except ValueError:
        asked = None
    shown = desk_day(desk.pk, asked or clock.today())
    context = {
        "desk": desk,
        "shown": shown,
        "is_today": shown.day == clock.today(),
        "arranges": holds(request.actor, "queueing.arrange"),
        "books": bool(plans_of(desk.pk)),
    }
    return render(request, "queueing/desk/appointments.html", context)


@officer("queueing.call")
@require_POST
def check_in(request: Any) -> HttpResponse:
    """Somebody with an appointment is here: by the button beside the name, the scanned code, or the reference typed."""
    desk = own_desk(request.actor)
    try:
        visit = actions.check_in(actor=request.actor, unit_id=desk.pk, typed=request.POST.get("ma", "")[:200])
        messages.success(request, _("Đã nhận. Số thứ tự: %(label)s.") % {"label": visit.label})
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    return redirect("queueing:appointments")


@officer("queueing.arrange")
@require_safe
def settings(request: Any) -> HttpResponse:
    """How each field gives appointments, and the topics of advice."""
    desk = own_desk(request.actor)
    plans = {plan.field_id: plan for plan in plans_of(desk.pk)}
    rows = [(field, plans.get(field.pk)) for field in fields_of(desk.pk)]
    context = {"desk": desk, "rows": rows, "topics": topics_of(desk.pk, all_of_them=True)}
    return render(request, "queueing/desk/appointment_settings.html", context)


def plan_form(request: Any, plan: SlotPlan | None) -> PlanForm:
    """The form of a plan, filled with what counts or with what is usual."""
    usual = plan or SlotPlan(is_open=False)
    given = request.POST if "minutes" in request.POST else None
    return PlanForm(given, initial={name: getattr(usual, name) for name in PLAN_NAMES})


@officer("queueing.arrange")
@require_http_methods(["GET", "HEAD", "POST"])
def field_settings(request: Any, field: str) -> HttpResponse:
    """One field: its plan, and days on which it stays closed (numbers and appointments alike)."""
    desk = own_desk(request.actor)
    chosen = field_at(desk.pk, field)
    form = plan_form(request, next((plan for plan in plans_of(desk.pk) if plan.field_id == chosen.pk), None))
    closing = DayClosedForm(request.POST if "note" in request.POST else None)
    if request.method == "POST" and saved(request, chosen, form, closing):
        return redirect("queueing:appointment-settings")
    context = {"field": chosen, "form": form, "closing": closing}
    status = 422 if form.errors or closing.errors else 200
    return render(request, "queueing/desk/plan.html", context, status=status)


def saved(request: Any, field: ServiceField, form: PlanForm, closing: DayClosedForm) -> bool:
    """Whether the form that was sent was kept; else it says what is wrong."""
    sent = closing if closing.is_bound else form
    if not sent.is_valid():
        return False
    try:
        if sent is closing:
            given = closing.cleaned_data
            actions.change_hours(actor=request.actor, field=field, intervals=[], **given)
            messages.success(request, _("Đã ghi ngày nghỉ. Người có hẹn hôm đó được báo để chọn giờ khác."))
        else:
            actions.set_plan(actor=request.actor, field=field, plan=actions.Plan(**form.cleaned_data))
            messages.success(request, _("Đã lưu cách nhận lịch hẹn."))
    except Refusal as refusal:
        put_on(sent, refusal)
        return False
    return True


@officer("queueing.arrange")
@require_http_methods(["GET", "HEAD", "POST"])
def topic_settings(request: Any, topic: str = "") -> HttpResponse:
    """One topic, or a new one."""
    desk = own_desk(request.actor)
    known = next((row for row in topics_of(desk.pk, all_of_them=True) if row.code == topic), None)
    fields = {field.code: field for field in fields_of(desk.pk)}
    choices = [(code, field.name) for code, field in fields.items()]
    form = TopicForm(request.POST or None, initial=topic_values(known), fields=choices, answerers=answerers_at(desk.pk))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        office, _colon, officer_id = given.pop("who").partition(":")
        draft = actions.TopicDraft(
            code=known.code if known else fold(given["name"]).replace(" ", "-")[:40],
            office_id=int(office),
            officer_id=int(officer_id) if officer_id else None,
            **{**given, "field": fields[given["field"]]},
        )
        try:
            actions.set_topic(actor=request.actor, unit_id=desk.pk, topic=draft)
            messages.success(request, _("Đã lưu nội dung tư vấn."))
            return redirect("queueing:appointment-settings")
        except Refusal as refusal:
            put_on(form, refusal)
    context = {"form": form, "known": known}
    return render(request, "queueing/desk/topic.html", context, status=422 if form.errors else 200)


def topic_values(known: Topic | None) -> dict[str, Any]:
    """What the form of a topic begins with."""
    if known is None:
        return {"by_visit": True, "by_call": True, "is_open": True}
    return {
        "name": known.name,
        "field": known.field.code,
        "who": f"{known.office_id}:{known.officer_id or ''}",
        "by_visit": known.by_visit,
        "by_call": known.by_call,
        "is_open": known.is_open,
    }
