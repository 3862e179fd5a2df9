"""Sign-in through an outside provider: django-allauth does the exchange, the gate in `providers.oidc` the rest."""

from typing import Any

from allauth.socialaccount.providers.openid_connect import views as allauth_views
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from motcua.accounts.permissions import public


@public
@require_POST
def begin(request: Any, provider_id: str) -> HttpResponse:
    """Sends the person to the provider."""
    answer: HttpResponse = allauth_views.login(request, provider_id)
    return answer


@public
@never_cache
def back(request: Any, provider_id: str) -> HttpResponse:
    """The person comes back from the provider."""
    answer: HttpResponse = allauth_views.callback(request, provider_id)
    return answer
