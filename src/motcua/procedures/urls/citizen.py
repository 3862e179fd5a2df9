"""Pages of the catalogue for everybody; these addresses are printed and never change."""

from django.urls import path

from motcua.procedures.views import citizen, citizen_procedure

urlpatterns = [
    path("thu-tuc/", citizen.catalogue, name="catalogue"),
    path("thu-tuc/doi-song/<str:slug>/", citizen.event, name="event"),
    path("thu-tuc/noi-nhan/", citizen.places, name="places"),
    path("thu-tuc/goi-y/", citizen.suggest, name="suggest"),
    path("thu-tuc/<str:code>/", citizen_procedure.procedure, name="procedure"),
    path("thu-tuc/<str:code>/giay-to-cua-toi/", citizen_procedure.case, name="case"),
    path("thu-tuc/<str:code>/to-khai.pdf", citizen_procedure.form_sheet, name="form-sheet"),
]
