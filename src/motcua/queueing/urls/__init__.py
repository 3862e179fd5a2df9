"""Addresses of the queue."""

from django.urls import path

from motcua.queueing.views import appointment, booking, citizen, consulting, desk, desk_appointments, figures, standby

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
    path("dat-hen/", booking.choose_matter, name="book"),
    path("dat-hen/viec/<slug:matter>/", booking.choose_place, name="book-where"),
    path("dat-hen/<slug:desk>/", booking.choose_field, name="book-at"),
    path("dat-hen/<slug:desk>/<slug:field>/", booking.choose_day, name="book-days"),
    path("dat-hen/<slug:desk>/<slug:field>/<str:day>/", booking.choose_time, name="book-times"),
    path("dat-hen/<slug:desk>/<slug:field>/<str:day>/cho/", standby.join, name="standby"),
    path("danh-sach-cho/<str:code>/", standby.place, name="standby-place"),
    path("lich-hen/<str:code>/", appointment.show, name="appointment"),
    path("lich-hen/<str:code>/huy/", appointment.withdraw, name="withdraw"),
    path("lich-hen/<str:code>/doi/", appointment.other_day, name="change"),
    path("lich-hen/<str:code>/doi/<str:day>/", appointment.other_time, name="change-to"),
    path("lich-hen/<str:code>/lich.ics", appointment.calendar, name="calendar"),
    path("tu-van/<str:code>/", consulting.question, name="question"),
    path("tu-van/<slug:desk>/<slug:topic>/", consulting.topic, name="topic"),
    path("can-bo/lich-hen/", desk_appointments.day, name="appointments"),
    path("can-bo/lich-hen/nhan/", desk_appointments.check_in, name="check-in"),
    path("can-bo/lich-hen/cai-dat/", desk_appointments.settings, name="appointment-settings"),
    path("can-bo/lich-hen/cai-dat/tu-van/", desk_appointments.topic_settings, name="new-topic"),
    path("can-bo/lich-hen/cai-dat/tu-van/<slug:topic>/", desk_appointments.topic_settings, name="topic-settings"),
    path("can-bo/lich-hen/cai-dat/<slug:field>/", desk_appointments.field_settings, name="plan"),
    path("can-bo/tu-van/", consulting.waiting, name="questions"),
    path("can-bo/tu-van/<int:pk>/", consulting.answer, name="advice"),
]
