"""Addresses of the hall's door."""

from django.urls import path

from motcua.kiosk.views import desk, display, machine, pairing

app_name = "kiosk"
urlpatterns = [
    path("man-hinh/<slug:desk>/", display.display, name="display"),
    path("man-hinh/<slug:desk>/tieng/<slug:name>.wav", display.voice, name="voice"),
    path("kiosk/<slug:desk>/", machine.start, name="start"),
    path("kiosk/<slug:desk>/ghep/", pairing.pair, name="pair"),
    path("kiosk/<slug:desk>/ma/", machine.code, name="code"),
    path("kiosk/<slug:desk>/ma/tim/", machine.scan, name="scan"),
    path("kiosk/<slug:desk>/linh-vuc/<slug:field>/", machine.choose, name="choose"),
    path("kiosk/<slug:desk>/so/<str:code>/", machine.ticket, name="ticket"),
    path("can-bo/may-lay-so/", desk.machines, name="machines"),
    path("can-bo/may-lay-so/<int:pk>/", desk.machine, name="machine"),
    path("can-bo/may-lay-so/<int:pk>/ma/", desk.give_code, name="give-code"),
    path("can-bo/may-lay-so/<int:pk>/gia-han/", desk.renew, name="renew"),
    path("can-bo/may-lay-so/<int:pk>/thu-hoi/", desk.revoke, name="revoke"),
]
