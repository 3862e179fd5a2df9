"""Pages for the ones who run a desk: its fields, hours and counters. Everything they change stands in the ledger."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.permissions import officer
from motcua.kernel import clock
from motcua.kernel.refusals import NotFound, Refusal
from motcua.kernel.typed import day_typed
from motcua.queueing import actions
from motcua.queueing.forms import CounterForm, FieldForm, HoursForm
from motcua.queueing.models import ServiceField
from motcua.queueing.permissions import demand_at
from motcua.queueing.queries.desks import any_field, desk_by_code, desk_view, holding
from motcua.queueing.queries.hours import opening_on
from motcua.queueing.queries.visits import counters_of, fields_of
from motcua.queueing.rules.spans import span_words
from motcua.queueing.views.citizen import place_name
from motcua.ui.refusing import put_on
from motcua.units.models import Unit
from motcua.units.queries import desk_of, place_of

VERB = "queueing.arrange"


def desk_to_arrange(request: Any, code: str) -> Unit:
    """The desk of the address, when the officer may arrange it."""
    desk = desk_by_code(code)
    demand_at(request.actor, VERB, desk.pk)
    return desk


@officer(VERB)
@require_safe
def own(request: Any) -> HttpResponse:
    """To the officer's own desk."""
    place = place_of(request.actor.unit_id)
    desk = desk_of(place.pk) if place else None
    if desk is None:
        raise NotFound(_("Đơn vị này chưa có bộ phận một cửa."))
    return redirect("queueing:arrange", desk=desk.code)


@officer(VERB)
@require_safe
def desk(request: Any, desk: str) -> HttpResponse:
    """Fields, counters, other hours and what was changed."""
    found = desk_to_arrange(request, desk)
    return render(
        request, "queueing/desk/arrange.html", {"view": desk_view(found), "desk": found, "place": place_name(found)}
    )


@officer(VERB)
@require_http_methods(["GET", "HEAD", "POST"])
def field(request: Any, desk: str, field: str = "") -> HttpResponse:
    """One field: made or changed; faults are said at their places and nothing typed is lost."""
    found = desk_to_arrange(request, desk)
    known = any_field(found.pk, field) if field else None
    names = ("name", "prefix", "quota", "minutes", "order")
    initial = {name: getattr(known, name) for name in names} if known else {"order": len(fields_of(found.pk))}
    form = FieldForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            wish = actions.FieldWish(**form.cleaned_data)
            saved = actions.save_field(actor=request.actor, unit_id=found.pk, wish=wish, code=field)
        except Refusal as refusal:
            put_on(form, refusal)
        else:
            messages.success(request, _("Đã lưu lĩnh vực %(name)s.") % {"name": saved.name})
            return redirect("queueing:arrange", desk=found.code)
    context = {"desk": found, "place": place_name(found), "form": form, "known": known}
    context["people"] = holding(known) if known else 0
    return render(request, "queueing/desk/arrange_field.html", context, status=422 if form.errors else 200)


@officer(VERB)
@require_POST
def retire(request: Any, desk: str, field: str) -> HttpResponse:
    """Gives a field up, or takes it back."""
    found = desk_to_arrange(request, desk)
    known = any_field(found.pk, field)
    try:
        if request.POST.get("viec") == "dung-lai":
            actions.restore_field(actor=request.actor, field=known)
            messages.success(request, _("Lĩnh vực %(name)s phát số trở lại.") % {"name": known.name})
        else:
            actions.retire_field(actor=request.actor, field=known)
            messages.success(request, _("Đã bỏ lĩnh vực %(name)s.") % {"name": known.name})
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    return redirect("queueing:arrange", desk=found.code)


@officer(VERB)
@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: Any, desk: str, field: str) -> HttpResponse:
    """Other hours on one day, or the calendar's again; who holds a number keeps it and is told."""
    found = desk_to_arrange(request, desk)
    known = any_field(found.pk, field)
    form = HoursForm(request.POST or None, initial=given_hours(request, known))
    if request.method == "POST" and form.is_valid():
        try:
            keep_hours(request, known, form)
        except Refusal as refusal:
            put_on(form, refusal)
        else:
            messages.success(request, _("Đã lưu giờ của lĩnh vực %(name)s.") % {"name": known.name})
            return redirect("queueing:arrange", desk=found.code)
    context = {"desk": found, "place": place_name(found), "form": form, "known": known, "people": holding(known)}
    return render(request, "queueing/desk/arrange_hours.html", context, status=422 if form.errors else 200)


def given_hours(request: Any, known: ServiceField) -> dict[str, Any]:
    """The hours of today, to begin with."""
    today = clock.today()
    return {"day": today, "hours": span_words(opening_on(known, today).spans)}


def keep_hours(request: Any, known: ServiceField, form: HoursForm) -> None:
    """Calls the action that the pressed button stands for."""
    given = form.cleaned_data
    actions.change_hours(
        actor=request.actor, field=known, day=given["day"], intervals=given["hours"], note=given["note"]
    )


@officer(VERB)
@require_POST
def hours_back(request: Any, desk: str, field: str, day: str) -> HttpResponse:
    """The working calendar counts again on a day."""
    found = desk_to_arrange(request, desk)
    actions.restore_hours(actor=request.actor, field=any_field(found.pk, field), day=day_of(day))
    messages.success(request, _("Ngày này theo lịch làm việc trở lại."))
    return redirect("queueing:arrange", desk=found.code)


def day_of(text: str) -> date:
    """A day of an address; refuses with NotFound."""
    day = day_typed(text)
    if day is None:
        raise NotFound(_("Không tìm thấy trang này."))
    return day


@officer(VERB)
@require_http_methods(["GET", "HEAD", "POST"])
def counter(request: Any, desk: str, number: int | None = None) -> HttpResponse:
    """One counter and the fields it serves."""
    found = desk_to_arrange(request, desk)
    fields = fields_of(found.pk)
    known = next((each for each in counters_of(found.pk) if each.number == number), None)
    if number is not None and known is None:
        raise NotFound(_("Không tìm thấy quầy này."))
    initial = {"fields_served": [each.code for each in known.fields.all()]} if known else {}
    form = CounterForm(request.POST or None, fields=fields, known=number, initial=initial)
    if request.method == "POST" and form.is_valid():
        chosen = [each for each in fields if each.code in form.cleaned_data["fields_served"]]
        wanted = number if number is not None else form.cleaned_data["number"]
        try:
            actions.save_counter(actor=request.actor, unit_id=found.pk, number=wanted, fields=chosen)
        except Refusal as refusal:
            put_on(form, refusal)
        else:
            messages.success(request, _("Đã lưu quầy %(number)s.") % {"number": wanted})
            return redirect("queueing:arrange", desk=found.code)
    context = {"desk": found, "place": place_name(found), "form": form, "known": known}
    return render(request, "queueing/desk/arrange_counter.html", context, status=422 if form.errors else 200)
