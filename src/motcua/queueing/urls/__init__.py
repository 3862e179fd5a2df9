"""Addresses of the queue."""

from django.urls import path

from motcua.queueing.views import citizen, desk, figures

app_name = "queueing"
urlpatterns = [
    path("lay-so/", citizen.choose_desk, name="take"),
    path("lay-so/tim-lai/", citizen.find, name="find"),
    path("lay-so/<slug:desk>/", citizen.choose_field, name="take-at"),
    path("lay-so/<slug:desk>/<slug:field>/", citizen.take, name="take-for"),
    path("so/<str:code>/", citizen.follow, name="follow"),
    path("so/<str:code>/huy/", citizen.give_up, name="give-up"),
    path("so/<str:code>/danh-gia/", citizen.rate, name="rate"),
    path("can-bo/quay/", desk.counters, name="counters"),
    path("can-bo/quay/lay-so/", desk.give, name="give"),
    path("can-bo/quay/linh-vuc/<slug:field>/", desk.hours, name="hours"),
    path("can-bo/quay/so-lieu/", figures.figures_page, name="figures"),
    path("can-bo/quay/so-lieu/<slug:kind>.csv", figures.figures_file, name="figures-file"),
    path("can-bo/quay/<int:pk>/", desk.counter, name="counter"),
    path("can-bo/quay/<int:pk>/<slug:verb>/", desk.act, name="act"),
]
