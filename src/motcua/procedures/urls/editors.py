"""Pages of the editors."""

from django.urls import path

from motcua.procedures.views.editors import (
    ending,
    fees,
    national,
    parts,
    preview,
    questions,
    release,
    trials,
    versions,
    working,
)

app_name = "procedures-edit"
urlpatterns = [
    path("", working.listing, name="edit-list"),
    path("nap/", working.load, name="edit-load"),
    path("danh-muc-quoc-gia/", national.national, name="edit-national"),
    path("<str:code>/", working.hub, name="edit"),
    path("<str:code>/tai-ve.yaml", working.download, name="edit-download"),
    path("<str:code>/xem-truoc/", working.preview, name="edit-preview"),
    path("<str:code>/xem-truoc/dien-thoai/", preview.phone, name="edit-phone"),
    path("<str:code>/xem-truoc/khung/", preview.frame, name="edit-frame"),
    path("<str:code>/xem-truoc/can-bo/", preview.officer_screen, name="edit-officer"),
    path("<str:code>/thoi-han/", parts.clock, name="edit-clock"),
    path("<str:code>/chung/", parts.general, name="edit-general"),
    path("<str:code>/cau-hoi/", questions.listing, name="edit-questions"),
    path("<str:code>/cau-hoi/them/", questions.question, name="edit-question-new"),
    path("<str:code>/cau-hoi/<slug:key>/", questions.question, name="edit-question"),
    path("<str:code>/cau-hoi/<slug:table>/cot/them/", questions.question, name="edit-column-new"),
    path("<str:code>/cau-hoi/<slug:table>/cot/<slug:key>/", questions.question, name="edit-column"),
    path("<str:code>/danh-sach/<slug:name>/", parts.rows, name="edit-rows"),
    path("<str:code>/phi/<slug:key>/", fees.method, name="edit-fee"),
    path("<str:code>/phi/<slug:key>/mien-giam/", fees.less, name="edit-fee-less"),
    path("<str:code>/kiem-thu/", trials.listing, name="edit-trials"),
    path("<str:code>/lich-su/", versions.history, name="edit-history"),
    path("<str:code>/khac/<int:old>/<int:new>/", versions.between, name="edit-between"),
    path("<str:code>/ket-thuc/", ending.end, name="edit-end"),
    path("<str:code>/nhan-ban/", versions.clone, name="edit-clone"),
    path("<str:code>/duyet/", release.approval, name="edit-approval"),
    path("<str:code>/cong-bo/", release.release, name="edit-release"),
]
