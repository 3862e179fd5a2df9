"""Addresses of the room."""

from django.urls import path

from motcua.files.views import reading, uploads

urlpatterns = [
    path("tep/", uploads.create, name="files-create"),
    path("tep/<uuid:file_id>", uploads.upload, name="files-upload"),
    path("tep/<uuid:file_id>/xem", reading.open_file, name="files-open"),
    path("tep/<uuid:file_id>/xem-truoc", reading.preview, name="files-preview"),
]
