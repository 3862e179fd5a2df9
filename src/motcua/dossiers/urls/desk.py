"""Addresses of dossiers for officers."""

from django.urls import path

from motcua.dossiers.views.desk import acts, book, bulk, counter, screen, sheets, signing
from motcua.dossiers.views.desk.bulk import BULKS
from motcua.dossiers.views.desk.verbs import ACTS

urlpatterns = [
    path("can-bo/ho-so/moi/", counter.choose, name="counter"),
    path("can-bo/ho-so/moi/<str:procedure_code>/", counter.fill, name="counter-fill"),
    path("can-bo/ho-so/ky/", signing.sign_several, name="sign-several"),
    *[
        path(f"can-bo/ho-so/cung-luc/{each.slug}/", bulk.page_for(each), name=each.url_name.split(":")[1])
        for each in BULKS.values()
    ],
    path("can-bo/ho-so/so-theo-doi/", book.book, name="book"),
    path("can-bo/ho-so/<int:dossier_id>/", screen.show, name="desk-show"),
    path("can-bo/ho-so/<int:dossier_id>/sao-chep/", screen.copy_ready, name="desk-copy"),
    path("can-bo/ho-so/<int:dossier_id>/phieu/<int:slip_id>.pdf", sheets.slip, name="desk-slip"),
    path("can-bo/ho-so/<int:dossier_id>/phieu-kiem-soat.pdf", sheets.control, name="desk-control"),
    *[
        path(f"can-bo/ho-so/<int:dossier_id>/{each.slug}/", acts.page_for(each), name=each.url_name)
        for each in ACTS.values()
    ],
]
