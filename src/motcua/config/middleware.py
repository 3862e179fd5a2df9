"""What surrounds every request: a log line without personal data, counts for /metrics, and words when the database is away."""

import time
import uuid
from collections.abc import Callable

import structlog
from django.db import InterfaceError, OperationalError, close_old_connections
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from prometheus_client import Counter, Histogram

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
