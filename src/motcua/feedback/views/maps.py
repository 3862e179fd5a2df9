"""Maps: what was published in a place, and what officers have before them."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from motcua.accounts.permissions import officer, public
from motcua.feedback.models import Category
from motcua.feedback.permissions import house
from motcua.feedback.queries.categories import leaves_of, places_with_categories
from motcua.feedback.queries.clusters import Wanted, drawings, look, tile_typed
from motcua.feedback.queries.desk_map import MOST_READ, Asked, desk_map
from motcua.kernel.typed import page_typed
from motcua.units.queries import unit_at_address, unit_by_id

SPANS = (30, 90, 365)


def wanted_of(request: HttpRequest, categories: Sequence[Category]) -> Wanted:
    """What a map is asked for; whatever is unknown counts as not said."""
    days, key = request.GET.get("ngay", ""), request.GET.get("nhom", "")
    category = next((each for each in categories if each.key == key), None)
    return Wanted(
        category_key=category.key if category else "",
        category_id=category.pk if category else None,
        days=int(days) if days in map(str, SPANS) else 365,
        tile=tile_typed(request.GET.get("o", "")),
        page=page_typed(request.GET.get("trang")),
    )


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
    categories = leaves_of(unit.pk) if unit else []
    wanted = wanted_of(request, categories)
    context: dict[str, Any] = {
        "places": places, "unit": unit, "categories": categories, "wanted": wanted, "spans": SPANS,
        # Counted and drawn only when no drawing of this minute is kept; what is taken off the public pages ends all that are.
        "look": partial(look, unit, wanted) if unit else None,
        "kept": [get_language(), drawings(), unit.pk, wanted] if unit else [],
    }  # fmt: skip
    return render(request, "feedback/citizen/map.html", context)


@officer("feedback.view")
@require_safe
def officers_map(request: Any) -> HttpResponse:
    """The reports sent to the officer's own place, as far as they are in scope."""
    unit_id = house(request.actor.unit_id)
    if unit_id is None:
        raise Http404
    categories = leaves_of(unit_id)
    category = next((each for each in categories if each.key == request.GET.get("nhom", "")), None)
    asked = Asked(
        category_key=category.key if category else "",
        category_id=category.pk if category else None,
        everything=request.GET.get("gom") == "tat-ca",
        tile=tile_typed(request.GET.get("o", "")),
    )
    context = {
        "place": unit_by_id(unit_id), "look": desk_map(request.actor, unit_id, asked), "asked": asked,
        "categories": categories, "most": MOST_READ,
    }  # fmt: skip
    return render(request, "feedback/desk/map.html", context)
