"""The room's addresses, mounted at the root."""

from django.urls import include, path

from motcua.accounts.urls import citizen, desk, outside

urlpatterns = [
    path("", include(([*citizen.urlpatterns, *desk.urlpatterns], "accounts"))),
    *outside.urlpatterns,
]
