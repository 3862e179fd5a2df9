"""How places take reports: their categories and routing rules, asked for by every page. Kept in memory.

A change is seen by the process that makes it after its commit, by others within a second. What is kept here is shared by
all threads: it is read only. Who changes a category reads its row anew (`all_of`, `category_here`).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from motcua.feedback.models import ArrangementVersion, Category, RoutingRule
from motcua.feedback.rules import routing
from motcua.kernel.remembered import Remembered
from motcua.kernel.scoping import Scope
from motcua.units.queries import area_of, in_area

PUBLIC = "which places take reports is public"


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The categories of a place in their order, each with its parent read; those that are open; the routing rules."""

    every: tuple[Category, ...]
    open: tuple[Category, ...]
    rules: tuple[routing.Rule, ...]


def read(unit_id: int) -> Arrangement:
    """The arrangement as it stands in the database: two statements."""
    every = tuple(Category.objects.within(Scope.of({unit_id})).order_by("order", "id"))
    known = {category.pk: category for category in every}
    for category in every:
        category.parent = known.get(category.parent_id or 0)
    lines = RoutingRule.objects.within(Scope.of({unit_id})).order_by("order", "id")
    return Arrangement(every, tuple(category for category in every if is_open(category)), tuple(map(rule_of, lines)))


def is_open(category: Category) -> bool:
    """Whether it takes reports: below a closed group everything is closed."""
    return category.is_open and (category.parent is None or is_open(category.parent))


def rule_of(row: RoutingRule) -> routing.Rule:
    """A line as the decision takes it."""
    categories: Iterable[int] = () if row.category_id is None else (row.category_id,)
    return routing.Rule(row.pk, row.to_unit_id, frozenset(categories), holding(row))


def holding(row: RoutingRule) -> Callable[[routing.Point], bool] | None:
    """Whether a place is in the area of a line, by the boundary of that moment; a unit that has none holds no place."""
    if row.area_unit_id is not None:
        unit_id = row.area_unit_id
        return lambda point: (placed := area_of(unit_id)) is not None and in_area(point, placed.area)
    area = row.area
    return None if area is None else lambda point: in_area(point, area)


def read_places() -> frozenset[int]:
    """The units that have an open category."""
    rows = Category.objects.regardless(PUBLIC).filter(is_open=True).order_by()
    return frozenset(rows.values_list("unit_id", flat=True).distinct())


ARRANGEMENTS: Remembered[dict[int, Arrangement]] = Remembered(dict, ArrangementVersion.current, seconds=1)
PLACES = Remembered(read_places, ArrangementVersion.current, seconds=1)


def arrangement_of(unit_id: int) -> Arrangement:
    """How a place takes reports now."""
    known = ARRANGEMENTS.get()
    if unit_id not in known:
        known[unit_id] = read(unit_id)
    return known[unit_id]
