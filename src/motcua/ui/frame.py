"""What stands around a page: the installation's names, the menu of the channel, the person, the counts.

Higher rooms tell the frame what they know through registered builders, each `build(request) -> dict`:
- "site": name (of the city), short_name, hotline, email, address, notice (a line shown on top of every page);
- "citizen-frame": user_name, bell_count;
- "place": unit_id and code of the unit this browser chose, None and "" when it chose none;
- "desk-frame": user_name, unit_name, inbox_count, bell_count, duties (list of {id, title, current}), switch_url.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import pgettext_lazy

from motcua.kernel.registry import Group, MenuEntry, registry

TEXT_SIZES = ("nho", "vua", "lon", "rat-lon")
TEXT_SIZE_COOKIE = "co-chu"
HEADINGS = {
    Group.DAILY: "",
    Group.WATCHING: pgettext_lazy("menu", "Theo dõi"),
    Group.CONTENT: pgettext_lazy("menu", "Nội dung"),
    Group.SETTING_UP: pgettext_lazy("menu", "Thiết lập"),
}


@dataclass(frozen=True)
class MenuLink:
    """A menu entry with its address."""

    title: Any
    url: str
    icon: str
    current: bool
    heading: Any = ""


class Frame:
    """Everything the base templates read; each part is asked for when a template first reads it."""

    def __init__(self, request: HttpRequest | None) -> None:
        self.request = request

    @cached_property
    def site(self) -> dict[str, Any]:
        """Who runs this installation."""
        return {"name": getattr(settings, "CITY_NAME", ""), **told("site", self.request)}

    @cached_property
    def citizen_menu(self) -> list[MenuLink]:
        """The menu of citizen pages."""
        return menu_for(self.request, "citizen")

    @cached_property
    def desk_menu(self) -> list[MenuLink]:
        """The menu of staff pages, for the duty at work."""
        return menu_for(self.request, "desk")

    @cached_property
    def citizen(self) -> dict[str, Any]:
        """The signed-in person on citizen pages."""
        return told("citizen-frame", self.request)

    @cached_property
    def place(self) -> dict[str, Any]:
        """The unit this browser chose."""
        return {"unit_id": None, "code": "", **told("place", self.request)}

    @cached_property
    def desk(self) -> dict[str, Any]:
        """The officer on staff pages."""
        return told("desk-frame", self.request)

    @cached_property
    def text_size(self) -> str:
        """The text size this browser chose."""
        chosen = self.request.COOKIES.get(TEXT_SIZE_COOKIE, "") if self.request else ""
        return chosen if chosen in TEXT_SIZES else "vua"

    @property
    def version(self) -> str:
        """The version of the product."""
        return product_version()

    @property
    def path(self) -> str:
        """Where to come back to after changing language or text size."""
        if self.request is None:
            return "/"
        return self.request.get_full_path() if self.request.method == "GET" else self.request.path

    @property
    def query(self) -> str:
        """What stands in the search box."""
        return self.request.GET.get("q", "") if self.request else ""


@lru_cache(maxsize=1)
def product_version() -> str:
    """The version of the product that runs; '' from a bare source tree."""
    try:
        return installed_version("motcua")
    except PackageNotFoundError:
        return ""


def told(place: str, request: HttpRequest | None) -> dict[str, Any]:
    """All that the builders of a place say about this request, later ones winning."""
    answers: dict[str, Any] = {}
    for build in registry.sections.get(place, ()):
        try:
            answers.update(build(request) or {})
        except DatabaseError:
            # The page that says that the database is away has a frame too; it does without what can't be asked.
            continue
    return answers


def menu_for(request: HttpRequest | None, channel: str) -> list[MenuLink]:
    """The channel's menu: entries that have an address here and that this officer may use."""
    path = request.path if request else ""
    allowed = verbs_of(request) if channel == "desk" else None
    usable = [(entry, url) for entry, url in addressed(channel, len(registry.menu)) if may_see(entry, allowed)]
    best = max((len(url) for _entry, url in usable if url != "/" and path.startswith(url)), default=0)
    return [
        MenuLink(
            entry.title,
            url,
            entry.icon,
            current=path == url or (len(url) == best and path.startswith(url)),
            heading=HEADINGS[entry.group],
        )
        for entry, url in usable
    ]


@lru_cache(maxsize=8)
def addressed(channel: str, entries: int) -> list[tuple[MenuEntry, str]]:
    """The channel's entries that have an address; looked up once for the `entries` that are registered."""
    links = [(entry, address_of(entry)) for entry in registry.menu if entry.channel == channel]
    return [(entry, url) for entry, url in links if url]


def address_of(entry: MenuEntry) -> str:
    """The entry's address; '' when the room it leads to is left out."""
    try:
        return reverse(entry.url_name)
    except NoReverseMatch:
        return ""


def verbs_of(request: HttpRequest | None) -> Callable[[str], bool]:
    """Whether the officer at work holds a verb, by the role of the duty."""
    role = getattr(getattr(request, "actor", None), "role", "")
    return lambda verb: role in registry.verbs.get(verb, frozenset())


def may_see(entry: MenuEntry, allowed: Callable[[str], bool] | None) -> bool:
    """Whether an entry shows: open to all, or the verb it needs is held."""
    return not entry.permission or (allowed is not None and allowed(entry.permission))


def frame_for(request: HttpRequest | None) -> Frame:
    """The frame of a page, one per request."""
    if request is None:
        return Frame(None)
    kept = getattr(request, "_ui_frame", None)
    if kept is None:
        kept = request._ui_frame = Frame(request)  # type: ignore[attr-defined]
    return kept
