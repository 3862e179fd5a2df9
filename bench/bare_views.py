"""The baseline's one view: one indexed SELECT through the ORM, answered as JSON."""

from django.db import models
from django.http import HttpRequest, JsonResponse
from django.urls import path


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
