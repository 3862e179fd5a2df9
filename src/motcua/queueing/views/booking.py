"""Choosing an appointment: what for, which place, which day, which time. Choosing a time keeps its place for ten minutes."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.permissions import client_address, public
from motcua.kernel import clock, ids, limits
from motcua.kernel.refusals import NotFound, Refusal
from motcua.queueing import actions
from motcua.queueing.models import ServiceField
from motcua.queueing.queries.appointments import desks_with_plans, matters, own_appointments, plans_of, standby_count
from motcua.queueing.queries.consulting import desks_with_topics, topics_of
from motcua.queueing.queries.slots import BookingDay, day_of, days_of, moment_of, plan_of
from motcua.queueing.queries.visits import field_at
from motcua.queueing.views.citizen import keep_code, kept_codes, place_name, profile_phone
from motcua.units.models import Unit
from motcua.units.queries import desk_of, tree, unit_by_code

TOO_OFTEN = gettext_lazy("Đã giữ chỗ quá nhiều lần từ địa chỉ này. Xin thử lại sau ít phút.")
PER_TEN_MINUTES = 20
CARRIED = ("ho-so", "tu-van")


def carried(request: Any) -> str:
    """What a person brought along, as the tail of the next address: the dossier they come for, the topic of a consultation."""
    given = {name: request.GET.get(name, "")[:60] for name in CARRIED}
    known = {name: value for name, value in given.items() if value}
    return f"?{urlencode(known)}" if known else ""


def way_from_procedure(request: Any, code: str, unit: Unit | None) -> tuple[str, str, str] | None:
    """From the page of a procedure to the appointments of the chosen place; nothing where that place gives none."""
    if unit is None:
        return _("Đặt lịch hẹn"), reverse("queueing:book"), "calendar"
    desk = desk_of(unit.pk)
    if desk is None or desk.pk not in desks_with_plans():
        return None
    return _("Đặt lịch hẹn"), reverse("queueing:book-at", args=[desk.code]), "calendar"


def booking_desk(code: str) -> Unit:
    """The desk of an address; refuses with NotFound when it gives no appointments."""
    unit = unit_by_code(code)
    if unit.pk not in desks_with_plans():
        raise NotFound(_("Nơi này chưa nhận đặt lịch hẹn."))
    return unit


def field_of(desk: str, field: str) -> tuple[Unit, ServiceField]:
    """Desk and field of an address."""
    unit = booking_desk(desk)
    return unit, field_at(unit.pk, field)


def asked_day(text: str) -> date:
    """The day of an address; refuses with NotFound what is none."""
    try:
        found = parse_date(text)
    except ValueError:
        found = None
    if found is None:
        raise NotFound(_("Không có ngày này."))
    return found


def asked_moment(day: date, text: str) -> datetime:
    """The moment of a chosen button ("0830"); refuses what is none."""
    if len(text) != 4 or not text.isdecimal() or not text.isascii() or int(text[:2]) > 23 or int(text[2:]) > 59:
        raise Refusal(_("Chọn một giờ trong danh sách."), code="no-time")
    return moment_of(day, int(text[:2]) * 60 + int(text[2:]))


@public
@require_safe
def choose_matter(request: Any) -> HttpResponse:
    """For what: each field for which some desk gives appointments; own appointments stand above."""
    phone = profile_phone(request)
    mine = own_appointments(request.actor, phone, kept_codes(request))
    context = {"matters": matters(), "mine": mine, "advice": bool(desks_with_topics())}
    return render(request, "queueing/citizen/matters.html", context)


@public
@require_safe
def choose_place(request: Any, matter: str) -> HttpResponse:
    """Where: the places that give appointments for it, by district. `tu-van` lists those that give advice."""
    advice = matter == "tu-van"
    nodes = tree().nodes
    groups: dict[str, list[tuple[Any, str]]] = {}
    for pk in desks_with_topics() if advice else desks_with_plans(matter):
        desk = nodes[pk]
        if desk.parent_id is None:
            continue
        place = nodes[desk.parent_id]
        above = nodes[place.parent_id] if place.level == "commune" and place.parent_id else place
        address = (
            reverse("queueing:book-at", args=[desk.code])
            if advice
            else reverse("queueing:book-days", args=[desk.code, matter])
        )
        groups.setdefault(above.name, []).append((place, address))
    if not groups:
        raise NotFound(_("Chưa nơi nào nhận đặt lịch hẹn cho việc này."))
    for places in groups.values():
        places.sort(key=lambda pair: (pair[0].level != "district", pair[0].order, pair[0].name))
    name = _("Tư vấn") if advice else dict(matters()).get(matter, "")
    return render(request, "queueing/citizen/book_places.html", {"groups": sorted(groups.items()), "matter": name})


@public
@require_safe
def choose_field(request: Any, desk: str) -> HttpResponse:
    """For what at a chosen desk: fields with appointments, and topics of advice."""
    unit = booking_desk(desk)
    context = {
        "desk": unit,
        "place": place_name(unit),
        "plans": [plan for plan in plans_of(unit.pk) if plan.is_open],
        "topics": topics_of(unit.pk),
        "tail": carried(request),
    }
    return render(request, "queueing/citizen/book_fields.html", context)


@public
@require_safe
def choose_day(request: Any, desk: str, field: str) -> HttpResponse:
    """Which day: open ones with the places left, closed ones with their reason."""
    unit, chosen = field_of(desk, field)
    plan = plan_of(chosen)
    days = [each for each in days_of(chosen, plan, clock.now()) if each.times or each.opening.note]
    context = {
        "desk": unit,
        "place": place_name(unit),
        "field": chosen,
        "days": days,
        "tail": carried(request),
        "base": reverse("queueing:book-days", args=[desk, field]),
    }
    return render(request, "queueing/citizen/book_days.html", context)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def choose_time(request: Any, desk: str, field: str, day: str) -> HttpResponse:
    """Which time: one button each; pressing it keeps the place and leads to who comes."""
    unit, chosen = field_of(desk, field)
    plan = plan_of(chosen)
    asked = asked_day(day)
    token = request.POST.get("khoa", "")[:40] or ids.token()
    fault = ""
    if request.method == "POST":
        who = client_address(request)
        limits.demand("queueing.hold", who, times=PER_TEN_MINUTES, seconds=600, message=TOO_OFTEN)
        try:
            return held(request, chosen, asked, token)
        except Refusal as refusal:
            fault = str(refusal.message)
    shown = day_of(chosen, plan, asked, clock.now())
    context = times_context(request, shown, token, fault) | {
        "desk": unit,
        "place": place_name(unit),
        "field": chosen,
        "back": reverse("queueing:book-days", args=[desk, field]) + carried(request),
        "standby": shown.times and not shown.left and standby_count(chosen, asked) < plan.standby_most,
        "standby_url": reverse("queueing:standby", args=[desk, field, day]),
    }
    return render(request, "queueing/citizen/book_times.html", context, status=422 if fault else 200)


def times_context(request: Any, shown: BookingDay, token: str, fault: str) -> dict[str, Any]:
    """What the page of a day's times needs wherever it stands."""
    return {"shown": shown, "token": token, "fault": fault, "tail": carried(request)}


def held(request: Any, field: ServiceField, day: date, token: str) -> HttpResponse:
    """Keeps the chosen time; the same button twice is one place, another one gives the former back."""
    chosen = request.POST.get("gio", "")[:8]
    visit = actions.hold(
        actor=request.actor,
        field=field,
        begins=asked_moment(day, chosen),
        key=f"{token}:{day}:{chosen}",
        instead=kept_codes(request),
    )
    address = reverse("queueing:appointment", args=[visit.code]) + carried(request)
    return keep_code(request, HttpResponseRedirect(address), visit.code)
