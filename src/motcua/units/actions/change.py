"""Create a unit, a post, a succession; and the stamp that tells all processes of it."""

import secrets
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.kernel import clock, outbox
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import Refusal
from motcua.units.events import TreeChanged
from motcua.units.models import Level, Post, Succession, TreeVersion, Unit
from motcua.units.permissions import demand_manage
from motcua.units.queries.snapshot import SNAPSHOT


def touch_tree(unit_ids: list[int]) -> None:
    """Gives the tree a new token and tells the floors above; every change ends with it."""
    TreeVersion.objects.update_or_create(pk=1, defaults={"token": secrets.token_hex(8), "changed_at": clock.now()})
    SNAPSHOT.forget()
    outbox.announce(TreeChanged(unit_ids=unit_ids))


@transaction.atomic
def create_unit(*, actor: Actor, code: str, name: str, level: str, parent: Unit | None = None, **details: Any) -> Unit:
    """Adds one unit below `parent`; `details` are further fields of Unit.

    Refuses an unknown level, a code that is taken, and reversed dates.
    """
    demand_manage(actor)
    if level not in Level.values:
        raise Refusal(_("Cấp đơn vị không hợp lệ."), fields={"level": _("Không có cấp “%s”.") % level})
    if Unit.objects.filter(code=code).exists():
        raise Refusal(_("Mã đơn vị đã được dùng."), fields={"code": _("Mã “%s” đã được dùng.") % code})
    begins, ends = details.get("valid_from"), details.get("valid_until")
    if begins and ends and ends <= begins:
        raise Refusal(_("Ngày hết hiệu lực phải sau ngày bắt đầu."), fields={"valid_until": _("Ngày bị đảo ngược.")})
    unit = Unit.objects.create(code=code, name=clean(name), level=level, parent=parent, **details)
    unit.lineage = f"{parent.lineage if parent else '/'}{unit.pk}/"
    unit.save(update_fields=["lineage"])
    touch_tree([unit.pk])
    return unit


@transaction.atomic
def put_post(*, actor: Actor, unit: Unit, code: str, title: str, is_head: bool = False, order: int = 0) -> Post:
    """Creates a post or changes the one with this code; making it the head takes that from the unit's former head post."""
    demand_manage(actor)
    if is_head:
        Post.objects.filter(unit=unit, is_head=True).exclude(code=code).update(is_head=False)
    post, _created = Post.objects.update_or_create(
        unit=unit, code=code, defaults={"title": clean(title), "is_head": is_head, "order": order}
    )
    touch_tree([unit.pk])
    return post


@transaction.atomic
def record_succession(
    *,
    actor: Actor,
    predecessor: Unit,
    successor: Unit,
    on: date,
    share: Decimal | None = None,
    note: str = "",
    source: str = "",
) -> Succession:
    """Records that `successor` takes over on a day; ends nobody (that is `dissolve_unit`). Refuses a circle."""
    demand_manage(actor)
    reached, wave = {successor.pk}, [successor.pk]
    while wave:
        wave = [
            pk
            for pk in Succession.objects.filter(predecessor_id__in=wave).values_list("successor_id", flat=True)
            if pk not in reached
        ]
        reached.update(wave)
    if predecessor.pk in reached:
        raise Refusal(_("Một đơn vị không thể kế thừa chính nó."))
    row, _created = Succession.objects.update_or_create(
        predecessor=predecessor, successor=successor, on=on, defaults={"share": share, "note": note, "source": source}
    )
    return row
