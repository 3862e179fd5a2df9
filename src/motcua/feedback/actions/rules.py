"""Changing a place's table of routing rules; reports that were sent stay where they went."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from motcua.feedback.actions.arrangement import changed
from motcua.feedback.models import RoutingRule
from motcua.feedback.permissions import demand_rules
from motcua.feedback.queries.categories import categories_of
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import NotFound, Refusal
from motcua.kernel.scoping import Scope
from motcua.ledger.actions import Entry, append
from motcua.units.queries import area_of, descendants_of, fault_of_area, is_active

STEP = 10
APART = 1_000_000
FAULTS = {
    "type": _("Cần một Polygon hoặc MultiPolygon của GeoJSON"),
    "coordinates": _("Tọa độ không đọc được"),
    "ring": _("Đường bao chưa khép kín"),
    "degrees": _("Tọa độ phải là kinh độ, vĩ độ (độ)"),
    "size": _("Hình quá chi tiết"),
}


def rows_of(unit_id: int) -> Any:
    """The lines of one place's table."""
    return RoutingRule.objects.within(Scope.of({unit_id}))


@transaction.atomic
def add_rule(
    *,
    actor: Actor,
    unit_id: int,
    to_unit_id: int,
    category_id: int | None = None,
    area_unit_id: int | None = None,
    area: Any = None,
) -> RoutingRule:
    """Adds a line at the end of the table. Refuses, each at its field, what could never fit."""
    demand_rules(actor, unit_id)
    faults: dict[str, Any] = {}
    if to_unit_id not in descendants_of(unit_id) or not is_active(to_unit_id):
        faults["to_unit_id"] = _("Chọn một đơn vị đang hoạt động của nơi này")
    if category_id is not None and category_id not in {category.pk for category in categories_of(unit_id)}:
        faults["category_id"] = _("Nhóm này không còn")
    if area_unit_id is not None and (area_unit_id not in descendants_of(unit_id) or area_of(area_unit_id) is None):
        faults["area_unit_id"] = _("Đơn vị này chưa có ranh giới")
    if area is not None and area_unit_id is not None:
        faults["area"] = _("Chọn một trong hai: đơn vị, hoặc hình vẽ")
    elif area is not None and (fault := fault_of_area(area)):
        faults["area"] = FAULTS[fault]
    if faults:
        raise Refusal(_("Quy tắc chưa đúng."), fields=faults)
    last = rows_of(unit_id).order_by("-order").values_list("order", flat=True).first() or 0
    rule = RoutingRule.objects.create(
        unit_id=unit_id, order=last + STEP, category_id=category_id, area_unit_id=area_unit_id, area=area,
        to_unit_id=to_unit_id,
    )  # fmt: skip
    note(actor, unit_id, "routing.added", rule)
    return rule


@transaction.atomic
def remove_rule(*, actor: Actor, unit_id: int, rule_id: int) -> None:
    """Takes a line out; the next that fits counts from now on."""
    demand_rules(actor, unit_id)
    rule = one_of(unit_id, rule_id)
    note(actor, unit_id, "routing.removed", rule)
    rows_of(unit_id).filter(pk=rule_id).delete()


@transaction.atomic
def move_rule(*, actor: Actor, unit_id: int, rule_id: int, by: int) -> None:
    """Moves a line up (-1) or down (+1) by one place; at the end it stays."""
    demand_rules(actor, unit_id)
    rule = one_of(unit_id, rule_id)
    ids = list(rows_of(unit_id).order_by("order", "id").values_list("pk", flat=True))
    place = ids.index(rule_id)
    other = max(0, min(len(ids) - 1, place + (1 if by > 0 else -1)))
    if other != place:
        ids[place], ids[other] = ids[other], ids[place]
        renumber(unit_id, ids)
        note(actor, unit_id, "routing.moved", rule)


def renumber(unit_id: int, ids: Sequence[int]) -> None:
    """Gives the lines the numbers of this order: first out of each other's way, then to their places."""
    rows_of(unit_id).update(order=F("order") + APART)
    for number, rule_id in enumerate(ids, 1):
        rows_of(unit_id).filter(pk=rule_id).update(order=STEP * number)


def one_of(unit_id: int, rule_id: int) -> RoutingRule:
    """A line of this place's table. Refuses with NotFound."""
    rule: RoutingRule | None = rows_of(unit_id).filter(pk=rule_id).first()
    if rule is None:
        raise NotFound(_("Quy tắc này không còn."))
    return rule


def note(actor: Actor, unit_id: int, kind: str, rule: RoutingRule) -> None:
    """Says the change to all who read the table, and writes it into the ledger."""
    changed()
    data = {
        "rule": rule.pk, "category": rule.category_id, "area_unit": rule.area_unit_id,
        "area": rule.area is not None, "to": rule.to_unit_id,
    }  # fmt: skip
    append(f"routing:{unit_id}", Entry(kind, actor, "staff", data, None, unit_id))
