"""One entry on an officer's screen: look, add, change, call off."""

from datetime import time
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.permissions import officer
from motcua.agenda import actions
from motcua.agenda.forms import CancelForm, EntryForm, entry_values
from motcua.agenda.models import WorkEntry
from motcua.agenda.permissions import demand_enter, may_change
from motcua.agenda.queries.choices import seats_of
from motcua.agenda.queries.clashes import clashes_while_planning
from motcua.agenda.queries.history import history_of
from motcua.agenda.queries.reading import runs_plans
from motcua.agenda.queries.weekly import clashes_of, entries_of, entry_in_scope, week_or_present
from motcua.agenda.views.desk import own_house, to_week
from motcua.kernel import clock, ids
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import Conflict, Refusal
from motcua.kernel.typed import number_typed
from motcua.ui.refusing import put_on

TITLES = {"add": gettext_lazy("Thêm việc vào lịch"), "change": gettext_lazy("Sửa việc trong lịch")}


@officer("agenda.view")
@require_safe
def entry(request: Any, pk: int) -> HttpResponse:
    """An entry with who planned and changed it."""
    found = entry_in_scope(request.actor, pk)
    clashes = clashes_of(request.actor, entries_of(found.unit_id, found.plan.week))
    open_week = found.plan.week.may_change(clock.today())
    context = {
        "entry": found,
        "clashes": clashes.get(found.pk, ()),
        "may_change": open_week and found.cancelled_at is None and may_change(request.actor, found),
        "events": history_of(found),
    }
    return render(request, "agenda/desk/entry.html", context)


def blank(actor: Actor, unit_id: int, day: str) -> EntryForm:
    """A form for a new entry: today, or the day that was pressed, at eight."""
    today = clock.today()
    chosen = week_or_present(day, today)
    first = next(
        (each for each in chosen.days if each.isoformat() == day), max(chosen.monday, min(today, chosen.sunday))
    )
    start = {"day": first, "starts": time(8), "ends": time(9), "token": ids.token()}
    return EntryForm(initial=start, unit_id=unit_id, whole=runs_plans(actor, unit_id))


@officer("agenda.enter")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Any) -> HttpResponse:
    """A new entry of the officer's own place."""
    unit = own_house(request.actor)
    whole = runs_plans(request.actor, unit.pk)
    demand_enter(request.actor, unit.pk, request.actor.unit_id)
    if request.method != "POST":
        return shown(request, "add", blank(request.actor, unit.pk, request.GET.get("ngay", "")))
    form = EntryForm(request.POST, unit_id=unit.pk, whole=whole)
    if not form.is_valid():
        return shown(request, "add", form, 422)
    token = form.cleaned_data["token"] or ids.token()
    try:
        made = actions.enter(actor=request.actor, unit_id=unit.pk, wish=form.wish(), token=token)
    except Refusal as refusal:
        return refused(request, "add", refusal, lambda data: EntryForm(data, unit_id=unit.pk, whole=whole))
    messages.success(request, _("Đã thêm vào lịch ngày %(day)s.") % {"day": f"{made.day:%d/%m/%Y}"})
    return to_week(unit, made.day)


@officer("agenda.enter")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Any, pk: int) -> HttpResponse:
    """Changes an entry; what was published changes with the next edition."""
    found = entry_in_scope(request.actor, pk)
    whole = runs_plans(request.actor, found.unit_id)
    demand_enter(request.actor, found.unit_id, found.prepared_by_id)
    about: dict[str, Any] = {"unit_id": found.unit_id, "whole": whole, "entry": found}
    if request.method != "POST":
        leaders = {seat.duty_id for seat in seats_of(found.unit_id) if seat.leads}
        return shown(request, "change", EntryForm(initial=entry_values(found, leaders), **about))
    form = EntryForm(request.POST, **about)
    if not form.is_valid():
        return shown(request, "change", form, 422)
    try:
        sequence = form.cleaned_data["sequence"]
        actions.change(actor=request.actor, entry_id=pk, wish=form.wish(), sequence=sequence)
    except Refusal as refusal:
        now = entry_in_scope(request.actor, pk).sequence
        return refused(request, "change", refusal, lambda data: EntryForm(data, **about), sequence=now)
    messages.success(request, _("Đã lưu thay đổi."))
    return redirect("agenda:entry", pk)


def refused(request: Any, verb: str, refusal: Refusal, build: Any, *, sequence: int | None = None) -> HttpResponse:
    """The form with all that was typed and the action's words; after a colleague was quicker it may be sent again."""
    data: QueryDict = request.POST.copy()
    if isinstance(refusal, Conflict) and sequence is not None:
        data["sequence"] = str(sequence)
    form = build(data)
    form.is_valid()
    return shown(request, verb, form, put_on(form, refusal))


def shown(request: Any, verb: str, form: EntryForm, status: int = 200) -> HttpResponse:
    """The page with the form, and what clashes with what stands in it."""
    found: WorkEntry | None = form.entry
    published = found is not None and found.plan.edition > 0
    context = {"title": TITLES[verb], "entry": found, "published": published, **clash_context(request.actor, form)}
    return render(request, "agenda/desk/form.html", context, status=status)


def clash_context(actor: Actor, form: EntryForm) -> dict[str, Any]:
    """What the part of the form about clashes shows; `seen` goes along so that only clashes in sight are explained."""
    clashes = clashes_while_planning(actor, form.unit_id, form.known(), form.entry.pk if form.entry else None)
    people = [clash for clash in clashes if not clash.is_room]
    return {
        "form": form,
        "clashes": clashes,
        "room_taken": len(people) < len(clashes),
        "seen": ",".join(str(clash.entry_id) for clash in people),
        "explains": bool(people or form["clash_reason"].errors or (form.is_bound and form["clash_reason"].value())),
    }


@officer("agenda.enter")
@require_POST
def clashes(request: Any) -> HttpResponse:
    """What clashes with the entry that is being typed, as a part of its page; nothing is written."""
    pk = number_typed(request.GET.get("viec"))
    found = entry_in_scope(request.actor, pk) if pk is not None else None
    unit_id = found.unit_id if found else own_house(request.actor).pk
    demand_enter(request.actor, unit_id, found.prepared_by_id if found else request.actor.unit_id)
    form = EntryForm(request.POST, unit_id=unit_id, whole=True, entry=found)
    form.is_valid()
    return render(request, "agenda/desk/clashes.html", clash_context(request.actor, form))


@officer("agenda.enter")
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: Any, pk: int) -> HttpResponse:
    """Calls an entry off."""
    found = entry_in_scope(request.actor, pk)
    demand_enter(request.actor, found.unit_id, found.prepared_by_id)
    form = CancelForm(request.POST or None, initial={"sequence": found.sequence})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.cancel(actor=request.actor, entry_id=pk, **form.cleaned_data)
            except Refusal as refusal:
                form.add_error("reason" if refusal.fields else None, str(refusal.message))
                status = refusal.status
            else:
                messages.success(request, _("Đã hủy việc này."))
                return to_week(found.unit, found.day)
    return render(request, "agenda/desk/cancel.html", {"entry": found, "form": form}, status=status)
