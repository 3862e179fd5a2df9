"""Addresses of the room, for officers and for everybody else."""

from motcua.dossiers.urls import desk

app_name = "dossiers"
urlpatterns = [*desk.urlpatterns]
