"""Where a request enters: which site is meant by host or path, and whether its page is kept ready."""

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from motcua.kernel.registry import registry
from motcua.pages.actions import note_visit
from motcua.pages.queries.sites import Found, SiteFace, find
from motcua.pages.rules.visitors import is_reader
from motcua.ui.banners import folded_here
from motcua.ui.frame import TEXT_SIZE_COOKIE
from motcua.units.queries import tree

MOST_BYTES = 8 * 1024 * 1024
LONGEST_KEPT = 60.0
LONGEST_QUERY = 120
UNKNOWN = "/trang/-/"


@dataclass(frozen=True, slots=True)
class Kept:
    """A whole answer and what it was made of: another version of the site or another state of the house ends it.

    `counted_as`: the entry that is read with it, 0 for any other page of the site, None for what is no page.
    """

    content: bytes
    headers: tuple[tuple[str, str], ...]
    etag: str
    version: int
    state: tuple[object, ...]
    until: float
    counted_as: int | None


class Shelf:
    """The kept answers of this process, the oldest giving way when they weigh too much; a server stays below 150 MB."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self.most, self.weight = most, 0
        self.kept: OrderedDict[Any, Kept] = OrderedDict()
        self.lock = threading.Lock()

    def find(self, key: Any, version: int, state: tuple[object, ...]) -> Kept | None:
        """The answer under the key if it is still the one that would be made now."""
        found = self.kept.get(key)
        if found is None or found.version != version or time.monotonic() > found.until:
            return None
        if len(found.state) != len(state) or any(
            one is not other for one, other in zip(found.state, state, strict=True)
        ):
            return None
        return found

    def put(self, key: Any, answer: Kept) -> None:
        """Keeps an answer."""
        with self.lock:
            old = self.kept.pop(key, None)
            self.weight += len(answer.content) - (len(old.content) if old else 0)
            self.kept[key] = answer
            while self.weight > self.most and self.kept:
                _key, dropped = self.kept.popitem(last=False)
                self.weight -= len(dropped.content)

    def clear(self) -> None:
        """Forgets everything."""
        with self.lock:
            self.kept.clear()
            self.weight = 0


SHELF = Shelf()


def state_of_the_house() -> tuple[object, ...]:
    """What pages show of lower rooms, as objects that stay the same while nothing changed: the tree, the catalogue…

    A room whose changes must show at once registers `build() -> tuple` under the section "site-state".
    """
    return (tree(), *(each for build in registry.sections.get("site-state", ()) for each in build()))


def key_of(request: HttpRequest, found: Found) -> Any:
    """What tells two answers of one site apart."""
    assert found.face is not None
    cookies = request.COOKIES if "HTTP_COOKIE" in request.META else {}
    return (
        found.face.id,
        found.own_host,
        found.path,
        request.META.get("QUERY_STRING", ""),
        cookies.get(settings.LANGUAGE_COOKIE_NAME, ""),
        cookies.get(TEXT_SIZE_COOKIE, ""),
        folded_here(cookies, found.face.unit_id),
        "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""),
        request.META.get("HTTP_HOST", ""),
    )


def at_door(request: Any) -> HttpResponse | None:
    """Answers with the kept page, or says on the request which site is meant and lets it in; None for the common door."""
    found = find(request.META.get("HTTP_HOST", ""), request.path_info)
    if found is None:
        return None
    if found.face is None:
        request.path_info = UNKNOWN
        return None
    request.site_base = "/" if found.own_host else found.face.base
    if found.own_host:
        request.path_info = found.face.base + found.path.lstrip("/")
    if request.method not in ("GET", "HEAD") or len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
        return None
    key, state = key_of(request, found), state_of_the_house()
    kept = SHELF.find(key, found.face.version, state)
    if kept is not None:
        count(request, found.face.id, kept.counted_as)
        return answer_of(request, kept)
    request.keep_answer = keeper(key, found.face, state)
    return None


def count(request: HttpRequest, site_id: int, counted_as: int | None) -> None:
    """Counts a page that somebody reads; neither machines nor what a browser loads ahead."""
    asked = request.META
    purpose = asked.get("HTTP_SEC_PURPOSE", "") or asked.get("HTTP_X_MOZ", "")
    if counted_as is not None and request.method == "GET" and is_reader(asked.get("HTTP_USER_AGENT", ""), purpose):
        note_visit(site_id=site_id, entry=counted_as)


def page_in(request: HttpRequest, response: HttpResponse) -> int | None:
    """What is read with an answer: an entry, another page of the site (0), or no page at all (None)."""
    if response.status_code != 200 or not response.get("Content-Type", "").startswith("text/html"):
        return None
    return int(getattr(request, "entry_read", 0))


def answer_of(request: HttpRequest, kept: Kept) -> HttpResponse:
    """A new answer from what is kept; 304 when the browser has it."""
    request.resolver_match = KEPT  # type: ignore[assignment]
    if request.META.get("HTTP_IF_NONE_MATCH", "") == kept.etag:
        unchanged = HttpResponseNotModified()
        unchanged["ETag"] = kept.etag
        return unchanged
    return HttpResponse(kept.content if request.method == "GET" else b"", headers=dict(kept.headers))


class KeptMatch:
    """What the log calls an answer that no view made."""

    view_name = "pages:kept"


KEPT = KeptMatch()


def keeper(key: Any, face: SiteFace, state: tuple[object, ...]) -> Callable[[HttpRequest, HttpResponse], HttpResponse]:
    """What keeps the answer once it is made: only a good one that says nothing to one person alone."""

    def keep(request: HttpRequest, response: HttpResponse) -> HttpResponse:
        counted_as = page_in(request, response)
        count(request, face.id, counted_as)
        streams = getattr(response, "streaming", False)
        if request.method != "GET" or response.status_code != 200 or streams or response.cookies:
            return response
        if response.get("Cache-Control", "") != "no-cache":
            return response
        etag = '"' + hashlib.sha256(response.content).hexdigest()[:32] + '"'
        response["ETag"] = etag
        headers = tuple(response.items())
        SHELF.put(
            key, Kept(response.content, headers, etag, face.version, state, time.monotonic() + LONGEST_KEPT, counted_as)
        )
        return response

    return keep
