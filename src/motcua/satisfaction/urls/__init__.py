"""Addresses of the room."""

from django.urls import path

from motcua.satisfaction.views import citizen, desk, surveys

app_name = "satisfaction"
urlpatterns = [
    path("hai-long/<slug:code>/", citizen.faces, name="faces"),
    path("hai-long/<slug:code>/cam-on/", citizen.thanks, name="thanks"),
    path("hai-long/<slug:code>/tai-quay/", citizen.tablet, name="tablet"),
    path("khao-sat/<int:survey_id>/", surveys.answer, name="survey"),
    path("khao-sat/<int:survey_id>/cam-on/", surveys.thanks, name="survey-thanks"),
    path("can-bo/hai-long/khao-sat/", surveys.listing, name="surveys"),
    path("can-bo/hai-long/khao-sat/moi/", surveys.new, name="survey-new"),
    path("can-bo/hai-long/khao-sat/<int:survey_id>/", surveys.edit, name="survey-edit"),
    path("can-bo/hai-long/khao-sat/<int:survey_id>/them/", surveys.add_question, name="survey-add"),
    path("can-bo/hai-long/khao-sat/<int:survey_id>/bo/<int:question_id>/", surveys.drop_question, name="survey-drop"),
    path("can-bo/hai-long/khao-sat/<int:survey_id>/cong-khai/", surveys.publish, name="survey-publish"),
    path("can-bo/hai-long/", desk.overview_page, name="overview"),
    path("can-bo/hai-long/ma-qr.pdf", desk.poster_page, name="poster"),
]
