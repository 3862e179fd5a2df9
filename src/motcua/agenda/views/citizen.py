"""Pages for everybody: the places that publish, a place's week, and the calendars for programs."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.accounts.permissions import client_address, public
from motcua.agenda.queries import places_published, published_week
from motcua.agenda.queries.days import day_words
from motcua.agenda.queries.feeds import own_calendar, owner_of, unit_calendar
from motcua.agenda.queries.published import PLACES, has_earlier, regions_published
from motcua.agenda.queries.weekly import week_or_present
from motcua.kernel import clock, ids, limits
from motcua.kernel.refusals import NotFound
from motcua.units.models import Unit
from motcua.units.queries import unit_at_address, unit_by_code

CALENDAR = "text/calendar; charset=utf-8"


def place_of_code(code: str) -> Unit:
    """A people's committee; 404 otherwise."""
    try:
        unit = unit_by_code(code)
    except NotFound:
        raise Http404 from None
    if unit.level not in PLACES:
        raise Http404
    return unit


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Whose calendar: a place's own site knows already."""
    places = places_published()
    here = unit_at_address(request.get_host(), request.path)
    if here is not None and here.pk in {place.pk for place in places}:
        return redirect("agenda:week", here.code)
    return render(request, "agenda/citizen/home.html", {"regions": regions_published()})


@public
@require_safe
def week(request: HttpRequest, place: str) -> HttpResponse:
    """The week of a place, as it was last published."""
    unit = place_of_code(place)
    today = clock.today()
    chosen = week_or_present(request.GET.get("ngay", ""), today)
    shown = published_week(unit, chosen.monday)
    context = {
        "unit": unit,
        "week": chosen,
        "shown": shown,
        "days": day_words(unit.pk, chosen.days),
        "today": today,
        "present": today in chosen.days,
        "no_before": chosen.monday <= today and not has_earlier(unit.pk, chosen),
        "no_after": not chosen.after.may_change(today) and chosen.monday > today,
        "feed": f"{settings.PUBLIC_ADDRESS}{reverse('agenda:feed', args=[unit.code])}",
    }
    return render(request, "agenda/citizen/week.html", context)


def calendar_answer(request: HttpRequest, text: str, name: str) -> HttpResponse:
    """A calendar as a file; a program that has it already gets 304."""
    mark = quote_etag(ids.keyed_hash(text, purpose="agenda-etag")[:32])
    answer = HttpResponse(text.encode(), content_type=CALENDAR)
    answer["Content-Disposition"] = f'inline; filename="{name}.ics"'
    answer["ETag"], answer["Cache-Control"] = mark, "no-cache"
    found: Any = get_conditional_response(request, etag=mark, response=answer)
    return found if isinstance(found, HttpResponse) else answer


@public
@require_safe
def unit_feed(request: HttpRequest, place: str) -> HttpResponse:
    """A place's published weeks for calendar programs."""
    unit = place_of_code(place)
    return calendar_answer(request, unit_calendar(unit), f"lich-cong-tac-{unit.code}")


@public
@require_safe
def own_feed(request: HttpRequest, token: str) -> HttpResponse:
    """An officer's own published work, under an address nobody can guess."""
    limits.demand(
        "agenda-feed",
        client_address(request),
        times=120,
        seconds=60,
        message=_("Quá nhiều lần. Xin thử lại sau một phút."),
    )
    user = owner_of(token)
    if user is None:
        raise Http404
    answer = calendar_answer(request, own_calendar(user), "lich-cong-tac")
    answer["Cache-Control"] = "private, no-cache"
    answer["X-Robots-Tag"] = "noindex"
    return answer
