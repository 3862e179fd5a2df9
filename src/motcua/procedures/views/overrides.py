"""A unit's editor: where the unit does things otherwise than the city, since when, and whether it still fits."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.permissions import covers, officer
from motcua.kernel import clock
from motcua.kernel.refusals import NotFound, Refusal
from motcua.procedures import actions, queries
from motcua.procedures.forms.overrides import OverrideForm
from motcua.procedures.queries.posts import who_does
from motcua.procedures.rules.override_words import words_of
from motcua.units import queries as units
from motcua.units.models import Unit

VERB = "procedures.override"


LEVELS = frozenset({"district", "commune"})


def place_for(request: Any) -> Unit:
    """The district or ward that `?don-vi=` names within the actor's reach, else that of the duty."""
    code = request.GET.get("don-vi", "")
    unit = units.unit_by_code(code) if code else units.place_of(request.actor.unit_id)
    if unit is None or unit.level not in LEVELS or not covers(request.actor, unit.pk):
        raise NotFound(_("Chỉ quận, huyện, phường, xã của nhiệm vụ hiện tại có quy định riêng."))
    return unit


def choose_place(request: Any) -> HttpResponse:
    """An editor of the city chooses the district or ward first."""
    places = [unit for unit in units.active_units(levels=LEVELS) if covers(request.actor, unit.pk)]
    return render(request, "procedures/desk/override_places.html", {"places": places})


@officer(VERB)
@require_safe
def listing(request: Any) -> HttpResponse:
    """The unit's overrides and the procedures it takes."""
    home = units.place_of(request.actor.unit_id)
    if "don-vi" not in request.GET and (home is None or home.level not in LEVELS):
        return choose_place(request)
    unit = place_for(request)
    rows = queries.overrides_of(request.actor, unit.pk)
    shown = {
        "unit": unit,
        "rows": [row for row in rows if not row.over],
        "past": [row for row in rows if row.over],
        "entries": queries.catalogue(unit.pk),
    }
    return render(request, "procedures/desk/overrides.html", shown)


@officer(VERB)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Any, code: str) -> HttpResponse:
    """One procedure at the unit: what differs now, and the form for the next override."""
    unit, entry = place_for(request), queries.entry_of(code)
    base_id = entry.version_on(clock.today()) if entry is not None else None
    if entry is None or base_id is None:
        raise NotFound(queries.NO_PROCEDURE)
    document = queries.document_of(base_id)
    rows = queries.overrides_of(request.actor, unit.pk, code)
    now = next((row for row in rows if row.running), None)
    offices = [(f"department:{office.key}", office.name) for office in units.departments_of(unit.pk) if office.key]
    form = OverrideForm(request.POST or None, document=document, changes=now.changes if now else (), offices=offices)
    problem: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.publish_override(
                actor=request.actor, code=code, unit_id=unit.pk, changes=form.changes(),
                valid_from=form.cleaned_data["valid_from"], reason=form.cleaned_data["reason"],
            )  # fmt: skip
        except Refusal as refusal:
            problem = said(form, refusal)
        else:
            messages.success(request, _("Đã lưu. Áp dụng từ ngày %(day)s.") % {"day": f"{row.valid_from:%d/%m/%Y}"})
            return HttpResponseRedirect(f"{reverse('procedures-desk:override', args=[code])}?don-vi={unit.code}")
    own_id = queries.version_at(code, unit.pk) or base_id
    shown = {
        "unit": unit, "entry": entry, "form": form, "rows": [row for row in rows if not row.over], "problem": problem,
        "definition": queries.definition_of(own_id),
        "doers": who_does(queries.definition_of(own_id).steps, unit.pk),
        "lines": words_of(queries.own_difference(own_id)),
    }  # fmt: skip
    return render(request, "procedures/desk/override.html", shown, status=422 if request.method == "POST" else 200)


def said(form: OverrideForm, refusal: Refusal) -> dict[str, Any]:
    """The refusal at the fields that the form has; the rest on top."""
    others = {}
    for key, words in refusal.fields.items():
        if key in form.fields:
            form.add_error(key, str(words))
        else:
            others[f"id_{key}"] = str(words)
    return others or ({} if form.errors else {"id_reason": str(refusal.message)})


@officer(VERB)
@require_http_methods(["POST"])
def end(request: Any, override_id: int) -> HttpResponse:
    """Ends one from today on."""
    row = actions.end_override(actor=request.actor, override_id=override_id)
    messages.success(request, _("Đã kết thúc. Từ nay áp dụng như thủ tục chung."))
    unit = units.unit_by_id(row.unit_id)
    return HttpResponseRedirect(f"{reverse('procedures-desk:overrides')}?don-vi={unit.code}")
