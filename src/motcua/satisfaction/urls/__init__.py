"""Addresses of the room."""

from django.urls import path

from motcua.satisfaction.views import citizen, desk

app_name = "satisfaction"
urlpatterns = [
    path("hai-long/<slug:code>/", citizen.faces, name="faces"),
    path("hai-long/<slug:code>/cam-on/", citizen.thanks, name="thanks"),
    path("hai-long/<slug:code>/tai-quay/", citizen.tablet, name="tablet"),
    path("can-bo/hai-long/", desk.overview_page, name="overview"),
    path("can-bo/hai-long/ma-qr.pdf", desk.poster_page, name="poster"),
]
