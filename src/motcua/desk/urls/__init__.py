"""Addresses of the officers' door."""

from django.urls import path

from motcua.desk.views import board, find, hand_over, inbox

urlpatterns = [
    path("can-bo/", inbox.home, name="desk-home"),
    path("can-bo/tim/", find.find, name="desk-find"),
    path("can-bo/dieu-hanh/", board.overview, name="desk-board"),
    path("can-bo/dieu-hanh/<int:unit_id>/", board.overview, name="desk-board-unit"),
    path("can-bo/ban-giao/", hand_over.hand_over, name="desk-hand-over"),
]
