"""What surrounds every request: a log line without personal data, counts for /metrics, and words when the database is away."""

import time
import uuid
from collections.abc import Callable
from types import SimpleNamespace

import structlog
from django.db import InterfaceError, OperationalError, close_old_connections
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy
from prometheus_client import Counter, Histogram

from motcua.kernel.refusals import Refusal, TooMany
from motcua.kernel.registry import registry

log = structlog.get_logger("motcua.request")
REQUESTS = Counter("motcua_requests_total", "Requests by method, view and status", ["method", "view", "status"])
SECONDS = Histogram("motcua_request_seconds", "Time to answer", ["view"], buckets=(0.01, 0.03, 0.1, 0.3, 1, 3, 10))
GetResponse = Callable[[HttpRequest], HttpResponse]


class RequestLog:
    """One line a request: view name instead of the address, since addresses carry dossier codes."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Passes the request on, then counts and logs it."""
        began = time.perf_counter()
        number = uuid.uuid4().hex[:16]
        response = self.get_response(request)
        match = request.resolver_match
        view = (match.view_name or "?") if match else "-"
        took = time.perf_counter() - began
        REQUESTS.labels(request.method, view, response.status_code).inc()
        SECONDS.labels(view).observe(took)
        response["X-Request-ID"] = number
        if response.status_code >= 400 or took > 1:
            log.info(
                "answered",
                view=view,
                method=request.method,
                status=response.status_code,
                ms=round(took * 1000),
                id=number,
            )
        return response


class DatabaseAway:
    """A database that does not answer is said in words with 503, and the connection is given up so that the next try is fresh."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Passes the request on; also catches what other middleware meets."""
        try:
            return self.get_response(request)
        except (OperationalError, InterfaceError) as error:
            return self.away(request, error)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The same for what a view meets."""
        if isinstance(exception, OperationalError | InterfaceError):
            return self.away(request, exception)
        return None

    def away(self, request: HttpRequest, error: Exception) -> HttpResponse:
        """503 with a page that needs no database."""
        log.error("database_away", error=type(error).__name__, detail=str(error)[:200])
        close_old_connections()
        response = (
            render(request, "503.html", status=503)
            if not request.path.startswith("/api/")
            else HttpResponse(status=503)
        )
        response["Retry-After"] = "10"
        return response


class QuickAnswers:
    """Lets rooms answer a question before sessions, languages and forms are looked at; `plain_questions` has the pieces.

    A room registers `fn(request) -> response | None` under the section "quick-answers" for addresses of programs and of
    suggestions, or under
    "doors" for any address; None leaves the request to the usual way. For plain public questions only, since nobody has
    signed in yet. A door may put `keep_answer(request, response) -> response` on the request: it gets the finished answer.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Asks the rooms for addresses of programs, then passes the request on."""
        if request.path_info.startswith("/api/"):
            return self.quick(request) or self.get_response(request)
        for door in registry.sections.get("doors", ()):
            if (response := door(request)) is not None:
                return response
        if request.path_info == SUGGESTIONS and (quick := self.quick(request)) is not None:
            return quick
        response = self.get_response(request)
        keep = getattr(request, "keep_answer", None)
        return keep(request, response) if keep is not None else response

    def quick(self, request: HttpRequest) -> HttpResponse | None:
        """What a room answers at once."""
        for answer in registry.sections.get("quick-answers", ()):
            if (response := answer(request)) is not None:
                request.resolver_match = QUICK  # type: ignore[assignment]
                return response
        return None


QUICK = SimpleNamespace(view_name="quick")
# Asked at every letter that is typed.
SUGGESTIONS = "/thu-tuc/goi-y/"
TITLES = {
    403: gettext_lazy("Không có quyền thực hiện việc này"),
    404: gettext_lazy("Không tìm thấy trang này"),
    409: gettext_lazy("Có người vừa làm việc này trước"),
    422: gettext_lazy("Chưa thực hiện được"),
    429: gettext_lazy("Xin thử lại sau ít phút"),
}


class RefusalPages:
    """A refusal no view has caught becomes a page with its own words and a way back; nothing was written."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Passes the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Shows the refusal; programs get JSON."""
        if not isinstance(exception, Refusal):
            return None
        if "text/html" not in request.headers.get("Accept", "text/html"):
            response: HttpResponse = JsonResponse(
                {"code": exception.code, "message": str(exception.message)}, status=exception.status
            )
        else:
            shown = {
                "status": exception.status,
                "title": TITLES.get(exception.status, TITLES[422]),
                "text": exception.message,
                "way": "/can-bo/" if request.path.startswith("/can-bo/") else "/",
                "way_words": gettext("Về trang chủ"),
            }
            response = render(request, "ui/failure.html", shown, status=exception.status)
        if isinstance(exception, TooMany):
            response["Retry-After"] = str(exception.retry_after)
        return response
