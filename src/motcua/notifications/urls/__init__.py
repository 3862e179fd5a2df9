"""Addresses of the room."""

from django.urls import path

from motcua.notifications.views import citizen

urlpatterns = [
    path("cua-toi/thong-bao/", citizen.messages, name="notifications-messages"),
]
