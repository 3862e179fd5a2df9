"""Addresses of the room; those with a token stand in letters and never change."""

from django.urls import path

from motcua.subscriptions.views import citizen

app_name = "subscriptions"
urlpatterns = [
    path("nhan-tin/", citizen.ask, name="ask"),
    path("nhan-tin/<str:token>/", citizen.show, name="show"),
    path("nhan-tin/<str:token>/xac-nhan/", citizen.confirm, name="confirm"),
    path("nhan-tin/<str:token>/huy/", citizen.end, name="end"),
]
