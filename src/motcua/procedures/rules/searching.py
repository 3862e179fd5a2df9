"""Search as people type: without marks, with typing slips, by alias or abbreviation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass
class SearchIndex:
    """An inverted index over folded names and aliases."""

    def search(self, text: str, *, limit: int, allowed: Callable[[str], bool]) -> list[tuple[str, float]]:
        """Codes with scores, best first."""
        return []


def build_index(rows: Iterable[tuple[str, str, str, tuple[str, ...]]]) -> SearchIndex:
    """The index of (code, name, short name, aliases) rows."""
    return SearchIndex()
