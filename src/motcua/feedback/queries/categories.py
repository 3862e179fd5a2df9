"""The tree of categories of a place, the clocks in force for a leaf, and where the routing rules lead."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.dossiers.models import Dossier
from motcua.feedback.models import Category, RoutingRule
from motcua.feedback.queries.arrangement import PLACES, arrangement_of
from motcua.feedback.rules import routing
from motcua.kernel import clock
from motcua.kernel.refusals import NotFound
from motcua.kernel.scoping import Scope
from motcua.units.models import Unit
from motcua.units.queries import ancestors_of, unit_by_id
from motcua.worktime.queries import due_at

LATE = "the unit of a dossier whose page the asker sees"


@dataclass
class Branch:
    """A category with what stands below it."""

    category: Category
    below: list["Branch"] = field(default_factory=list)


def categories_of(unit_id: int) -> list[Category]:
    """The open categories of a place, in order; below a closed group everything is closed. To be read only."""
    return list(arrangement_of(unit_id).open)


def all_of(unit_id: int) -> list[Category]:
    """All categories of a place in order, closed ones too, read anew for who changes them."""
    return list(Category.objects.within(Scope.of({unit_id})).order_by("order", "id"))


def category_here(unit_id: int, category_id: int) -> Category:
    """One category of a place, open or closed. Refuses with NotFound."""
    category = Category.objects.within(Scope.of({unit_id})).filter(pk=category_id).first()
    if category is None:
        raise NotFound(_("Nhóm này không còn."))
    return category


def tree_of(unit_id: int) -> list[Branch]:
    """The tree of a place, as it is chosen from."""
    return branches_of(categories_of(unit_id))


def whole_tree_of(unit_id: int) -> list[Branch]:
    """The tree with closed categories, as it is edited."""
    return branches_of(all_of(unit_id))


def branches_of(categories: Iterable[Category]) -> list[Branch]:
    """Categories hung below each other."""
    branches = {category.pk: Branch(category) for category in categories}
    roots: list[Branch] = []
    for branch in branches.values():
        parent = branches.get(branch.category.parent_id or 0)
        (parent.below if parent else roots).append(branch)
    return roots


def places_with_categories() -> list[Unit]:
    """The places that take reports."""
    return sorted(map(unit_by_id, PLACES.get()), key=lambda unit: (unit.order, unit.name))


def takes_reports(unit_id: int) -> bool:
    """Whether this place does."""
    return unit_id in PLACES.get()


def category_at(unit_id: int, key: str) -> Category:
    """An open leaf by its key. Refuses with NotFound."""
    known = categories_of(unit_id)
    category = next((each for each in known if each.key == key), None)
    if category is None or any(each.parent_id == category.pk for each in known):
        raise NotFound("")
    return category


def closed_leaf_at(unit_id: int, key: str) -> Category | None:
    """A category that takes no reports any more, for who was writing one when it was closed."""
    category = Category.objects.within(Scope.of({unit_id})).filter(key=key).first()
    return None if category is None or category in categories_of(unit_id) else category


def instead_of(category: Category, *, signed_in: bool) -> list[Category]:
    """Where to send what was written for a category that was closed: those beside it, or all that take it from this person."""
    leaves = [each for each in leaves_of(category.unit_id) if signed_in or each.anonymous]
    return [each for each in leaves if each.parent_id == category.parent_id] or leaves


def path_of(category: Category) -> list[Category]:
    """The category and all above it, the leaf first."""
    path = [category]
    while path[-1].parent is not None:
        path.append(path[-1].parent)
    return path


def clocks_of(category: Category) -> dict[str, str]:
    """Milestones with their policies: each from the nearest node that says something of it."""
    found: dict[str, str] = {}
    for node in path_of(category):
        found = {**node.clocks, **found}
    return found


def limits_now(category: Category) -> dict[str, datetime]:
    """When each milestone of a report sent at this moment would be due."""
    moment = clock.now()
    found = {name: due_at(policy, category.unit_id, moment).due for name, policy in clocks_of(category).items()}
    return {name: due for name, due in found.items() if due is not None}


def rows_of_rules(unit_id: int) -> list[RoutingRule]:
    """The lines of a place's table, in order."""
    rows = RoutingRule.objects.within(Scope.of({unit_id})).select_related("category", "to_unit", "area_unit")
    return list(rows.order_by("order", "id"))


def holder_for(category: Category, point: routing.Point | None) -> int:
    """The unit that a report of this category at this place goes to: for what concerns the desk itself, the leader."""
    if category.to_leader:
        return category.unit_id
    return routing.target(arrangement_of(category.unit_id).rules, ids_of(category), point, category.unit_id)


def ids_of(category: Category) -> list[int]:
    """Ids of the category and all above it."""
    return [node.pk for node in path_of(category)]


def dry_run(category: Category, point: routing.Point | None) -> Iterable[dict[str, Any]]:
    """What each rule says of such a report, without sending one."""
    names = {node.pk: node.name for node in categories_of(category.unit_id)}
    for step in routing.tried(arrangement_of(category.unit_id).rules, ids_of(category), point):
        yield {
            "rule": step.rule.id,
            "to": unit_by_id(step.rule.to_unit_id).name,
            "category": ", ".join(names.get(each, "") for each in step.rule.category_ids),
            "area": step.rule.holds is not None,
            "fits": step.fits,
            "why": step.why,
        }


def leaves_of(unit_id: int) -> list[Category]:
    """The categories of a place that take reports."""
    known = categories_of(unit_id)
    parents = {category.parent_id for category in known}
    return [category for category in known if category.pk not in parents and not category.stop_message]


def late_category(code: str) -> Category | None:
    """Where a late dossier is reported: the leader's category that asks for its code, at its place or the nearest above."""
    dossier = Dossier.objects.regardless(LATE).filter(code=code).first()
    if dossier is None:
        return None
    for unit_id in (dossier.unit_id, *reversed(ancestors_of(dossier.unit_id))):
        for category in leaves_of(unit_id):
            if category.to_leader and any(question["key"] == "ma" for question in category.questions):
                return category
    return None
