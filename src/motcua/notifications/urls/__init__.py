"""Addresses of the room."""

from django.urls import path

from motcua.notifications.views import citizen, devices

urlpatterns = [
    path("cua-toi/thong-bao/", citizen.messages, name="notifications-messages"),
    path("cua-toi/thong-bao/may/<int:device_id>/ngung/", devices.end_listed, name="notifications-device-end"),
    path("thong-bao-may/", devices.state, name="notifications-push"),
    path("thong-bao-may/bat/", devices.begin, name="notifications-push-begin"),
    path("thong-bao-may/tat/", devices.end, name="notifications-push-end"),
]
