"""What rooms put up at start-up: menu entries, home tiles, operator commands, health checks, permissions.

A room that is left out registers nothing, and no other room notices.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any


class Group(IntEnum):
    """Under which heading the desk's menu shows an entry: what is done each day stands first and needs no heading."""

    DAILY = 0
    WATCHING = 1
    CONTENT = 2
    SETTING_UP = 3


@dataclass(frozen=True)
class MenuEntry:
    """A link in a channel's menu. `channel`: "citizen" or "desk"; `permission`: a verb an officer must hold to see it."""

    channel: str
    title: Any
    url_name: str
    order: int = 100
    permission: str = ""
    icon: str = ""
    group: Group = Group.DAILY


@dataclass(frozen=True)
class HomeTile:
    """A large link on the citizen's home page, with one line of explanation."""

    title: Any
    text: Any
    url_name: str
    order: int = 100
    icon: str = ""


@dataclass(frozen=True)
class SelfCheck:
    """A question `motcua check` and `/readyz` ask: `run` answers a list of complaints in words, empty when all is well."""

    name: str
    run: Callable[[], list[str]]
    readiness: bool = False


@dataclass
class Registry:
    """All that rooms have put up; filled while Django starts, read afterwards."""

    menu: list[MenuEntry] = field(default_factory=list)
    tiles: list[HomeTile] = field(default_factory=list)
    checks: list[SelfCheck] = field(default_factory=list)
    verbs: dict[str, frozenset[str]] = field(default_factory=dict)
    sections: dict[str, list[Callable[..., Any]]] = field(default_factory=dict)

    def add_menu(self, *entries: MenuEntry) -> None:
        """Puts menu entries up."""
        self.menu = sorted([*self.menu, *entries], key=lambda entry: (entry.group, entry.order))

    def add_tiles(self, *tiles: HomeTile) -> None:
        """Puts home tiles up."""
        self.tiles = sorted([*self.tiles, *tiles], key=lambda tile: tile.order)

    def add_check(self, check: SelfCheck) -> None:
        """Puts a self-check up."""
        self.checks.append(check)

    def add_verbs(self, verbs: dict[str, frozenset[str]]) -> None:
        """Declares verbs ("dossiers.accept") and the roles that hold them."""
        overlap = self.verbs.keys() & verbs.keys()
        if overlap:
            raise ValueError(f"declared twice: {sorted(overlap)}")
        self.verbs.update(verbs)

    def add_section(self, place: str, build: Callable[..., Any], *, first: bool = False) -> None:
        """Adds a builder to a named place of another room's page ("my-page", "desk-home"); see the place's docstring.

        `first` puts it before those of lower rooms: what a person must do stands above what they may read.
        """
        known = self.sections.setdefault(place, [])
        known.insert(0 if first else len(known), build)


registry = Registry()
