"""Addresses of the room; those under /phan-anh/ are printed on receipts and never change."""

from django.urls import path

from motcua.feedback.views import (
    after,
    categories,
    citizen,
    desk,
    late,
    maps,
    nearby,
    published,
    rules,
    status,
    unknown,
)
from motcua.feedback.views.acts import ACTS, page_for

app_name = "feedback"
urlpatterns = [
    path("phan-anh/", published.home, name="home"),
    path("phan-anh/ban-do/", maps.published_map, name="map"),
    path("phan-anh/gui/", citizen.choose_place, name="start"),
    path("phan-anh/ho-so-tre/<str:code>/", late.late_dossier, name="late"),
    path("phan-anh/tin.atom", published.feed, name="feed"),
    path("phan-anh/gui/<slug:place>/", citizen.choose, name="choose"),
    path("phan-anh/gui/<slug:place>/<slug:key>/", citizen.write, name="write"),
    path("phan-anh/gui/<slug:place>/<slug:key>/gan-day/", nearby.near_here, name="near"),
    path("phan-anh/theo-doi/", nearby.follow_it, name="follow"),
    path("phan-anh/bo-theo-doi/", nearby.unfollow_it, name="unfollow"),
    path("phan-anh/<str:code>", status.status, name="status"),
    path("phan-anh/<str:code>/bien-nhan/", status.receipt, name="receipt"),
    path("phan-anh/<str:code>/danh-gia/", after.rate_it, name="rate"),
    path("phan-anh/<str:code>/xu-ly-lai/", after.reopen_it, name="reopen"),
    path("phan-anh/<str:code>/", unknown.with_slash, name="with-slash"),
    path("can-bo/phan-anh/", desk.listing, name="desk-list"),
    path("can-bo/phan-anh/ban-do/", maps.officers_map, name="desk-map"),
    path("can-bo/phan-anh/phan-tuyen/", rules.table, name="rules"),
    path("can-bo/phan-anh/phan-tuyen/them/", rules.add, name="rule-add"),
    path("can-bo/phan-anh/phan-tuyen/<int:rule_id>/", rules.change, name="rule-change"),
    path("can-bo/phan-anh/nhom/", categories.listing, name="categories"),
    path("can-bo/phan-anh/nhom/khoi-dau/", categories.start, name="categories-start"),
    path("can-bo/phan-anh/nhom/them/", categories.add, name="category-add"),
    path("can-bo/phan-anh/nhom/<int:category_id>/", categories.change, name="category"),
    path("can-bo/phan-anh/nhom/<int:category_id>/doi-cho/", categories.move, name="category-move"),
    path("can-bo/phan-anh/<int:report_id>/", desk.show, name="desk-show"),
    *[path(f"can-bo/phan-anh/<int:report_id>/{act.slug}/", page_for(act), name=act.url_name) for act in ACTS],
]
