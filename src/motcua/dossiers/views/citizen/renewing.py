"""A draft whose form changed meanwhile: moved on before the next screen, or told that nothing can be filed any more."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from motcua.dossiers.actions import renew_draft, take_old_screen
from motcua.dossiers.views.citizen.opening import Way
from motcua.dossiers.views.citizen.prefill import profile_of
from motcua.kernel.refusals import Refusal
from motcua.kernel.typed import number_typed
from motcua.procedures.queries import catalogue, definition_of, parse_form, shown_answers, version, version_at


def is_outdated(way: Way) -> bool:
    """Whether another version than the draft's is in force at its unit, or none."""
    return version_at(way.definition.code, way.draft.unit_id) != way.draft.version_id


def from_before(request: Any, way: Way, section: str) -> bool:
    """Saves what an old tab sends, whose screen belongs to a version before the draft moved; whether it was one."""
    said = number_typed(request.POST.get("phien"))
    if said is None or said == way.draft.version_id:
        return False
    row = version(said)
    part = definition_of(row.pk).form.section(section) if row is not None and row.published_at else None
    if row is None or part is None or row.procedure.code != way.definition.code:
        return False
    way.draft = take_old_screen(
        actor=request.actor, token=way.draft.token, session_key=way.mark, version_id=row.pk,
        answers=parse_form(part, request.POST),
    )  # fmt: skip
    return True


def brought_up_to_date(request: Any, way: Way) -> HttpResponse | None:
    """None while the draft's version is in force; else the draft moves and the person goes on at the first change.

    Where nothing is taken any more a page says so, with everything typed still to read.
    """
    if not is_outdated(way):
        return None
    try:
        renew_draft(actor=request.actor, token=way.draft.token, session_key=way.mark, profile=profile_of(request))
    except Refusal as refusal:
        return render(request, "dossiers/citizen/draft_closed.html", closed(way, refusal), status=410)
    return HttpResponseRedirect(reverse("dossiers:draft", args=[way.draft.token]))


def closed(way: Way, refusal: Refusal) -> dict[str, Any]:
    """Why, what was typed so far, and what else there is."""
    definition = way.definition
    others = [one for one in catalogue(field_code=definition.field_code) if one.code != definition.code]
    return {
        "way": way,
        "draft": way.draft,
        "definition": definition,
        "why": refusal.message,
        "sections": shown_answers(definition, way.draft.answers),
        "elsewhere": refusal.code == "procedure-ended" and version_at(definition.code) is not None,
        "alike": others[:6],
    }
