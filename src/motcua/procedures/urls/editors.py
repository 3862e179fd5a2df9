"""Pages of the editors."""

from django.urls import path

from motcua.procedures.views.editors import parts, release, trials, working

app_name = "procedures-edit"
urlpatterns = [
    path("", working.listing, name="edit-list"),
    path("nap/", working.load, name="edit-load"),
    path("<str:code>/", working.hub, name="edit"),
    path("<str:code>/tai-ve.yaml", working.download, name="edit-download"),
    path("<str:code>/xem-truoc/", working.preview, name="edit-preview"),
    path("<str:code>/chung/", parts.general, name="edit-general"),
    path("<str:code>/cau-hoi/", parts.questions, name="edit-questions"),
    path("<str:code>/cau-hoi/them/", parts.question, name="edit-question-new"),
    path("<str:code>/cau-hoi/<slug:key>/", parts.question, name="edit-question"),
    path("<str:code>/danh-sach/<slug:name>/", parts.rows, name="edit-rows"),
    path("<str:code>/kiem-thu/", trials.listing, name="edit-trials"),
    path("<str:code>/duyet/", release.approval, name="edit-approval"),
    path("<str:code>/cong-bo/", release.release, name="edit-release"),
]
