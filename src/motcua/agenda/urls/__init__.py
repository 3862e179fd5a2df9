"""Addresses of the room; those under /lich-cong-tac/ stand in other people's calendars and never change."""

from django.urls import path

from motcua.agenda.views import citizen, desk, entries, keeping

app_name = "agenda"
urlpatterns = [
    path("lich-cong-tac/", citizen.home, name="home"),
    path("lich-cong-tac/ca-nhan/<str:token>.ics", citizen.own_feed, name="own-feed"),
    path("lich-cong-tac/<slug:place>/", citizen.week, name="week"),
    path("lich-cong-tac/<slug:place>/lich.ics", citizen.unit_feed, name="feed"),
    path("can-bo/lich/", desk.week, name="desk"),
    path("can-bo/lich/them/", entries.add, name="add"),
    path("can-bo/lich/trung/", entries.clashes, name="clashes"),
    path("can-bo/lich/chep/", desk.copy, name="copy"),
    path("can-bo/lich/phong/", keeping.rooms, name="rooms"),
    path("can-bo/lich/phong/<int:pk>/", keeping.rooms, name="room"),
    path("can-bo/lich/ca-nhan/", keeping.own_address, name="own"),
    path("can-bo/lich/viec/<int:pk>/", entries.entry, name="entry"),
    path("can-bo/lich/viec/<int:pk>/sua/", entries.change, name="change"),
    path("can-bo/lich/viec/<int:pk>/huy/", entries.cancel, name="cancel"),
    path("can-bo/lich/tuan/<int:pk>/trinh/", desk.submit, name="submit"),
    path("can-bo/lich/tuan/<int:pk>/duyet/", desk.approve, name="approve"),
    path("can-bo/lich/tuan/<int:pk>/duyet-cong-bo/", desk.release, name="release"),
    path("can-bo/lich/tuan/<int:pk>/tra-lai/", desk.send_back, name="send-back"),
    path("can-bo/lich/tuan/<int:pk>/cong-bo/", desk.publish, name="publish"),
]
