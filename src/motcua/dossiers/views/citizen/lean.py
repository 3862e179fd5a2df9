"""The tracking page for everybody: asked for more often than any other, so what does not change is drawn once and kept.

The frame around it is the same for all browsers without a session in one language and text size; only the middle is
drawn for each. What belongs to one visitor (the address to come back to, the token against forged forms) is put in last.
"""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString

from motcua.dossiers.queries import Progress
from motcua.kernel.remembered import Kept

TITLE, BODY, PATH, CODE, TOKEN = (f"@@lean-{part}@@" for part in ("title", "body", "path", "code", "token"))
FRAMES: Kept[str] = Kept(most=64, seconds=20)


def is_plain(request: Any) -> bool:
    """Whether nothing of the visitor shows on the page: no session and no message waiting."""
    return request.method in ("GET", "HEAD") and not {settings.SESSION_COOKIE_NAME, "messages"} & request.COOKIES.keys()


def lean_page(request: Any, progress: Progress, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """The page; the lean way for a plain visitor, in full for everybody else."""
    shown = context | {"title": f"{progress.words} – {progress.code}", "code": progress.code}
    if status != 200 or not is_plain(request):
        return render(request, "dossiers/citizen/track.html", shown, status=status)
    page = frame(request, progress.code)
    for mark, text in (
        (TITLE, escape(shown["title"])),
        (PATH, escape(request.path)),
        (CODE, escape(progress.code)),
        (TOKEN, get_token(request)),
        (BODY, render_to_string("dossiers/citizen/parts/track_body.html", shown)),
    ):
        page = page.replace(mark, text)
    return HttpResponse(page)


def frame(request: Any, code: str) -> str:
    """The page without what belongs to one dossier or visitor, kept per language, text size and host."""
    key = (request.LANGUAGE_CODE, request.COOKIES.get("co-chu", ""), request.get_host())

    def draw() -> str:
        shown = {"title": TITLE, "body": BODY, "code": code, "csrf_token": SafeString(TOKEN)}
        text = render_to_string("dossiers/citizen/track.html", shown, request)
        return text.replace(escape(request.path), PATH).replace(escape(code), CODE)

    return FRAMES.get(key, draw)
