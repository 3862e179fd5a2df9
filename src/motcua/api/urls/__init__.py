"""Everything for programs stands under /api/v1/ and /open311/v2/."""

from django.urls import path

from motcua.api.views import open311
from motcua.api.views.openapi import api

BASE = "open311/v2"
urlpatterns = [
    path("api/v1/", api.urls),
    path(f"{BASE}/discovery.<str:form>", open311.discovery, name="open311-discovery"),
    path(f"{BASE}/services.<str:form>", open311.services, name="open311-services"),
    path(f"{BASE}/services/<slug:code>.<str:form>", open311.definition, name="open311-definition"),
    path(f"{BASE}/requests.<str:form>", open311.requests, name="open311-requests"),
    path(f"{BASE}/requests/<str:code>.<str:form>", open311.one_request, name="open311-request"),
    path(f"{BASE}/tokens/<str:token>.<str:form>", open311.token, name="open311-token"),
]
