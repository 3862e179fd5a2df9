"""Addresses of the citizens' door."""

from django.urls import path

from motcua.portal.views import home, my_page, pages

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("don-vi/", home.choose_unit, name="choose-unit"),
    path("cua-toi/", my_page.my_page, name="my-page"),
    path("tro-giup/", pages.help_page, name="help"),
    path("tiep-can/", pages.accessibility, name="accessibility"),
    path("quyen-rieng-tu/", pages.privacy, name="privacy"),
]
