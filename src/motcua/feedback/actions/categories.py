"""Loading trees of categories and routing rules from data, once per place; what an office changed stays as it is."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from motcua.feedback.actions.arrangement import changed
from motcua.feedback.models import Category, RoutingRule
from motcua.kernel.scoping import Scope
from motcua.units.models import Unit
from motcua.units.queries import department_of
from motcua.worktime.queries import policy_of


@transaction.atomic
def load_tree(*, unit: Unit, nodes: Sequence[Mapping[str, Any]], clocks: Mapping[str, str]) -> int:
    """Makes the tree of a place with a routing rule for each node that names an office; answers how many nodes were new.

    `clocks` stand at the top groups. Refuses a policy that the clock does not understand.
    """
    for policy in clocks.values():
        policy_of(policy)
    if Category.objects.within(Scope.of({unit.pk})).exists():
        return 0
    made = sum(plant(unit, node, None, order, clocks) for order, node in enumerate(nodes, 1))
    changed()
    return made


def plant(unit: Unit, node: Mapping[str, Any], parent: Category | None, order: int, clocks: Mapping[str, str]) -> int:
    """One node and everything below it."""
    category = Category.objects.create(
        unit=unit,
        parent=parent,
        key=node["key"],
        name=node["name"],
        hint=node.get("hint", ""),
        order=order,
        clocks=dict(node.get("clocks", {} if parent else clocks)),
        questions=list(node.get("questions", [])),
        anonymous=node.get("anonymous", False),
        to_leader=node.get("leader", False),
        stop_message=node.get("stop", ""),
        radius=node.get("radius", 100),
    )
    office = department_of(unit.pk, node["office"]) if node.get("office") else None
    if office is not None:
        lines = RoutingRule.objects.within(Scope.of({unit.pk})).count()
        RoutingRule.objects.create(unit=unit, order=10 * (lines + 1), category=category, to_unit=office)
    below = node.get("below", ())
    return 1 + sum(plant(unit, each, category, place, clocks) for place, each in enumerate(below, 1))
