"""Saves a screen while it is being typed; nothing is checked, nothing is lost."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.accounts.permissions import public
from motcua.dossiers.actions import save_draft
from motcua.dossiers.actions.attaching import attach_papers
from motcua.dossiers.models import Draft
from motcua.dossiers.views.citizen.opening import CONTACT, PAPERS, Way, open_way
from motcua.dossiers.views.citizen.papers import contact_form, keep_contact
from motcua.dossiers.views.citizen.renewing import from_before
from motcua.files.permissions import owner_of
from motcua.kernel import clock
from motcua.kernel.refusals import Refusal
from motcua.procedures.queries import parse_form


@public
@require_POST
def autosave(request: Any, token: str) -> HttpResponse:
    """Saves what one screen holds now. The field `muc` names the screen."""
    try:
        saved = save_screen(request, open_way(request, token))
    except Refusal as refusal:
        return JsonResponse({"code": refusal.code, "message": str(refusal.message)}, status=refusal.status)
    return JsonResponse({"saved_at": saved.updated_at.isoformat(), "revision": saved.revision, "words": saved_words()})


def save_screen(request: Any, way: Way) -> Draft:
    """The papers, the contact, or a screen of the form; an unknown screen changes nothing."""
    key = request.POST.get("muc", "")
    if key == PAPERS:
        return save_papers(request, way)
    if key == CONTACT:
        keep_contact(request, way, contact_form(request, way, request.POST).typed())
        return way.draft
    if from_before(request, way, key):
        return way.draft
    part = next((each for each in way.definition.form.sections if each.key == key), None)
    return save_draft(
        actor=request.actor,
        token=way.draft.token,
        session_key=way.mark,
        answers=parse_form(part, request.POST) if part else None,
        section=key if part else None,
    )


def save_papers(request: Any, way: Way) -> Draft:
    """Keeps the ids of files that the browser has sent on their own."""
    known = {paper.key: request.POST.getlist(f"giay-{paper.key}") for paper in way.papers()}
    return attach_papers(
        actor=request.actor,
        token=way.draft.token,
        session_key=way.mark,
        papers=known,
        owner=owner_of(request),
        section=PAPERS,
    )


def saved_words() -> str:
    """'Đã lưu lúc 09:30'."""
    return _("Đã lưu lúc %(at)s") % {"at": f"{clock.local(clock.now()):%H:%M}"}
