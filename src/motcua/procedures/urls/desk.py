"""Addresses of the catalogue for officers."""

from django.urls import path

from motcua.procedures.views import overrides

app_name = "procedures-desk"
urlpatterns = [
    path("", overrides.listing, name="overrides"),
    path("ket-thuc/<int:override_id>/", overrides.end, name="override-end"),
    path("<str:code>/", overrides.edit, name="override"),
]
