"""The rooms of the house, floor by floor, from the ground up.

An installation leaves rooms out with MOTCUA_WITHOUT="assistant,pages"; what stands on a room must then be left out too.
"""

import os
from importlib.util import find_spec

FLOORS: tuple[tuple[str, ...], ...] = (
    ("kernel",),
    ("ui",),
    ("units",),
    ("accounts", "worktime"),
    ("ledger", "files"),
    ("work",),
    ("notifications", "payments", "signing", "moderation"),
    ("procedures", "planning"),
    ("dossiers",),
    ("feedback", "opinions", "queueing", "correspondence", "agenda"),
    ("satisfaction", "subscriptions", "assignments"),
    ("assistant", "notices", "pages", "statistics"),
    ("portal", "desk", "kiosk", "api", "console"),
)

# Third-party apps that only one room stands on: left out with it, they are never imported.
BRINGS: dict[str, tuple[str, ...]] = {"pages": ("wagtail",)}

# Whose tables are made by migrations of ours: Wagtail's own hundred take twelve seconds on every new database.
TABLES_OF: dict[str, str] = {"wagtailcore": "motcua.pages.migrations.wagtail"}


def left_out() -> frozenset[str]:
    """Names of the rooms that this installation does without."""
    return frozenset(name.strip() for name in os.environ.get("MOTCUA_WITHOUT", "").split(",") if name.strip())


def installed_rooms() -> list[str]:
    """Rooms that exist and are not left out, ground floor first."""
    absent = left_out()
    return [
        room for floor in FLOORS for room in floor if room not in absent and find_spec(f"motcua.{room}") is not None
    ]


def brought_apps() -> list[str]:
    """Third-party apps that the installed rooms stand on."""
    return [app for room in installed_rooms() for app in BRINGS.get(room, ())]
