"""Addresses of the hall's door."""

from django.urls import path

from motcua.kiosk.views import display

app_name = "kiosk"
urlpatterns = [path("man-hinh/<slug:desk>/", display.display, name="display")]
