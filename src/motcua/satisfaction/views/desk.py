"""Officers' pages: coverage of every place, what people said, the poster for the wall."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from motcua.accounts.permissions import holds, officer
from motcua.kernel import clock
from motcua.kernel.refusals import NotFound
from motcua.kernel.typed import day_typed
from motcua.satisfaction.models import FACE_WORDS, REASON_WORDS
from motcua.satisfaction.queries import overview, poster
from motcua.satisfaction.rules import TARGET, Face
from motcua.units.queries import place_of

LONGEST = timedelta(days=3660)


@officer("satisfaction.view")
@require_safe
def overview_page(request: Any) -> HttpResponse:
    """The figures of a period; this year's without one."""
    today = clock.today()
    first = day_typed(request.GET.get("tu", "")) or today.replace(month=1, day=1)
    last = max(first, min(day_typed(request.GET.get("den", "")) or today, first + LONGEST))
    shown = overview(request.actor, first, last)
    context = {
        "shown": shown,
        "first": first,
        "last": last,
        "target": TARGET,
        "place": place_of(request.actor.unit_id),
        "may_survey": holds(request.actor, "satisfaction.survey"),
        "reasons": [(REASON_WORDS.get(key, key), number) for key, number in shown.reasons],
        "comments": [{**row, "words": FACE_WORDS[Face(row["face"])]} for row in shown.comments],
    }
    return render(request, "satisfaction/desk/overview.html", context)


@officer("satisfaction.view")
@require_safe
def poster_page(request: Any) -> HttpResponse:
    """The poster of the officer's own place."""
    place = place_of(request.actor.unit_id)
    if place is None:
        raise NotFound(_("Không tìm thấy đơn vị."))
    name = f'inline; filename="hai-long-{place.code}.pdf"'
    return HttpResponse(poster(place), content_type="application/pdf", headers={"Content-Disposition": name})
