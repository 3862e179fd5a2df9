"""Everything for programs stands under /api/v1/."""

from django.urls import path

from motcua.api.views import api

urlpatterns = [path("api/v1/", api.urls)]
