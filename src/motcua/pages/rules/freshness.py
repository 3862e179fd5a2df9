"""Whether a section is alive: how long ago its last piece may lie before a leader must see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from motcua.pages.rules.kinds import STALE_AFTER


@dataclass(frozen=True, slots=True)
class Stale:
    """A section that has gone stale: its kind, and for how many days nothing came; None when nothing ever did."""

    kind: str
    days: int | None


def stale_sections(last: Mapping[str, datetime], open_kinds: frozenset[str], now: datetime) -> list[Stale]:
    """The open sections whose last piece is older than their rule allows, those that never had one first."""
    found = []
    for kind, allowed in STALE_AFTER.items():
        if kind not in open_kinds:
            continue
        days = (now - last[kind]).days if kind in last else None
        if days is None or days > allowed:
            found.append(Stale(kind, days))
    return sorted(found, key=lambda stale: (stale.days is not None, -(stale.days or 0)))
