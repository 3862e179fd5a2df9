"""Public pages asked for more often than all others: what does not change is drawn once and kept.

The frame around such a page is the same for all browsers without a session in one language and text size; only the middle
is drawn for each. What belongs to one visitor (the address to come back to, the token against forged forms) is put in last.
"""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString

from motcua.kernel.remembered import Kept

TITLE, BODY, PATH, CODE, TOKEN = (f"@@lean-{part}@@" for part in ("title", "body", "path", "code", "token"))


def is_plain(request: Any) -> bool:
    """Whether nothing of the visitor shows on the page: no session and no message waiting."""
    return request.method in ("GET", "HEAD") and not {settings.SESSION_COOKIE_NAME, "messages"} & request.COOKIES.keys()


class LeanPage:
    """A page under a code: `template` shows "title", and "body" when it is given, else includes the template `middle`.

    For a plain visitor the middle is drawn by itself: it sees what the view says and the token, but no request.
    """

    def __init__(self, template: str, middle: str) -> None:
        self.template, self.middle = template, middle
        self.frames: Kept[str] = Kept(most=64, seconds=20)

    def answer(self, request: Any, shown: dict[str, Any], *, title: str, code: str, status: int = 200) -> HttpResponse:
        """The page; the lean way for a plain visitor, in full for everybody else and for a page that says what is wrong."""
        shown = shown | {"title": title, "code": code}
        if status != 200 or not is_plain(request):
            return render(request, self.template, shown, status=status)
        page, token = self.frame(request, shown), get_token(request)
        # What somebody wrote stands in the middle: it is put in last, so that no mark in it is ever read as one.
        for mark, text in (
            (TITLE, escape(title)),
            (PATH, escape(request.path)),
            (CODE, escape(code)),
            (TOKEN, token),
            (BODY, render_to_string(self.middle, shown | {"csrf_token": token})),
        ):
            page = page.replace(mark, text)
        return HttpResponse(page)

    def frame(self, request: Any, shown: dict[str, Any]) -> str:
        """The page without what belongs to one code or visitor, kept per language, text size and host."""
        key = (request.LANGUAGE_CODE, request.COOKIES.get("co-chu", ""), request.get_host())

        def draw() -> str:
            marks = {"title": TITLE, "body": BODY, "csrf_token": SafeString(TOKEN)}
            text = render_to_string(self.template, shown | marks, request)
            return text.replace(escape(request.path), PATH).replace(escape(shown["code"]), CODE)

        return self.frames.get(key, draw)
