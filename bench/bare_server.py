"""The baseline's server: the same uvicorn, a2wsgi and threads as the product's, one view with one indexed SELECT."""

import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.bare_settings"

import django
from a2wsgi import WSGIMiddleware
from django.core.handlers.wsgi import WSGIHandler
from django.db import models
from django.http import HttpRequest, JsonResponse
from django.urls import path

django.setup()


class Row(models.Model):
    """The dossiers' table, seen with three columns."""

    code = models.CharField(max_length=64)
    state = models.CharField(max_length=32)

    class Meta:
        app_label = "bench"
        managed = False
        db_table = "dossiers_dossier"


def bare(request: HttpRequest, code: str) -> JsonResponse:
    """One row by its indexed code."""
    row = Row.objects.get(code=code)
    return JsonResponse({"code": row.code, "state": row.state})


def health(request: HttpRequest) -> JsonResponse:
    """Alive."""
    return JsonResponse({})


urlpatterns = [path("healthz", health), path("bare/<str:code>", bare)]
application = WSGIMiddleware(WSGIHandler(), workers=int(os.environ.get("MOTCUA_THREADS", "4")))  # type: ignore[arg-type]

if __name__ == "__main__":
    import uvicorn

    uvicorn.run(
        application, host="127.0.0.1", port=int(sys.argv[1]), log_level="error", access_log=False, lifespan="off"
    )
