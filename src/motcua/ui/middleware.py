"""The language of a request: the one this browser chose, Vietnamese until it chose.

Unlike Django's own middleware it does not guess from Accept-Language: a public service in Việt Nam opens in Vietnamese
also on a phone bought abroad, and public pages need no cache per browser language.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation


class ChosenLanguage:
    """Sets the language from the cookie of /ngon-ngu/ for the length of a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.known = frozenset(code for code, _name in settings.LANGUAGES)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Activates the language, passes the request on and says which language the answer is in."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in self.known else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
