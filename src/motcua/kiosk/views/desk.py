"""The officers' page of the hall's machines: register, pair, renew, take back."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.permissions import officer
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import NotFound, Refusal
from motcua.kiosk import actions
from motcua.kiosk.forms import RegisterForm, RenewForm
from motcua.kiosk.permissions import MANAGE, demand_manage
from motcua.kiosk.queries.devices import Seen, device_by_id, devices_of
from motcua.queueing.queries.visits import gives_numbers
from motcua.ui.codes import qr
from motcua.ui.refusing import put_on
from motcua.units.models import Unit
from motcua.units.queries import desk_of, place_of, unit_by_id

MOMENT = timedelta(microseconds=1)


def own_desk(actor: Actor) -> Unit:
    """The desk whose machines the officer manages; refuses in words when there is none."""
    place = place_of(actor.unit_id) if actor.unit_id else None
    desk = desk_of(place.pk) if place else None
    if desk is None or not gives_numbers(desk.pk):
        raise NotFound(_("Đơn vị này chưa có quầy phát số."))
    return desk


@officer(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def machines(request: Any) -> HttpResponse:
    """The desk's machines and a form for one more."""
    desk = own_desk(request.actor)
    form = RegisterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            device = actions.register(actor=request.actor, unit_id=desk.pk, **form.cleaned_data)
        except Refusal as refusal:
            put_on(form, refusal)
        else:
            messages.success(request, _("Đã đăng ký máy. Bây giờ tạo mã và ghép máy."))
            return redirect("kiosk:machine", pk=device.pk)
    context = {"desk": desk, "devices": devices_of(desk.pk), "form": form}
    return render(request, "kiosk/desk/machines.html", context, status=422 if form.errors else 200)


def own_machine(actor: Actor, pk: int) -> Seen:
    """A machine of a desk that the officer manages."""
    found = device_by_id(pk)
    demand_manage(actor, found.device.unit_id)
    return found


@officer(MANAGE)
@require_safe
def machine(request: Any, pk: int) -> HttpResponse:
    """One machine: how it stands and what can be done with it."""
    return page(request, own_machine(request.actor, pk))


def page(request: Any, found: Seen, form: RenewForm | None = None, code: str = "") -> HttpResponse:
    """The machine's page; `code` is shown this once and nowhere kept."""
    device = found.device
    desk = unit_by_id(device.unit_id)
    address = settings.PUBLIC_ADDRESS + reverse("kiosk:pair", args=[desk.code])
    context = {
        "found": found,
        "device": device,
        "desk": desk,
        "last_day": clock.local(device.expires_at - MOMENT).date(),
        "form": form or RenewForm(),
        "code": f"{code[:4]}-{code[4:]}" if code else "",
        "address": settings.PUBLIC_ADDRESS + reverse("kiosk:start", args=[desk.code]),
        "pair_address": address,
        "code_qr": mark_safe(qr(f"{address}?ma={code}")) if code else "",  # noqa: S308 - drawn by our own code
    }
    response = render(request, "kiosk/desk/machine.html", context, status=422 if form and form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response


@officer(MANAGE)
@require_POST
def give_code(request: Any, pk: int) -> HttpResponse:
    """Shows a pairing code once; pressing again gives another and ends this one."""
    code = actions.give_code(actor=request.actor, device_id=pk)
    return page(request, own_machine(request.actor, pk), code=code)


@officer(MANAGE)
@require_POST
def renew(request: Any, pk: int) -> HttpResponse:
    """Another last day."""
    form = RenewForm(request.POST)
    if form.is_valid():
        try:
            actions.renew(actor=request.actor, device_id=pk, last_day=form.cleaned_data["last_day"])
        except Refusal as refusal:
            put_on(form, refusal)
        else:
            messages.success(request, _("Đã gia hạn. Máy tự chạy lại trong nửa phút."))
            return redirect("kiosk:machine", pk=pk)
    return page(request, own_machine(request.actor, pk), form)


@officer(MANAGE)
@require_POST
def revoke(request: Any, pk: int) -> HttpResponse:
    """Takes a machine back for good."""
    actions.revoke(actor=request.actor, device_id=pk)
    messages.success(request, _("Đã thu hồi máy. Máy không phát số được nữa."))
    return redirect("kiosk:machines")
