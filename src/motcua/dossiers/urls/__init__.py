"""Addresses of the room, for officers and for everybody else."""

from motcua.dossiers.urls import citizen, desk

app_name = "dossiers"
urlpatterns = [*citizen.urlpatterns, *desk.urlpatterns]
