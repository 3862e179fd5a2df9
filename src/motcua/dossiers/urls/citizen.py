"""Addresses for citizens; those of filing and tracking are printed on paper and never change."""

from django.urls import path

from motcua.dossiers.views.citizen import autosave, own, papers, review, start, supplement, tracking, wizard

urlpatterns = [
    path("nop-ho-so/", start.start, name="start"),
    path("nop-ho-so/<str:token>/", wizard.draft, name="draft"),
    path("nop-ho-so/<str:token>/luu/", autosave.autosave, name="autosave"),
    path("nop-ho-so/<str:token>/tiep-tuc/", wizard.resume, name="resume"),
    path("nop-ho-so/<str:token>/xoa/", wizard.discard, name="discard"),
    path("nop-ho-so/<str:token>/giay-to/", papers.papers, name="draft-papers"),
    path("nop-ho-so/<str:token>/lien-he/", papers.contact, name="draft-contact"),
    path("nop-ho-so/<str:token>/kiem-tra/", review.review, name="draft-review"),
    path("nop-ho-so/<str:token>/da-nop/", review.filed, name="filed"),
    path("nop-ho-so/<str:token>/da-nop/giay-xac-nhan.pdf", review.filed_pdf, name="filed-pdf"),
    path("nop-ho-so/<str:token>/<str:section>/", wizard.section, name="draft-section"),
    path("tra-cuu/", tracking.search, name="track-search"),
    path("tra-cuu/<str:code>", tracking.track, name="track"),
    path("cua-toi/ho-so/<str:code>/", own.own, name="own"),
    path("cua-toi/ho-so/<str:code>/bo-sung/", supplement.supplement, name="own-supplement"),
    path("cua-toi/ho-so/<str:code>/de-nghi-sua/", own.decide, name="own-correction"),
    path("cua-toi/ho-so/<str:code>/rut/", own.take_back, name="own-withdraw"),
    path("cua-toi/ho-so/<str:code>/danh-gia/", own.rate_it, name="own-rate"),
    path("cua-toi/ho-so/<str:code>/phieu/<int:slip_id>.pdf", own.slip, name="own-slip"),
]
