"""Addresses of the room."""

from django.urls import path

from motcua.moderation.views import citizen, desk

app_name = "moderation"
urlpatterns = [
    path("bao-vi-pham/<slug:kind>/<str:code>/", citizen.abuse, name="abuse"),
    path("can-bo/kiem-duyet/", desk.overview, name="desk"),
    path("can-bo/kiem-duyet/<str:subject>/quyet-dinh/", desk.decide, name="decide"),
    path("can-bo/kiem-duyet/<str:subject>/chan/", desk.block, name="block"),
    path("can-bo/kiem-duyet/chan/<int:block_id>/bo/", desk.lift, name="lift"),
]
