"""Addresses of the officers' door."""

from django.urls import path

from motcua.desk.views import account, bell, board, find, hand_over, inbox

app_name = "desk"
urlpatterns = [
    path("can-bo/", inbox.home, name="home"),
    path("can-bo/tim/", find.find, name="find"),
    path("can-bo/dieu-hanh/", board.overview, name="board"),
    path("can-bo/dieu-hanh/<int:unit_id>/", board.overview, name="board-unit"),
    path("can-bo/trach-nhiem/", account.overview, name="account"),
    path("can-bo/trach-nhiem/viec/", account.behind, name="account-items"),
    path("can-bo/trach-nhiem/<int:year>.pdf", account.on_paper, name="account-pdf"),
    path("can-bo/trach-nhiem/<int:year>.xlsx", account.as_table, name="account-xlsx"),
    path("can-bo/trach-nhiem/viec/<int:item_id>/ly-do/", account.ask, name="excuse-ask"),
    path("can-bo/trach-nhiem/ly-do/<int:excuse_id>/", account.excuse, name="excuse"),
    path("can-bo/ban-giao/", hand_over.hand_over, name="hand-over"),
    path("can-bo/thong-bao/", bell.messages_page, name="bell"),
]
