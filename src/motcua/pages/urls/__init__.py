"""Addresses of the room. A site's own host name leads to the same addresses (see `views/door.py`)."""

from django.urls import path

from motcua.pages.views import desk_entries, desk_preview, desk_set_up, desk_sites, feeds, files, site

app_name = "pages"
urlpatterns = [
    path("trang/", site.every_site, name="sites"),
    path("trang/-/", site.unknown, name="unknown"),
    path("trang/<slug:code>/", site.page, name="home"),
    path("trang/<slug:code>/mau.css", site.colour, name="colour"),
    path("trang/<slug:code>/tim-tren-trang", site.search_page, name="search"),
    path("trang/<slug:code>/tin-moi.atom", feeds.newest, name="feed"),
    path("trang/<slug:code>/su-kien.ics", feeds.events, name="calendar"),
    path("trang/<slug:code>/sitemap.xml", feeds.sitemap, name="sitemap"),
    path("trang/<slug:code>/robots.txt", feeds.robots, name="robots"),
    path("trang/<slug:code>/anh/<uuid:file_id>.jpg", files.picture, name="picture"),
    path("trang/<slug:code>/bieu-trung/<int:side>.png", files.emblem, name="emblem"),
    path("trang/<slug:code>/<path:rest>", site.page, name="page"),
    path("can-bo/trang/", desk_sites.sites, name="desk-sites"),
    path("can-bo/trang/mo/", desk_sites.create, name="create"),
    path("can-bo/trang/bai/<int:entry_id>/", desk_entries.entry, name="desk-entry"),
    path("can-bo/trang/bai/<int:entry_id>/sua/", desk_entries.change, name="desk-change"),
    path("can-bo/trang/bai/<int:entry_id>/xem-truoc/", desk_preview.preview, name="desk-preview"),
    path("can-bo/trang/bai/<int:entry_id>/xem-truoc/dien-thoai/", desk_preview.on_a_phone, name="desk-preview-phone"),
    path("can-bo/trang/bai/<int:entry_id>/nop/", desk_entries.submit, name="desk-submit"),
    path("can-bo/trang/bai/<int:entry_id>/quyet-dinh/", desk_entries.decide, name="desk-decide"),
    path("can-bo/trang/bai/<int:entry_id>/go/", desk_entries.take_down, name="desk-take-down"),
    path("can-bo/trang/bai/<int:entry_id>/gop-y/", desk_entries.remark, name="desk-remark"),
    path("can-bo/trang/o/<slug:code>/", desk_entries.site, name="desk-site"),
    path("can-bo/trang/o/<slug:code>/viet/<slug:kind>/", desk_entries.write, name="desk-write"),
    path("can-bo/trang/theo-doi/", desk_sites.board, name="board"),
    path("can-bo/trang/o/<slug:code>/de-nghi/", desk_sites.proposals, name="desk-proposals"),
    path("can-bo/trang/o/<slug:code>/de-nghi/<int:entry_id>/", desk_sites.proposal, name="desk-proposal"),
    path("can-bo/trang/o/<slug:code>/giao-dien/", desk_set_up.look, name="desk-look"),
    path("can-bo/trang/o/<slug:code>/chuyen-muc/", desk_set_up.sections, name="desk-sections"),
    path("can-bo/trang/o/<slug:code>/chuyen-muc/<slug:kind>/", desk_set_up.section, name="desk-section"),
    path("can-bo/trang/o/<slug:code>/nguoi/", desk_set_up.people, name="desk-people"),
    path("can-bo/trang/o/<slug:code>/nguoi/them/", desk_set_up.person, name="desk-person-new"),
    path("can-bo/trang/o/<slug:code>/nguoi/<int:pk>/", desk_set_up.person, name="desk-person"),
    path("can-bo/trang/o/<slug:code>/nguoi/<int:pk>/xoa/", desk_set_up.drop, name="desk-person-drop"),
]
