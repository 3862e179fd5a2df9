"""Addresses of the officers' door."""

from django.urls import path

from motcua.desk.views import bell, board, find, hand_over, inbox

app_name = "desk"
urlpatterns = [
    path("can-bo/", inbox.home, name="home"),
    path("can-bo/tim/", find.find, name="find"),
    path("can-bo/dieu-hanh/", board.overview, name="board"),
    path("can-bo/dieu-hanh/<int:unit_id>/", board.overview, name="board-unit"),
    path("can-bo/ban-giao/", hand_over.hand_over, name="hand-over"),
    path("can-bo/thong-bao/", bell.messages_page, name="bell"),
]
