"""Addresses of the room; those under /thong-bao/ stand in letters and never change."""

from django.urls import path

from motcua.notices.views import banners, citizen, desk

app_name = "notices"
DESK = "can-bo/thong-bao-dan"
BANNER = "can-bo/khan-cap"
urlpatterns = [
    path("thong-bao/", citizen.listing, name="list"),
    path("thong-bao/tin.atom", citizen.feed, name="feed"),
    path("thong-bao/dang-ky/", citizen.want, name="want"),
    path("thong-bao/dang-ky/ngung/", citizen.want_no_more, name="want-no-more"),
    path("thong-bao/noi/<slug:code>/", citizen.listing, name="place"),
    path("thong-bao/noi/<slug:code>/tin.atom", citizen.feed, name="place-feed"),
    path("thong-bao/<int:pk>/", citizen.show, name="show"),
    path(f"{DESK}/", desk.listing, name="desk-list"),
    path(f"{DESK}/moi/", desk.new, name="desk-new"),
    path(f"{DESK}/<int:pk>/", desk.show, name="desk-show"),
    path(f"{DESK}/<int:pk>/sua/", desk.edit, name="desk-edit"),
    path(f"{DESK}/<int:pk>/trinh/", desk.submit, name="desk-submit"),
    path(f"{DESK}/<int:pk>/duyet/", desk.approve, name="desk-approve"),
    path(f"{DESK}/<int:pk>/tra-lai/", desk.send_back, name="desk-send-back"),
    path(f"{DESK}/<int:pk>/huy/", desk.withdraw, name="desk-withdraw"),
    path(f"{BANNER}/", banners.listing, name="banners"),
    path(f"{BANNER}/moi/", banners.new, name="banner-new"),
    path(f"{BANNER}/<int:pk>/", banners.show, name="banner"),
    path(f"{BANNER}/<int:pk>/xac-nhan/", banners.confirm, name="banner-confirm"),
    path(f"{BANNER}/<int:pk>/go/", banners.take_down, name="banner-take-down"),
]
