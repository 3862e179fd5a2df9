"""The hall display: works on any browser, without scripts by loading itself anew; and the sounds of its calls."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.accounts.permissions import public
from motcua.kernel.refusals import NotFound
from motcua.kiosk.providers import espeak
from motcua.kiosk.queries.places import place_at
from motcua.kiosk.queries.voices import sound
from motcua.queueing.queries import snapshot

A_DAY = "public, max-age=86400, immutable"


@public
@require_safe
def display(request: HttpRequest, desk: str) -> HttpResponse:
    """The numbers being called, how many wait for what, and who was called and did not come."""
    place = place_at(desk)
    context = {
        "desk": place.desk,
        "place": place.name,
        "board": snapshot(place.desk.pk),
        "speaks": espeak.available(),
    }
    response = render(request, "kiosk/display.html", context)
    response["Cache-Control"] = "no-store"
    return response


@public
@require_safe
def voice(request: HttpRequest, desk: str, name: str) -> HttpResponse:
    """The sound of a sentence that the display shows, by the hash of its text; nothing else is ever spoken."""
    spoken = sound(place_at(desk).desk.pk, name)
    if spoken is None:
        raise NotFound(_("Không có tiếng cho câu này."))
    return HttpResponse(spoken, content_type="audio/wav", headers={"Cache-Control": A_DAY})
