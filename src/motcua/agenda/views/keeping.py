"""Rooms that may be booked, and the officer's own calendar address."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.accounts.permissions import officer
from motcua.agenda import actions
from motcua.agenda.forms import RoomForm
from motcua.agenda.queries.choices import rooms_of
from motcua.agenda.queries.feeds import own_token
from motcua.agenda.views.desk import own_house
from motcua.kernel.refusals import NotFound, Refusal


@officer("agenda.rooms")
@require_http_methods(["GET", "HEAD", "POST"])
def rooms(request: Any, pk: int = 0) -> HttpResponse:
    """All rooms of the place, and the form for a new one or for the one that was pressed."""
    unit = own_house(request.actor)
    kept = rooms_of(unit.pk, closed=True)
    room = next((each for each in kept if each.pk == pk), None)
    if pk and room is None:
        raise NotFound(_("Không tìm thấy phòng này."))
    names = ("name", "address", "seats", "is_open")
    form = RoomForm(request.POST or None, initial={name: getattr(room, name) for name in names} if room else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.keep_room(actor=request.actor, unit_id=unit.pk, room_id=pk or None, **form.cleaned_data)
            except Refusal as refusal:
                form.add_error("name" if refusal.fields else None, str(refusal.message))
                status = refusal.status
            else:
                messages.success(request, _("Đã lưu phòng."))
                return redirect("agenda:rooms")
    context = {"unit": unit, "rooms": kept, "room": room, "form": form}
    return render(request, "agenda/desk/rooms.html", context, status=status)


@never_cache
@officer("agenda.view")
@require_http_methods(["GET", "HEAD", "POST"])
def own_address(request: Any) -> HttpResponse:
    """The secret address of one's own calendar: shown to its owner, renewed, taken away."""
    if request.method == "POST":
        if request.POST.get("viec") == "bo":
            actions.end_feed(actor=request.actor)
            messages.success(request, _("Đã bỏ địa chỉ. Chương trình lịch dùng địa chỉ này sẽ không đọc được nữa."))
        else:
            actions.renew_feed(actor=request.actor)
            messages.success(request, _("Đã tạo địa chỉ mới."))
        return redirect("agenda:own")
    token = own_token(request.actor.user_id)
    address = f"{settings.PUBLIC_ADDRESS}{reverse('agenda:own-feed', args=[token])}" if token else ""
    return render(request, "agenda/desk/own.html", {"address": address})
