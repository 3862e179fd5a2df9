"""Addresses of the room: the switches of language and text size, and what makes the site an installable app."""

from django.urls import path

from motcua.ui.views import app, preferences

app_name = "ui"
urlpatterns = [
    path("ngon-ngu/", preferences.language, name="language"),
    path("co-chu/", preferences.text_size, name="text_size"),
    path("khan-cap/", preferences.fold, name="fold"),
    path("sw.js", app.service_worker, name="service_worker"),
    path("manifest.webmanifest", app.manifest, name="manifest"),
    path("ngoai-tuyen/", app.offline, name="offline"),
]
