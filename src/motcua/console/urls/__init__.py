"""Addresses for the machines that watch this one."""

from django.urls import path

from motcua.console.views import health, metrics, ready

urlpatterns = [
    path("healthz", health, name="health"),
    path("readyz", ready, name="ready"),
    path("metrics", metrics, name="metrics"),
]
