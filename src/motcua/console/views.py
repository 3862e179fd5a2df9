"""Answers for load balancers and Prometheus: alive, ready, figures."""

import os

from django.http import HttpRequest, HttpResponse, JsonResponse
from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest

from motcua.accounts.permissions import public
from motcua.console.queries import complaints
from motcua.kernel.models import OutboxMessage

WAITING = Gauge("motcua_outbox_waiting", "Background work not done yet")
FAILED = Gauge("motcua_outbox_failed", "Background work given up")


@public
def health(request: HttpRequest) -> HttpResponse:
    """The process answers; asks nothing of anybody else."""
    return JsonResponse({"status": "ok"})


@public
def ready(request: HttpRequest) -> HttpResponse:
    """Whether requests may be sent here: the database answers with all migrations, the home folder can be written."""
    found = {name: found for name, found in complaints(readiness_only=True).items() if found}
    return JsonResponse(
        {"status": "ready" if not found else "not ready", "checks": sorted(found)}, status=503 if found else 200
    )


@public
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures for Prometheus; only from this machine, or with the token MOTCUA_METRICS_TOKEN as bearer."""
    token = os.environ.get("MOTCUA_METRICS_TOKEN", "")
    near = request.META.get("REMOTE_ADDR") in {"127.0.0.1", "::1", ""} and "HTTP_X_FORWARDED_FOR" not in request.META
    if not near and (not token or request.headers.get("Authorization") != f"Bearer {token}"):
        return HttpResponse(status=403)
    WAITING.set(OutboxMessage.objects.filter(done_at__isnull=True, failed_at__isnull=True).count())
    FAILED.set(OutboxMessage.objects.filter(failed_at__isnull=False).count())
    return HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)
