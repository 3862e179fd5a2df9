"""Which unit takes which procedure."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.accounts import permissions as accounts
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import NotFound
from motcua.ledger import actions as ledger
from motcua.procedures.actions.stamp import touch
from motcua.procedures.models import Offering, Procedure


@transaction.atomic
def offer(*, actor: Actor, code: str, unit_ids: list[int], valid_from: date) -> int:
    """The units take the procedure from that day; those that already do stay as they are. Answers how many are new."""
    accounts.demand(actor, "procedures.offer")
    procedure = Procedure.objects.select_for_update().filter(code=code).first()
    if procedure is None:
        raise NotFound(_("Không có thủ tục mã %(code)s.") % {"code": code})
    running = procedure.offerings.filter(Q(valid_until=None) | Q(valid_until__gt=valid_from), unit_id__in=unit_ids)
    taken = set(running.values_list("unit_id", flat=True))
    rows = [
        Offering(procedure=procedure, unit_id=unit_id, valid_from=valid_from)
        for unit_id in dict.fromkeys(unit_ids)
        if unit_id not in taken
    ]
    Offering.objects.bulk_create(rows)
    if rows:
        data = {"units": [row.unit_id for row in rows], "valid_from": valid_from.isoformat()}
        ledger.append(f"procedure:{code}", ledger.Entry("offered", actor, "public", data))
        touch()
    return len(rows)


@transaction.atomic
def withdraw_offer(*, actor: Actor, code: str, unit_id: int, on: date | None = None) -> None:
    """The unit takes no new dossiers of the procedure from the day `on` (default: today)."""
    accounts.demand(actor, "procedures.offer", unit_id)
    day = on or clock.today()
    running = Offering.objects.filter(
        Q(valid_until=None) | Q(valid_until__gt=day), procedure__code=code, unit_id=unit_id
    )
    if not running.exists():
        raise NotFound(_("Đơn vị này không tiếp nhận thủ tục đó."))
    running.filter(valid_from__gte=day).delete()
    running.update(valid_until=day)
    entry = ledger.Entry(
        "offer-withdrawn", actor, "public", {"unit": unit_id, "until": day.isoformat()}, unit_id=unit_id
    )
    ledger.append(f"procedure:{code}", entry)
    touch()
