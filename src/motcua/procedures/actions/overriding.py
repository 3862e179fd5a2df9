"""A unit's own way of a procedure: published from a day on, replaced by the next, or ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.accounts import permissions as accounts
from motcua.kernel import clock, folding
from motcua.kernel.actors import Actor
from motcua.kernel.outbox import announce
from motcua.kernel.refusals import NotFound, Refusal
from motcua.ledger import actions as ledger
from motcua.procedures.actions.deriving import demand_fitting, derive_all
from motcua.procedures.actions.stamp import touch
from motcua.procedures.events import OverrideEnded, OverridePublished
from motcua.procedures.models import Override, Procedure
from motcua.procedures.rules.canonical import document_hash
from motcua.procedures.rules.overrides import shape_faults
from motcua.units import queries as units

NO_PROCEDURE = _("Không có thủ tục mã %(code)s.")
LEVELS = frozenset({"district", "commune"})


@transaction.atomic
def publish_override(
    *, actor: Actor, code: str, unit_id: int, changes: Sequence[Mapping[str, Any]], valid_from: date, reason: str
) -> Override:
    """The unit does these things otherwise from `valid_from` on; its override before ends on that day.

    Refuses changes that can't be read or do not fit the city's version of that day (each at its number), a start in the
    past or before a later override, no reason, and units outside the actor's reach.
    """
    accounts.demand(actor, "procedures.override", unit_id)
    node = units.tree().nodes.get(unit_id)
    if node is None or node.level not in LEVELS:
        raise NotFound(_("Chỉ quận, huyện, phường, xã có quy định riêng."))
    procedure = locked(code)
    reason = folding.clean(reason)[:500]
    faults: dict[str, Any] = {fault.path: fault.message for fault in shape_faults(changes)}
    if not changes:
        faults["changes"] = _("Chưa có thay đổi nào so với thủ tục chung")
    if not reason:
        faults["reason"] = _("Hãy ghi căn cứ của quy định riêng")
    own = Override.objects.filter(procedure=procedure, unit_id=unit_id)
    if valid_from < clock.today():
        faults["valid_from"] = _("Chọn từ hôm nay trở đi")
    elif own.filter(valid_from__gte=valid_from).exists():
        faults["valid_from"] = _("Đã có quy định bắt đầu cùng ngày hoặc sau ngày này")
    if faults:
        raise Refusal(_("Chưa lưu được quy định riêng."), fields=faults, code="invalid")
    row = Override(
        procedure=procedure, unit_id=unit_id, changes=[dict(one) for one in changes], reason=reason,
        valid_from=valid_from, made_at=clock.now(), made_by=actor.snapshot(),
    )  # fmt: skip
    check(procedure, row)
    for before in own.filter(Q(valid_until=None) | Q(valid_until__gt=valid_from)):
        close(before, valid_from, actor)
    row.save()
    derive_all(procedure, actor)
    touch()
    note(
        row,
        "override-published",
        actor,
        {"valid_from": valid_from.isoformat(), "hash": document_hash({"changes": row.changes})},
    )
    announce(OverridePublished(row.pk, code, unit_id, valid_from.isoformat()))
    return row


def check(procedure: Procedure, row: Override) -> None:
    """Against each version of the city that it will meet, on top of the units above."""
    above = units.ancestors_of(row.unit_id)
    day = row.valid_from
    there = Q(valid_until=None) | Q(valid_until__gt=day)
    upper = Override.objects.filter(there, procedure=procedure, unit_id__in=above, valid_from__lte=day)
    order = {unit_id: place for place, unit_id in enumerate(above)}
    chain = [*sorted(upper, key=lambda one: order[one.unit_id]), row]
    versions = list(procedure.versions.published().filter(there))
    if not versions:
        raise Refusal(
            _("Thủ tục này chưa có phiên bản áp dụng vào ngày đó."), fields={"valid_from": _("Chọn ngày khác")}
        )
    for base in versions:
        demand_fitting(base, chain)


@transaction.atomic
def end_override(*, actor: Actor, override_id: int, on: date | None = None) -> Override:
    """The unit follows the city's procedure again from the day `on` (default: today); dossiers under way keep theirs."""
    code, unit_id = Override.objects.filter(pk=override_id).values_list("procedure__code", "unit_id").first() or (
        None,
        None,
    )
    if code is None or unit_id is None or not accounts.covers(actor, unit_id):
        raise NotFound(_("Không có quy định riêng này."))
    accounts.demand(actor, "procedures.override", unit_id)
    procedure = locked(code)
    row, day = Override.objects.get(pk=override_id), on or clock.today()
    if day < clock.today() or (row.valid_until is not None and row.valid_until <= day):
        raise Refusal(_("Chỉ kết thúc từ hôm nay trở đi."), fields={"on": _("Chọn từ hôm nay trở đi")})
    if day <= row.valid_from:
        row.delete()
        note(row, "override-withdrawn", actor, {"valid_from": row.valid_from.isoformat()})
    else:
        close(row, day, actor)
    derive_all(procedure, actor)
    touch()
    return row


def close(row: Override, until: date, actor: Actor) -> None:
    """Sets the end, writes it down and announces it."""
    row.valid_until = until
    row.save(update_fields=["valid_until"])
    note(row, "override-ended", actor, {"valid_until": until.isoformat()})
    announce(OverrideEnded(row.pk, row.procedure.code, row.unit_id, until.isoformat()))


def note(row: Override, kind: str, actor: Actor, data: Mapping[str, Any]) -> None:
    """One line of the procedure's ledger, owned by the unit."""
    told = {"unit": row.unit_id, "reason": row.reason, **data}
    ledger.append(f"procedure:{row.procedure.code}", ledger.Entry(kind, actor, "public", told, unit_id=row.unit_id))


def locked(code: str) -> Procedure:
    """The procedure, locked until commit: publications of one procedure go one after the other."""
    procedure = Procedure.objects.select_for_update().filter(code=code).first()
    if procedure is None:
        raise NotFound(NO_PROCEDURE % {"code": code})
    return procedure
