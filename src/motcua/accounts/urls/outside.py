"""Sign-in through outside providers; the names are those that django-allauth asks for."""

from django.urls import path

from motcua.accounts.views import outside

urlpatterns = [
    path("dang-nhap/nguon/<slug:provider_id>/", outside.begin, name="openid_connect_login"),
    path("dang-nhap/nguon/<slug:provider_id>/ve/", outside.back, name="openid_connect_callback"),
]
