"""Plain public questions that are answered before sessions, languages and forms are looked at (`QuickAnswers`)."""

from collections.abc import Set as AbstractSet

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation


def plain_question(request: HttpRequest, address: str, names: AbstractSet[str] = frozenset()) -> bool:
    """Whether this is a plain GET below that address, with no other parameters than `names`, in the language of the house.

    Makes that language the current one. Anything else goes the usual way.
    """
    if request.method != "GET" or not request.path_info.startswith(address):
        return False
    if request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE) != settings.LANGUAGE_CODE:
        return False
    if names and not set(request.GET) <= names:
        return False
    request.get_host()
    translation.activate(settings.LANGUAGE_CODE)
    return True


def guarded(response: HttpResponse) -> HttpResponse:
    """The headers that the usual way would have put on an answer that is no page."""
    response["X-Frame-Options"] = "DENY"
    response["Content-Security-Policy"] = "default-src 'none'"
    response["Content-Language"] = settings.LANGUAGE_CODE
    return response
