"""Feeds, calendar, sitemap and robots.txt of a site."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from motcua.accounts.permissions import public
from motcua.pages.queries import feeds
from motcua.pages.queries.frames import SiteFrame
from motcua.pages.queries.sites import face_of
from motcua.pages.views.site import frame_of


def made(request: HttpRequest, code: str, build: Callable[[SiteFrame, feeds.Whole], str], kind: str) -> HttpResponse:
    """A text for programs; kept like the pages."""
    frame = frame_of(request, face_of(code))
    response = HttpResponse(build(frame, request.build_absolute_uri), content_type=kind)
    response["Cache-Control"] = "no-cache"
    return response


@public
@require_safe
def newest(request: HttpRequest, code: str) -> HttpResponse:
    """The Atom feed."""
    return made(request, code, feeds.newest, "application/atom+xml; charset=utf-8")


@public
@require_safe
def events(request: HttpRequest, code: str) -> HttpResponse:
    """The calendar of events."""
    return made(request, code, feeds.events, "text/calendar; charset=utf-8")


@public
@require_safe
def sitemap(request: HttpRequest, code: str) -> HttpResponse:
    """The map for search engines."""
    return made(request, code, feeds.map_of, "application/xml; charset=utf-8")


@public
@require_safe
def robots(request: HttpRequest, code: str) -> HttpResponse:
    """Everything may be read but the search; here is the map."""

    def lines(frame: SiteFrame, whole: feeds.Whole) -> str:
        return (
            f"User-agent: *\nDisallow: {frame.base}tim-tren-trang\nDisallow: /can-bo/\n"
            f"Sitemap: {whole(f'{frame.base}sitemap.xml')}\n"
        )

    return made(request, code, lines, "text/plain; charset=utf-8")
