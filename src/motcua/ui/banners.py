"""Emergency banners over the pages of citizens and of units' sites: which stand, and which this visit has folded.

A room puts them up under the section "banners": `build(unit_id, common) -> Iterable[Banner]`, for a place's own pages
(`common` False) or for the common door, where `unit_id` is the chosen place or None.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import DatabaseError

from motcua.kernel.registry import registry

FOLDED_COOKIE = "thu-gon"
MOST_FOLDED = 8


@dataclass(frozen=True, slots=True)
class Banner:
    """A line over a page; a folded one shows whose it is, and can be opened again."""

    id: int
    text: str
    language: str
    link: str
    place: str
    until: datetime
    folded: bool = False


def standing(unit_id: int | None, *, common: bool) -> list[Banner]:
    """The banners of a place now; a page that says that the database is away does without."""
    found: list[Banner] = []
    for build in registry.sections.get("banners", ()):
        try:
            found.extend(build(unit_id, common))
        except DatabaseError:
            continue
    return found


def folded_in(cookies: Mapping[str, str]) -> tuple[int, ...]:
    """The banners that this visit has folded, from its cookie."""
    parts = cookies.get(FOLDED_COOKIE, "").split(".")[:MOST_FOLDED]
    return tuple(sorted({int(part) for part in parts if part.isascii() and part.isdecimal() and len(part) < 16}))


def shown(cookies: Mapping[str, str], unit_id: int | None, *, common: bool) -> list[Banner]:
    """The banners of a page of this visit."""
    folded = folded_in(cookies)
    return [replace(each, folded=each.id in folded) for each in standing(unit_id, common=common)]


def folded_here(cookies: Mapping[str, str], unit_id: int) -> tuple[int, ...]:
    """What tells two looks of a place's page apart: only banners that stand there count, whatever the cookie says."""
    if FOLDED_COOKIE not in cookies:
        return ()
    here = {each.id for each in standing(unit_id, common=False)}
    return tuple(each for each in folded_in(cookies) if each in here)


def cookie_after(cookies: Mapping[str, str], *, fold: Any = None, unfold: Any = None) -> str:
    """The cookie's new value when one more is folded, or opened again; the oldest give way."""
    kept = [each for each in folded_in(cookies) if each != unfold]
    return ".".join(
        str(each) for each in [*kept, *([fold] if fold is not None and fold not in kept else [])][-MOST_FOLDED:]
    )
