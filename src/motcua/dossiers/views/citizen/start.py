"""Choosing what to file and where, and the page before the first question."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.permissions import client_address, public
from motcua.dossiers.actions import begin_draft
from motcua.dossiers.views.citizen.marks import draft_mark
from motcua.dossiers.views.citizen.opening import drafts_here
from motcua.dossiers.views.citizen.prefill import profile_of
from motcua.kernel import clock, limits
from motcua.kernel.actors import ANONYMOUS, Actor
from motcua.kernel.folding import fold
from motcua.kernel.refusals import NotFound, Refusal
from motcua.procedures.queries import (
    CARRIED,
    Definition,
    Entry,
    alike,
    catalogue,
    definition_of,
    entry_of,
    fee_lines,
    limit_of,
    open_version,
    papers_for,
    prefilled,
    search,
    unseal_case,
)
from motcua.units.models import Unit
from motcua.units.queries import is_active, place_of, successor_of, tree, unit_by_code, unit_by_id

DRAFTS_PER_HOUR = 60


@public
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Any) -> HttpResponse:
    """`?thu-tuc=` and `?don-vi=` choose procedure and unit; what is missing is asked for, one question a page."""
    asked = request.POST if request.method == "POST" else request.GET
    unit = chosen_unit(asked.get("don-vi", ""))
    entry = entry_of(asked.get("thu-tuc", "").strip())
    if entry is None:
        return choose_procedure(request, unit)
    if unit is None:
        return choose_unit(request, entry)
    if hurdle := closed_door(entry, unit):
        return render(request, "dossiers/citizen/closed.html", hurdle | {"entry": entry, "unit": unit}, status=410)
    if request.method == "POST":
        return begin(request, entry, unit)
    return before_you_start(request, entry, unit)


def chosen_unit(code: str) -> Unit | None:
    """The place a code means; offices of a place stand for the place."""
    try:
        unit = unit_by_code(code.strip()) if code.strip() else None
    except NotFound:
        return None
    return place_of(unit.pk) if unit else None


def choose_procedure(request: Any, unit: Unit | None) -> HttpResponse:
    """What would you like to do: search and list, with what was begun before on top."""
    words = request.GET.get("tim", "")[:120]
    hits = (
        [entry for hit in search(words, unit.pk if unit else None, 20) if (entry := entry_of(hit.code))]
        if words
        else []
    )
    shown = {
        "words": words,
        "unit": unit,
        "entries": hits if words else catalogue(unit.pk if unit else None),
        "drafts": drafts_here(request),
        "unknown": bool(request.GET.get("thu-tuc")),
    }
    return render(request, "dossiers/citizen/choose_procedure.html", shown)


def choose_unit(request: Any, entry: Entry) -> HttpResponse:
    """Where to file: the units that take it today, grouped by the place above them."""
    if entry.version_on(clock.today()) is None:
        return render(request, "dossiers/citizen/closed.html", ended(entry) | {"entry": entry}, status=410)
    words = fold(request.GET.get("noi", "")[:80])
    groups: dict[str, list[Any]] = {}
    known = tree()
    for unit_id in entry.units_on(clock.today()):
        node = known.nodes.get(unit_id)
        if node is None or not known.is_active(unit_id, clock.today()):
            continue
        above = known.nodes.get(node.parent_id) if node.parent_id else None
        if words and words not in fold(f"{node.name} {above.name if above else ''}"):
            continue
        groups.setdefault(above.name if above else "", []).append(node)
    ordered = [
        (name, sorted(nodes, key=lambda node: (node.order, node.name))) for name, nodes in sorted(groups.items())
    ]
    shown = {
        "entry": entry,
        "groups": ordered,
        "words": request.GET.get("noi", ""),
        "open": bool(words) or len(ordered) == 1,
        "home": home_unit(request, entry),
    }
    return render(request, "dossiers/citizen/choose_unit.html", shown)


def home_unit(request: Any, entry: Entry) -> Unit | None:
    """The person's own ward from their profile, when it takes this procedure."""
    ward_id = profile_of(request).get("ward_id")
    return unit_by_id(ward_id) if ward_id in entry.units_on(clock.today()) and is_active(ward_id) else None


def closed_door(entry: Entry, unit: Unit) -> dict[str, Any] | None:
    """Why nothing can be filed here now, and the way on; None when the door is open."""
    if not is_active(unit.pk):
        heir = successor_of(unit.pk)
        takes = heir is not None and open_version(entry.code, heir.pk) is not None
        return {"why": "dissolved", "successor": heir, "successor_takes": takes}
    if entry.version_on(clock.today()) is None:
        return ended(entry)
    version = open_version(entry.code, unit.pk)
    if version is None:
        return {"why": "elsewhere", "others": bool(entry.units_on(clock.today()))}
    if definition_of(version.pk).online_level == "none":
        return {"why": "counter"}
    return None


def ended(entry: Entry) -> dict[str, Any]:
    """The procedure no longer exists: what else there is in its field."""
    return {"why": "ended", "alike": alike(entry)}


def before_you_start(request: Any, entry: Entry, unit: Unit) -> HttpResponse:
    """What it takes: papers, time, fee, and whether one must sign in."""
    version = open_version(entry.code, unit.pk)
    assert version is not None
    definition = definition_of(version.pk)
    shown = {
        "entry": entry,
        "unit": unit,
        "definition": definition,
        "papers": papers_for(definition, {}),
        "cases": definition.cases,
        "fees": tuple(fee_lines(definition)),
        "limit": limit_of(definition),
        "signed_in": request.actor.kind == "citizen",
        "drafts": [d for d in drafts_here(request) if d.version.procedure.code == entry.code],
    }
    return render(request, "dossiers/citizen/before.html", shown)


def begin(request: HttpRequest, entry: Entry, unit: Unit) -> HttpResponse:
    """Begins a draft, filled in from the profile of who is signed in, and opens its first screen."""
    limits.demand(
        "draft", client_address(request), times=DRAFTS_PER_HOUR, seconds=3600,
        message=_("Đã mở quá nhiều bản khai từ địa chỉ này. Xin thử lại sau."),
    )  # fmt: skip
    version = open_version(entry.code, unit.pk)
    if version is None:
        raise Refusal(_("Thủ tục này hiện không nhận hồ sơ tại đây."))
    draft = begin_draft(
        actor=citizen_or_nobody(request),
        procedure_code=entry.code,
        unit_id=unit.pk,
        session_key=draft_mark(request, create=True),
        answers=first_answers(request, definition_of(version.pk)),
    )
    return HttpResponseRedirect(reverse("dossiers:draft", args=[draft.token]))


def first_answers(request: Any, definition: Definition) -> dict[str, Any]:
    """From the profile, and from the questions about the case that were answered on this device just before."""
    return {**prefilled(definition, profile_of(request)), **unseal_case(request.COOKIES.get(CARRIED, ""), definition)}


def citizen_or_nobody(request: Any) -> Actor:
    """Who files here: a signed-in citizen or nobody known. An officer files as a private person only after signing out."""
    return request.actor if request.actor.kind == "citizen" else ANONYMOUS
