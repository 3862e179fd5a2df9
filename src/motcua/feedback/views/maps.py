"""Maps: what was published in a place, and what officers have before them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.accounts.permissions import officer, public
from motcua.feedback.permissions import house
from motcua.feedback.queries.categories import leaves_of, places_with_categories
from motcua.feedback.queries.maps import MOST_PINS, Wanted, desk_map, public_map
from motcua.units.queries import unit_at_address, unit_by_id

SPANS = (30, 90, 365)


@public
@require_safe
def published_map(request: HttpRequest) -> HttpResponse:
    """The published reports of one place."""
    places = places_with_categories()
    code = request.GET.get("don-vi", "")
    here = unit_at_address(request.get_host(), request.path)
    unit = next((place for place in places if place.code == (code or (here.code if here else place.code))), None)
    if code and unit is None:
        raise Http404
    days = request.GET.get("ngay", "365")
    key = request.GET.get("nhom", "")[:60]
    categories = leaves_of(unit.pk) if unit else []
    wanted = Wanted(
        category_key=key if key in {each.key for each in categories} else "",
        days=int(days) if days in map(str, SPANS) else 365,
    )
    context: dict[str, Any] = {
        "places": places, "unit": unit, "categories": categories, "wanted": wanted, "spans": SPANS, "most": MOST_PINS,
        "sheet": public_map(unit.pk, wanted) if unit else None,
    }  # fmt: skip
    return render(request, "feedback/citizen/map.html", context)


@officer("feedback.view")
@require_safe
def officers_map(request: Any) -> HttpResponse:
    """The reports sent to the officer's own place, as far as they are in scope."""
    unit_id = house(request.actor.unit_id)
    if unit_id is None:
        raise Http404
    everything = "tat-ca" in request.GET
    sheet = desk_map(request.actor, unit_id, open_only=not everything)
    context = {"place": unit_by_id(unit_id), "sheet": sheet, "all": everything}
    return render(request, "feedback/desk/map.html", context)
