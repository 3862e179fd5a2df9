"""The tracking page for everybody: asked for more often than any other, so what does not change is drawn once and kept.

The frame around it is the same for all browsers without a session in one language and text size; the middle is a pure
function of where the dossier stands, the minute and the language. What belongs to one visitor (the address to come back
to, the token against forged forms) is put in last.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString

from motcua.dossiers.queries import Progress
from motcua.kernel.remembered import Remembered

TITLE, BODY, PATH, TOKEN = (f"@@lean-{part}@@" for part in ("title", "body", "path", "token"))
MOST_FRAMES, MOST_BODIES = 64, 2048
KEEP_FRAME = 20.0


@dataclass
class Drawn:
    """What this process has drawn: frames with the moment until which they are good, and middles."""

    frames: dict[tuple[Any, ...], tuple[float, str]] = field(default_factory=dict)
    bodies: dict[tuple[Any, ...], str] = field(default_factory=dict)


KEPT = Remembered(Drawn, lambda: None, seconds=3600)


def is_plain(request: Any) -> bool:
    """Whether nothing of the visitor shows on the page: no session and no message waiting."""
    return request.method in ("GET", "HEAD") and not {settings.SESSION_COOKIE_NAME, "messages"} & request.COOKIES.keys()


def lean_page(
    request: Any, progress: Progress, context: Callable[[], dict[str, Any]], *, status: int = 200
) -> HttpResponse:
    """The page; the lean way for a plain visitor, in full for everybody else."""
    title = f"{progress.words} – {progress.code}"
    if status != 200 or not is_plain(request):
        shown = context() | {"title": title}
        return render(request, "dossiers/citizen/track.html", shown, status=status)
    page = frame(request).replace(TITLE, escape(title), 1).replace(BODY, body(request, progress, context), 1)
    return HttpResponse(page.replace(PATH, escape(request.path)).replace(TOKEN, get_token(request)))


def frame(request: Any) -> str:
    """The page without its middle, kept for some seconds per language, text size and host."""
    key = (request.LANGUAGE_CODE, request.COOKIES.get("co-chu", ""), request.get_host())
    frames = KEPT.get().frames
    until, text = frames.get(key, (0.0, ""))
    if until < time.monotonic():
        shown = {"title": TITLE, "body": BODY}
        text = render_to_string("dossiers/citizen/track.html", shown, request).replace(escape(request.path), PATH)
        if len(frames) >= MOST_FRAMES:
            frames.clear()
        frames[key] = (time.monotonic() + KEEP_FRAME, text)
    return text


def body(request: Any, progress: Progress, context: Callable[[], dict[str, Any]]) -> str:
    """The middle of the page, kept while the dossier stands as it does, for a minute at most."""
    key = (
        request.LANGUAGE_CODE,
        int(time.time()) // 60,
        progress.code,
        progress.state,
        progress.since,
        progress.due,
        progress.answer_due,
        progress.closed,
        progress.paused,
        progress.holder,
        progress.step,
        progress.owner,
        progress.procedure,
        len(progress.timeline),
    )
    bodies = KEPT.get().bodies
    text = bodies.get(key)
    if text is None:
        text = render_to_string("dossiers/citizen/parts/track_body.html", context() | {"csrf_token": SafeString(TOKEN)})
        if len(bodies) >= MOST_BODIES:
            bodies.clear()
        bodies[key] = text
    return text
