"""The week on an officer's screen, and the steps of its plan."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.permissions import holds, officer
from motcua.accounts.queries import scope_of
from motcua.agenda import actions
from motcua.agenda.forms import SendBackForm
from motcua.agenda.models import WeekPlan
from motcua.agenda.permissions import may_run
from motcua.agenda.queries.choices import offices_of, rooms_of, seats_of
from motcua.agenda.queries.history import history_of_plan
from motcua.agenda.queries.published import PLACES
from motcua.agenda.queries.reading import house_id
from motcua.agenda.queries.weekly import OfficerWeek, officer_week, plan_in_scope, week_or_present
from motcua.agenda.rules.states import State, fits
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import NotFound, Refusal
from motcua.kernel.typed import number_typed
from motcua.units.models import Unit
from motcua.units.queries import active_units, unit_by_code, unit_by_id

COLOURS = {State.DRAFT: "grey", State.SUBMITTED: "yellow", State.APPROVED: "blue", State.PUBLISHED: "green"}


def own_house(actor: Actor) -> Unit:
    """The people's committee the officer works for."""
    found = house_id(actor)
    if found is None:
        raise NotFound(_("Nhiệm vụ này không thuộc đơn vị nào có lịch công tác."))
    return unit_by_id(found)


def asked_unit(actor: Actor, code: str) -> Unit:
    """The place whose week is asked for, within scope; the own one when none is named."""
    if not code:
        return own_house(actor)
    unit = unit_by_code(code)
    if unit.level not in PLACES or not scope_of(actor).covers(unit.pk):
        raise NotFound(_("Không tìm thấy đơn vị."))
    return unit


def places_in_scope(actor: Actor) -> list[Unit]:
    """Places whose week the officer may look at."""
    scope = scope_of(actor)
    return [unit for unit in active_units(levels=PLACES) if scope.covers(unit.pk)]


def choices_of(unit: Unit) -> list[tuple[Any, list[tuple[str, str]]]]:
    """What a week may be narrowed to."""
    leaders = [(f"n{seat.user_id}", seat.words) for seat in seats_of(unit.pk) if seat.leads]
    offices = [(f"b{each.pk}", each.short_name or each.name) for each in offices_of(unit.pk)[1:]]
    rooms = [(f"p{room.pk}", room.name) for room in rooms_of(unit.pk, closed=True)]
    groups = [(_("Lãnh đạo"), leaders), (_("Bộ phận"), offices), (_("Phòng"), rooms)]
    return [(title, options) for title, options in groups if options]


def steps_of(actor: Actor, plan: WeekPlan | None) -> dict[str, bool]:
    """Which steps of the plan the officer may take now; who submitted it does not approve it."""
    if plan is None:
        return {}
    state = State(plan.state)
    steps = {
        verb: fits(verb, state) and may_run(actor, verb, plan.unit_id) for verb in ("submit", "approve", "publish")
    }
    steps["send_back"] = steps["approve"]
    steps["approve"] = steps["approve"] and plan.submitted_by_user_id != actor.user_id
    steps["waits"] = steps["send_back"] and not steps["approve"]
    return {**steps, "any": any(steps.values())}


@officer("agenda.view")
@require_safe
def week(request: HttpRequest) -> HttpResponse:
    """A place's week: what is planned, what clashes, where the plan stands, what can be done now."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    unit = asked_unit(actor, request.GET.get("don-vi", ""))
    today, wanted = clock.today(), request.GET.get("loc", "")
    chosen = week_or_present(request.GET.get("ngay", ""), today)
    shown = officer_week(actor, unit.pk, chosen, wanted)
    return render(request, "agenda/desk/week.html", {**frame(actor, unit, shown), "wanted": wanted, "today": today})


def frame(actor: Actor, unit: Unit, shown: OfficerWeek) -> dict[str, Any]:
    """What stands around the days."""
    own = house_id(actor) == unit.pk
    plan = shown.plan
    open_week = shown.week.may_change(clock.today())
    return {
        "unit": unit,
        "shown": shown,
        "plan": plan,
        "colour": COLOURS[State(plan.state)] if plan else "grey",
        "steps": steps_of(actor, plan) if open_week else {},
        "may_add": own and open_week and holds(actor, "agenda.enter"),
        "may_copy": own and open_week and may_run(actor, "submit", unit.pk),
        "keeps_rooms": own and may_run(actor, "rooms", unit.pk),
        "present": clock.today() in shown.week.days,
        "places": places_in_scope(actor),
        "choices": choices_of(unit),
        "events": history_of_plan(plan) if plan and own else [],
    }


def to_week(unit: Unit, day: Any) -> HttpResponse:
    """Back to the week of a day."""
    return redirect(f"{reverse('agenda:desk')}?{urlencode({'don-vi': unit.code, 'ngay': day.isoformat()})}")


def step(verb: str, run: Callable[..., WeekPlan], done: Callable[[], str]) -> Callable[..., HttpResponse]:
    """The view of a step that needs no words: one press, one action, back to the week."""

    @officer(f"agenda.{verb}")
    @require_POST
    def page(request: Any, pk: int) -> HttpResponse:
        plan = plan_in_scope(request.actor, pk)
        try:
            run(actor=request.actor, plan_id=pk, revision=number_typed(request.POST.get("revision")))
        except Refusal as refusal:
            messages.error(request, str(refusal.message))
        else:
            messages.success(request, done())
        return to_week(plan.unit, plan.monday)

    page.__doc__ = f"The step {verb}."
    return page


submit = step("submit", actions.submit, lambda: _("Đã trình lịch tuần."))
approve = step("approve", actions.approve, lambda: _("Đã duyệt lịch tuần."))
publish = step("publish", actions.publish, lambda: _("Đã công bố lịch tuần."))


def approve_and_publish(**given: Any) -> WeekPlan:
    """Approves and publishes in one press."""
    return actions.approve(at_once=True, **given)


release = step("approve", approve_and_publish, lambda: _("Đã duyệt và công bố lịch tuần."))


@officer("agenda.approve")
@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: Any, pk: int) -> HttpResponse:
    """What must be changed, for whoever submitted."""
    plan = plan_in_scope(request.actor, pk)
    form = SendBackForm(request.POST or None, initial={"revision": plan.revision})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.send_back(actor=request.actor, plan_id=pk, **form.cleaned_data)
            except Refusal as refusal:
                form.add_error("reason" if refusal.fields else None, str(refusal.message))
                status = refusal.status
            else:
                messages.success(request, _("Đã trả lại để sửa."))
                return to_week(plan.unit, plan.monday)
    return render(request, "agenda/desk/send_back.html", {"plan": plan, "form": form}, status=status)


@officer("agenda.submit")
@require_POST
def copy(request: Any) -> HttpResponse:
    """Takes over what stood in the week before."""
    unit = own_house(request.actor)
    chosen = week_or_present(request.POST.get("ngay", ""), clock.today())
    try:
        copied = actions.copy_week(actor=request.actor, unit_id=unit.pk, week=chosen)
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
        return to_week(unit, chosen.monday)
    if copied.number:
        messages.success(request, _("Đã chép %(number)d việc từ tuần trước.") % {"number": copied.number})
    for line in copied.left:
        messages.warning(request, _("Không chép: %(line)s") % {"line": line})
    if not copied.number and not copied.left:
        messages.info(request, _("Tuần trước không có việc nào chưa chép."))
    return to_week(unit, chosen.monday)
