"""Which unit a report goes to: ordered rules, the first that fits wins."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

Point = tuple[float, float]
"""Longitude, latitude, in the order of GeoJSON."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table; `category_ids` empty: any category; `holds` None: anywhere, else whether a place is inside."""

    id: int
    to_unit_id: int
    category_ids: frozenset[int] = frozenset()
    holds: Callable[[Point], bool] | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """What a dry run says of one rule."""

    rule: Rule
    fits: bool
    why: str


def tried(rules: Iterable[Rule], path: Iterable[int], point: Point | None) -> list[Tried]:
    """Every rule up to the first that fits, with the reason; `path` holds the category and all above it."""
    steps: list[Tried] = []
    known = frozenset(path)
    for rule in rules:
        why = ""
        if rule.category_ids and not rule.category_ids & known:
            why = "category"
        elif rule.holds is not None and point is None:
            why = "no-place"
        elif rule.holds is not None and point is not None and not rule.holds(point):
            why = "area"
        steps.append(Tried(rule, not why, why))
        if not why:
            break
    return steps


def target(rules: Iterable[Rule], path: Iterable[int], point: Point | None, otherwise: int) -> int:
    """The unit in charge; `otherwise` when no rule fits."""
    steps = tried(rules, path, point)
    return steps[-1].rule.to_unit_id if steps and steps[-1].fits else otherwise
