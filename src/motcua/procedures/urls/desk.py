"""Addresses of the catalogue for officers."""

from django.urls import path

from motcua.procedures.views import overrides, posts

app_name = "procedures-desk"
urlpatterns = [
    path("", overrides.listing, name="overrides"),
    path("ket-thuc/<int:override_id>/", overrides.end, name="override-end"),
    path("phan-cong/", posts.listing, name="posts"),
    path("phan-cong/bang.csv", posts.download, name="posts-file"),
    path("phan-cong/nap/", posts.load, name="posts-load"),
    path("phan-cong/<int:step_post_id>/ket-thuc/", posts.end, name="post-end"),
    path("phan-cong/<str:place>/<slug:role>/", posts.assign, name="post"),
    path("<str:code>/", overrides.edit, name="override"),
]
