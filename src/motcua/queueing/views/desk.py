"""The officers' counters: open, call, serve, pass on, close."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.permissions import holds, officer
from motcua.kernel import clock, ids
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import NotFound, Refusal
from motcua.kernel.typed import number_typed
from motcua.queueing import actions
from motcua.queueing.forms import DeskTakeForm
from motcua.queueing.models import Channel
from motcua.queueing.permissions import demand_at
from motcua.queueing.queries.visits import (
    counter_by_id,
    counter_view,
    counters_of,
    desks_with_fields,
    field_at,
    field_state,
    fields_of,
)
from motcua.ui.refusing import put_on
from motcua.units.queries import desk_of, place_of


def own_desk(actor: Actor) -> Any:
    """The desk whose counters the officer works at; refuses in words when there is none."""
    place = place_of(actor.unit_id) if actor.unit_id else None
    desk = desk_of(place.pk) if place else None
    if desk is None or desk.pk not in desks_with_fields():
        raise NotFound(_("Đơn vị này chưa có quầy phát số."))
    return desk


@officer("queueing.call")
@require_safe
def counters(request: HttpRequest) -> HttpResponse:
    """All counters of the desk: who sits where, what is free, how many wait for what."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    desk = own_desk(actor)
    now = clock.now()
    context = {
        "desk": desk,
        "counters": counters_of(desk.pk),
        "states": [field_state(field, now) for field in fields_of(desk.pk)],
        "own_id": actor.user_id,
        "arranges": holds(actor, "queueing.arrange"),
    }
    return render(request, "queueing/desk/counters.html", context)


@officer("queueing.call")
@require_safe
def counter(request: Any, pk: int) -> HttpResponse:
    """One counter: who is here, who is next and why."""
    found = counter_by_id(pk)
    demand_at(request.actor, "queueing.call", found.unit_id)
    mine = found.is_open and found.holder_id == request.actor.user_id
    others = fields_of(found.unit_id)
    context = {"view": counter_view(found), "mine": mine, "all_fields": others}
    return render(request, "queueing/desk/counter.html", context)


def back(request: HttpRequest, pk: int) -> HttpResponse:
    """To the counter's page."""
    return redirect("queueing:counter", pk=pk)


@officer("queueing.call")
@require_POST
def act(request: Any, pk: int, verb: str) -> HttpResponse:
    """One verb of the counter; a refusal is said on its page and nothing was done."""
    try:
        done(request, pk, verb)
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    return redirect("queueing:counters") if verb == "dong" else back(request, pk)


def done(request: Any, pk: int, verb: str) -> None:
    """Calls the action that a button stands for."""
    actor, asked = request.actor, request.POST
    about: dict[str, Any] = {"actor": actor, "counter_id": pk}
    visit_id = number_typed(asked.get("so")) or 0
    if verb in CALLS:
        CALLS[verb](request, about)
    elif not visit_id:
        raise NotFound(_("Không tìm thấy số này."))
    elif verb in AT_COUNTER:
        AT_COUNTER[verb](about | {"visit_id": visit_id})
    elif verb == "tro-lai":
        actions.rejoin(actor=actor, visit_id=visit_id)
    elif verb == "chuyen":
        field = field_at(counter_by_id(pk).unit_id, asked.get("linh-vuc", ""))
        moved = actions.transfer(actor=actor, visit_id=visit_id, field=field)
        messages.success(
            request, _("Đã chuyển số %(label)s sang %(field)s.") % {"label": moved.label, "field": field.name}
        )
    elif verb == "ho-so":
        linked = actions.link(actor=actor, visit_id=visit_id, dossier_code=asked.get("ma", ""))
        messages.success(request, _("Đã gắn số %(label)s với hồ sơ.") % {"label": linked.label})
    else:
        raise NotFound(_("Không có việc này."))


def next_person(request: Any, about: dict[str, Any]) -> None:
    """Calls the next person, or says that nobody waits."""
    if actions.call_next(**about) is None:
        messages.info(request, _("Không còn ai chờ ở các lĩnh vực của quầy này."))


CALLS = {
    "mo": lambda request, about: actions.open_counter(**about),
    "dong": lambda request, about: actions.close_counter(**about),
    "moi": next_person,
}
AT_COUNTER = {
    "moi-lai": lambda about: actions.recall(**about),
    "phuc-vu": lambda about: actions.advance("serve", **about),
    "giu": lambda about: actions.advance("hold", **about),
    "khong-den": lambda about: actions.advance("miss", **about),
    "tiep-tuc": lambda about: actions.resume(**about),
    "xong": lambda about: actions.finish(**about),
}


@officer("queueing.call")
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: Any) -> HttpResponse:
    """A number for somebody at the door who has no telephone at hand."""
    desk = own_desk(request.actor)
    form = DeskTakeForm(request.POST or None, fields=fields_of(desk.pk))
    token = request.POST.get("khoa", "")[:60] or ids.token()
    visit = None
    if request.method == "POST" and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "field"}
        wish = actions.Wish(key=f"desk:{token}", channel=Channel.DESK, **given)
        try:
            visit = actions.take(actor=request.actor, field=field_at(desk.pk, form.cleaned_data["field"]), wish=wish)
        except Refusal as refusal:
            put_on(form, refusal)
    status = 422 if form.errors else 200
    context = {"form": form, "token": token, "visit": visit, "desk": desk}
    return render(request, "queueing/desk/give.html", context, status=status)


@officer("queueing.arrange")
@require_POST
def hours(request: Any, field: str) -> HttpResponse:
    """Stops or resumes giving numbers of a field today."""
    desk = own_desk(request.actor)
    chosen = field_at(desk.pk, field)
    try:
        if request.POST.get("viec") == "mo":
            actions.reopen_today(actor=request.actor, field=chosen)
        else:
            actions.close_today(actor=request.actor, field=chosen, note=request.POST.get("ly-do", ""))
    except Refusal as refusal:
        messages.error(request, " ".join(map(str, refusal.fields.values())) or str(refusal.message))
    return redirect("queueing:counters")
