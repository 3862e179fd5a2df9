"""Mounts each installed room's addresses. A room is mounted by having `urls`; nothing else here names a room's views."""

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from motcua.config.addresses import ByFirstPart


def mounted() -> list[URLPattern | URLResolver]:
    """The addresses of every installed room, doors last so that a room's own address wins."""
    patterns: list[URLPattern | URLResolver] = []
    for room in settings.ROOMS:
        if find_spec(f"motcua.{room}.urls") is not None:
            patterns.append(path("", include(import_module(f"motcua.{room}.urls"))))
    return patterns


urlpatterns = [ByFirstPart(mounted())]
