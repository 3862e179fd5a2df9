"""The editors' list of queries without a good answer."""

from django.urls import path

from motcua.procedures.views import desk_unanswered

urlpatterns = [path("can-bo/tim-khong-ra/", desk_unanswered.unanswered, name="unanswered")]
