"""GeoReport v2: services, definitions, requests and tokens of the places that take reports, in JSON and XML.

Nobody signs in here and no cookie is looked at: reading is public, writing needs the key of the place.
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from motcua.accounts.permissions import client_address, public
from motcua.api.actions import in_words, post_later, post_now
from motcua.api.queries import open311
from motcua.api.queries.keys import key_of
from motcua.api.views import asked
from motcua.api.views.formats import FORMATS, answered, failed
from motcua.feedback.queries.categories import places_with_categories
from motcua.feedback.queries.open_data import open_reports, open_reports_of
from motcua.kernel import limits
from motcua.kernel.refusals import NotAllowed, NotFound, Refusal, TooMany
from motcua.units.models import Unit

TOKEN = re.compile(r"[\w-]{16,64}", re.ASCII)
View = Callable[..., HttpResponse]


def spoken(*methods: str) -> Callable[[View], View]:
    """A view whose refusals are GeoReport's error bodies, for these methods; an unknown format is said in XML."""

    def wrap(view: View) -> View:
        @public
        @csrf_exempt
        @wraps(view)
        def guarded(request: HttpRequest, form: str = "xml", **more: Any) -> HttpResponse:
            if form not in FORMATS:
                return failed("xml", 404, _("Chỉ có định dạng xml và json."))
            if request.method not in methods:
                response = failed(form, 405, _("Địa chỉ này không nhận phương thức đó."))
                response["Allow"] = ", ".join(methods)
                return response
            try:
                who = client_address(request)
                limits.demand("open311", who, times=300, seconds=60, message=_("Hỏi quá nhiều. Xin chờ một phút."))
                return view(request, form, **more)
            except Refusal as refusal:
                return refused(form, refusal)

        return guarded

    return wrap


def refused(form: str, refusal: Refusal) -> HttpResponse:
    """A refusal in the specification's words: 403, 404, 429 as they are, everything else 400."""
    status = refusal.status if refusal.status in (403, 404, 429) else 400
    response = failed(form, status, in_words(refusal))
    if isinstance(refusal, TooMany):
        response["Retry-After"] = str(refusal.retry_after)
    return response


def place_of(values: Any) -> Unit:
    """The jurisdiction that is meant; the only one when there is only one."""
    places = places_with_categories()
    code = values.get("jurisdiction_id", "").strip()
    if not code:
        if len(places) == 1:
            return places[0]
        raise Refusal(_("Thiếu jurisdiction_id."))
    found = next((place for place in places if place.code == code), None)
    if found is None:
        raise NotFound(_("Không có jurisdiction_id này."))
    return found


@spoken("GET", "HEAD")
def discovery(request: HttpRequest, form: str) -> HttpResponse:
    """Where everything is."""
    return answered(form, "discovery", open311.discovery(places_with_categories()))


@spoken("GET", "HEAD")
def services(request: HttpRequest, form: str) -> HttpResponse:
    """What can be reported at a place."""
    return answered(form, "services", open311.services(place_of(request.GET).pk))


@spoken("GET", "HEAD")
def definition(request: HttpRequest, form: str, code: str) -> HttpResponse:
    """What is asked besides for one service."""
    found = open311.definition(place_of(request.GET).pk, code)
    if found is None:
        raise NotFound(_("Không có loại phản ánh (service_code) này."))
    return answered(form, "service_definition", found)


@spoken("GET", "HEAD", "POST")
def requests(request: HttpRequest, form: str) -> HttpResponse:
    """Published reports by filters; or a new one."""
    if request.method == "POST":
        return posted(request, form)
    place = place_of(request.GET)
    named = asked.listed(request.GET, "service_request_id")[: asked.MOST_CODES]
    found = open_reports_of(place.pk, named) if named else open_reports(place.pk, **asked.filters(request.GET))
    return answered(form, "service_requests", [open311.request_of(report) for report in found])


def posted(request: HttpRequest, form: str) -> HttpResponse:
    """A report of a program: at once, or later under a token with `Prefer: respond-async`."""
    place = place_of(request.POST if request.POST.get("jurisdiction_id") else request.GET)
    key = key_of(request.POST.get("api_key", ""), place.pk)
    if key is None:
        raise NotAllowed(_("Thiếu api_key hoặc khóa không dùng được cho nơi này."))
    post, media = asked.post_of(request), asked.media_of(request)
    if "respond-async" in request.headers.get("Prefer", ""):
        row: dict[str, Any] = {"token": post_later(key=key, post=post, media=media).token}
    else:
        row = open311.accepted(post_now(key=key, post=post, media=media))
    return answered(form, "service_requests", [row], status=201)


@spoken("GET", "HEAD")
def one_request(request: HttpRequest, form: str, code: str) -> HttpResponse:
    """One report: whole when it was published, else where it stands."""
    found = open_reports_of(place_of(request.GET).pk, [code])
    if not found:
        raise NotFound(_("Không có phản ánh (service_request_id) này."))
    return answered(form, "service_requests", [open311.request_of(report) for report in found])


@spoken("GET", "HEAD")
def token(request: HttpRequest, form: str, token: str) -> HttpResponse:
    """The code of a report that was sent under a token; without it as long as there is none."""
    place = place_of(request.GET)
    found = open311.posting_of(place.pk, token) if TOKEN.fullmatch(token) else None
    if found is None:
        raise NotFound(_("Không có mã chờ (token) này."))
    if found.refusal:
        raise Refusal(found.refusal)
    row = {"service_request_id": found.report_code or None, "token": found.token}
    return answered(form, "service_requests", [row])
