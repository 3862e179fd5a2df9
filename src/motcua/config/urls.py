"""Mounts each installed room's addresses. A room is mounted by having `urls`; nothing else here names a room's views."""

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path


def mounted() -> list[URLPattern | URLResolver]:
    """The addresses of every installed room, doors last so that a room's own address wins.

    Programs ask most often, under one beginning that nobody else uses: it is tried before all pages.
    """
    patterns: list[URLPattern | URLResolver] = []
    for room in sorted(settings.ROOMS, key=lambda room: room != "api"):
        if find_spec(f"motcua.{room}.urls") is not None:
            patterns.append(path("", include(import_module(f"motcua.{room}.urls"))))
    return patterns


urlpatterns = mounted()
