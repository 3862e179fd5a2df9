"""Addresses of the room, mounted at the root."""

from django.urls import include, path

urlpatterns = [
    path("thu-tuc/", include("motcua.procedures.urls.citizen")),
    path("can-bo/quy-dinh-rieng/", include("motcua.procedures.urls.desk")),
]
