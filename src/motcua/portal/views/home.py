"""The home page, and choosing one's unit."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.permissions import public, safe_next
from motcua.kernel.registry import HomeTile, registry
from motcua.portal import queries

YEAR = 365 * 24 * 3600


def tiles() -> list[tuple[HomeTile, str]]:
    """Home tiles whose address exists in this installation."""
    found = []
    for tile in registry.tiles:
        try:
            found.append((tile, reverse(tile.url_name)))
        except NoReverseMatch:
            continue
    return found


def sections(place: str, request: HttpRequest) -> list[SafeString]:
    """The parts other rooms add to a page, rendered; builders that have nothing to say are left out."""
    built = (build(request) for build in registry.sections.get(place, ()))
    return [SafeString(render_to_string(template, context, request)) for template, context in filter(None, built)]


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Search, tracking, tiles, one's unit."""
    suggestions: list[Any] = [
        item for build in registry.sections.get("home-suggestions", ()) for item in build(request) or ()
    ]
    return render(
        request,
        "portal/citizen/home.html",
        {
            "tiles": tiles(),
            "unit": queries.chosen_unit(request),
            "suggestions": suggestions[:6],
            "sections": sections("home", request),
        },
    )


@public
@require_http_methods(["GET", "HEAD", "POST"])
def choose_unit(request: HttpRequest) -> HttpResponse:
    """The page to choose one's ward or commune; the choice is a cookie, so nobody must sign in for it."""
    if request.method != "POST":
        context = {
            "groups": queries.unit_choices(),
            "unit": queries.chosen_unit(request),
            "next": safe_next(request, "/"),
        }
        return render(request, "portal/citizen/choose_unit.html", context)
    answer = HttpResponseRedirect(safe_next(request, reverse("portal:home")))
    code = request.POST.get("don-vi", "")
    if code in {choice.code for group in queries.unit_choices() for choice in group.choices}:
        answer.set_cookie(queries.UNIT_COOKIE, code, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    else:
        answer.delete_cookie(queries.UNIT_COOKIE)
    return answer
