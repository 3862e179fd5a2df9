"""The door of the room for everybody: look a code up, what was published with its filters, and the feed of it."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from motcua.accounts.permissions import client_address, public
from motcua.feedback.queries.categories import leaves_of, places_with_categories
from motcua.feedback.queries.clusters import newest_published, tile_typed
from motcua.feedback.queries.following import followed_by, sent_by
from motcua.feedback.queries.ownership import RECEIPTS
from motcua.feedback.queries.reports import by_code, published, took
from motcua.feedback.views.citizen import place_of_code
from motcua.feedback.views.status import TOO_MANY_LOOKS
from motcua.feedback.views.unknown import unknown_code
from motcua.kernel import clock, limits
from motcua.kernel.registry import registry
from motcua.kernel.typed import page_typed
from motcua.units.queries import unit_at_address, unit_by_id

VERDICTS = {"dung-han": ("on_time", _("Đúng hạn")), "qua-han": ("late", _("Quá hạn"))}


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The door: report something, look a code up, and what was published."""
    typed = request.GET.get("ma", "").strip()[:60]
    if typed:
        limits.demand("feedback.look", client_address(request), times=60, seconds=60, message=TOO_MANY_LOOKS)
        report = by_code(typed)
        return redirect("feedback:status", report.code) if report else unknown_code(request, typed)
    places = places_with_categories()
    unit = next((place for place in places if place.code == request.GET.get("don-vi")), None)
    context = {
        "places": places,
        "unit": unit,
        "here": unit or unit_at_address(request.get_host(), request.path),
        "news": [each() for each in registry.sections.get("feedback-news", ())],
        "sent": sent_by(request.actor, RECEIPTS.codes(request)),  # type: ignore[attr-defined]
        "followed": followed_by(request.actor),  # type: ignore[attr-defined]
        **shelf(request, unit.pk if unit else None),
    }
    return render(request, "feedback/citizen/home.html", context)


def shelf(request: HttpRequest, unit_id: int | None) -> dict[str, Any]:
    """A page of what was published, by the filters of the address; a filter that is none is left out."""
    categories = leaves_of(unit_id) if unit_id else []
    category = next((each for each in categories if each.key == request.GET.get("nhom", "")), None)
    asked = request.GET.get("ket-qua", "")
    verdict = VERDICTS[asked][0] if asked in VERDICTS else ""
    number = page_typed(request.GET.get("trang"))
    page = published(unit_id=unit_id, category_id=category.pk if category else None, verdict=verdict, page=number)
    return {
        "page": page,
        "rows": [
            {"report": report, "unit": unit_by_id(report.unit_id), "took": took(report)} for report in page.object_list
        ],
        "categories": categories,
        "category_key": category.key if category else "",
        "verdicts": [(value, words) for value, (_verdict, words) in VERDICTS.items()],
        "verdict": asked if verdict else "",
    }


def on_my_page(request: Any) -> tuple[str, dict[str, Any]] | None:
    """The part of "my page": the newest reports sent under the account, whatever the browser they were sent from."""
    sent = sent_by(request.actor, [], most=5)
    return ("feedback/citizen/sent.html", {"sent": sent}) if sent else None


@public
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """What was published, as an Atom feed; `?don-vi=` for one place, `&nhom=` for a category, `&o=` for a part of its map."""
    code = request.GET.get("don-vi", "")
    unit = place_of_code(code) if code else None
    key = request.GET.get("nhom", "")
    category = next((each for each in leaves_of(unit.pk) if each.key == key), None) if unit and key else None
    if key and category is None:
        raise Http404
    tile = tile_typed(request.GET.get("o", "")) if unit else None
    reports = newest_published(unit.pk if unit else None, category.pk if category else None, tile)
    context = {
        "unit": unit,
        "category": category,
        "reports": reports,
        "address": settings.PUBLIC_ADDRESS,
        "here": request.get_full_path(),
        "updated": reports[0].published_at if reports else clock.now(),
    }
    return render(request, "feedback/citizen/feed.xml", context, content_type="application/atom+xml; charset=utf-8")
