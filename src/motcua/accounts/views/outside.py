"""Sign-in through an outside provider: django-allauth does the exchange, the gate in `views.gate` the rest."""

from typing import Any

import structlog
from allauth.socialaccount.providers.openid_connect import views as allauth_views
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from requests import RequestException

from motcua.accounts.permissions import public
from motcua.accounts.views.gate import FAILED

log = structlog.get_logger(__name__)
BROKEN = (RequestException, ValueError, KeyError, TypeError)


def _with_words(request: Any, error: Exception) -> HttpResponse:
    """A provider that is away or answers nonsense is no fault of the person: back to the sign-in page."""
    log.warning("identity.broken", error=type(error).__name__)
    messages.error(request, str(FAILED))
    return redirect("accounts:sign-in")


@public
@require_POST
def begin(request: Any, provider_id: str) -> HttpResponse:
    """Sends the person to the provider."""
    try:
        return allauth_views.login(request, provider_id)
    except BROKEN as error:
        return _with_words(request, error)


@public
@never_cache
def back(request: Any, provider_id: str) -> HttpResponse:
    """The person comes back from the provider."""
    try:
        return allauth_views.callback(request, provider_id)
    except BROKEN as error:
        return _with_words(request, error)
