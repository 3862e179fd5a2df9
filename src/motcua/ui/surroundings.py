"""Header, menu and footer are the same for many pages: drawn once for what they show, and given again after that.

What differs from request to request (the CSRF token, the address to come back to, the words in the search box) stands in
the drawn text as a mark and is put in afterwards.
"""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from motcua.ui.frame import Frame

MOST_KEPT = 800
CSRF, PATH, QUERY = "mc-mark-csrf", "mc-mark-path", "mc-mark-query"
KEPT: "OrderedDict[Hashable, str]" = OrderedDict()


class MarkedFrame:
    """A frame whose changing parts are marks; everything else is the real one's."""

    path, query = PATH, QUERY

    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    def __getattr__(self, name: str) -> Any:
        return getattr(self._frame, name)


def drawn(context: Context, template: str, *parts: str) -> SafeString:
    """The template, drawn for the frame's `parts` ("site", "desk", "desk_menu"): the same parts give the same text."""
    frame: Frame = context["frame"]
    said = tuple(repr(getattr(frame, part)) for part in parts)
    key = (template, get_language(), frame.text_size, said)
    text = KEPT.get(key)
    if text is None:
        marked = {"frame": MarkedFrame(frame), "csrf_token": CSRF}
        text = get_template(template).template.render(Context(marked))  # type: ignore[attr-defined]
        if not settings.DEBUG:
            keep(key, text)
    if CSRF in text:
        text = text.replace(CSRF, str(context.get("csrf_token", "")))
    text = text.replace(PATH, escape(frame.path)).replace(QUERY, escape(frame.query))
    return mark_safe(text)  # noqa: S308 - drawn by a template; what was put in is escaped or a token


def keep(key: Hashable, text: str) -> None:
    """Keeps a text; the oldest gives way."""
    KEPT[key] = text
    while len(KEPT) > MOST_KEPT:
        KEPT.popitem(last=False)
