"""A draft in the site's own look, for the officers of the unit alone: as wide as their screen, or as a phone shows it."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from motcua.accounts.permissions import officer
from motcua.pages.queries import desk, flow
from motcua.pages.queries.frames import SiteFrame
from motcua.pages.queries.pages import shown_entry
from motcua.pages.queries.sites import face_of


@officer("pages.write")
@csp_replace({"frame-ancestors": [SELF]})
@xframe_options_sameorigin
@require_safe
def preview(request: Any, entry_id: int) -> HttpResponse:
    """The page as it would stand on the site, with a line that it is a draft; nobody keeps it."""
    entry = flow.latest_of(flow.entry_for(request.actor, entry_id))
    face = face_of(desk.site_of(request.actor, entry).unit.code)
    frame = SiteFrame(face, face.base)
    context = {"here": frame, "draft": True, "section": frame.section(entry.kind), **shown_entry(frame, entry)}
    response = render(request, "pages/citizen/entry.html", context)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@officer("pages.write")
@require_safe
def on_a_phone(request: Any, entry_id: int) -> HttpResponse:
    """A frame as wide as a phone around the draft."""
    entry = flow.latest_of(flow.entry_for(request.actor, entry_id))
    context = {"entry": entry, "site": desk.site_of(request.actor, entry)}
    return render(request, "pages/desk/phone.html", context)
