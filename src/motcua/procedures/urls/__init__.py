"""Addresses of the room, mounted at the root."""

from django.urls import include, path

from motcua.procedures.urls import citizen, unanswered

urlpatterns = [
    path("", include((citizen.urlpatterns + unanswered.urlpatterns, "procedures"))),
    path("can-bo/thu-tuc/", include("motcua.procedures.urls.editors")),
    path("can-bo/quy-dinh-rieng/", include("motcua.procedures.urls.desk")),
]
