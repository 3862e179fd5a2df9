"""Pages of the catalogue for everybody."""

from django.urls import path

from motcua.procedures.views import citizen

app_name = "procedures"
urlpatterns = [
    path("", citizen.catalogue, name="catalogue"),
    path("<str:code>/", citizen.procedure, name="procedure"),
]
