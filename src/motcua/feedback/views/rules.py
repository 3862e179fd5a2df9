"""The table of routing rules of a place: lines in their order, one more, and where a report would go."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.accounts.permissions import officer
from motcua.feedback.actions import add_rule, move_rule, remove_rule
from motcua.feedback.forms.rules import RuleForm, TryForm
from motcua.feedback.permissions import house
from motcua.feedback.queries.categories import dry_run, holder_for, rows_of_rules
from motcua.kernel.refusals import NotFound, Refusal
from motcua.ui.refusing import put_on
from motcua.units.queries import area_of, unit_by_id


def own_place(request: Any) -> int:
    """The people's committee whose rules this officer looks after."""
    unit_id = house(request.actor.unit_id)
    if unit_id is None:
        raise Http404
    return unit_id


@officer("feedback.rules")
@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """The rules, and a try when a category is chosen."""
    unit_id = own_place(request)
    tried = TryForm(request.GET if "category_id" in request.GET else None, unit_id=unit_id)
    return shown(request, unit_id, RuleForm(unit_id=unit_id), tried)


def shown(request: HttpRequest, unit_id: int, form: RuleForm, tried: TryForm, status: int = 200) -> HttpResponse:
    """The page."""
    outcome: dict[str, Any] = {}
    if tried.is_bound and tried.is_valid():
        category, point = tried.category(), tried.point()
        outcome = {
            "steps": list(dry_run(category, point)),
            "goes_to": unit_by_id(holder_for(category, point)).name,
            "category": category,
        }
    rows = [
        {"rule": row, "blind": row.area_unit_id is not None and area_of(row.area_unit_id) is None}
        for row in rows_of_rules(unit_id)
    ]
    context = {"place": unit_by_id(unit_id), "rows": rows, "form": form, "try_form": tried, "outcome": outcome}
    return render(request, "feedback/desk/rules.html", context, status=status)


@officer("feedback.rules")
@require_POST
def add(request: Any) -> HttpResponse:
    """One more line, at the end."""
    unit_id = own_place(request)
    form = RuleForm(request.POST, unit_id=unit_id)
    if not form.is_valid():
        return shown(request, unit_id, form, TryForm(unit_id=unit_id), 422)
    try:
        add_rule(actor=request.actor, unit_id=unit_id, **form.cleaned_data)
    except Refusal as refusal:
        return shown(request, unit_id, form, TryForm(unit_id=unit_id), put_on(form, refusal))
    messages.success(request, _("Đã thêm quy tắc vào cuối bảng."))
    return redirect("feedback:rules")


@officer("feedback.rules")
@require_POST
def change(request: Any, rule_id: int) -> HttpResponse:
    """A line up, down or out."""
    unit_id = own_place(request)
    verb = request.POST.get("viec", "")
    try:
        if verb == "bo":
            remove_rule(actor=request.actor, unit_id=unit_id, rule_id=rule_id)
            messages.success(request, _("Đã bỏ quy tắc."))
        elif verb in ("len", "xuong"):
            move_rule(actor=request.actor, unit_id=unit_id, rule_id=rule_id, by=-1 if verb == "len" else 1)
    except NotFound:
        messages.error(request, _("Quy tắc này không còn."))
    return redirect("feedback:rules")
