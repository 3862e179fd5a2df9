"""Addresses of the room. A site's own host name leads to the same addresses (see `views/door.py`)."""

from django.urls import path

from motcua.pages.views import desk_sites, site

app_name = "pages"
urlpatterns = [
    path("trang/", site.every_site, name="sites"),
    path("trang/-/", site.unknown, name="unknown"),
    path("trang/<slug:code>/", site.page, name="home"),
    path("trang/<slug:code>/mau.css", site.colour, name="colour"),
    path("trang/<slug:code>/tim-tren-trang", site.search_page, name="search"),
    path("trang/<slug:code>/<path:rest>", site.page, name="page"),
    path("can-bo/trang/", desk_sites.sites, name="desk-sites"),
    path("can-bo/trang/mo/", desk_sites.create, name="create"),
]
