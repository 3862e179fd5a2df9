"""Rows of the official slips: number, signer and the facts the sheet is set from.

`data` holds the facts of this slip: receipt {due, received}; supplement {items, reason, until}; refusal {reason, gaps,
after_appraisal}; apology {reason, first_due, new_due}; stop {reason, asked, given_back}. `data["contents"]` is the whole
sheet, frozen at its first print (`freeze_slip`).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.dossiers.actions.case import Case
from motcua.dossiers.models import Slip, SlipKind
from motcua.dossiers.rules.plain import plain
from motcua.dossiers.slips.contents import MARKS, number_words
from motcua.dossiers.slips.contents import SlipKind as Form
from motcua.kernel import clock
from motcua.kernel.numbers import next_number
from motcua.kernel.prepared import insert


def slip_number(case: Case, kind: SlipKind) -> str:
    """The next number of a kind at the unit in the local year: '15/PBS-UBND'."""
    form = Form(int(kind))
    serial = next_number(f"slip:{case.dossier.unit_id}:{MARKS[form]}:{clock.local(case.at).year}")
    return number_words(form, serial, str(case.unit.branding.get("office", "")))


def issue_slip(case: Case, kind: SlipKind, data: Mapping[str, Any], *, signer: str = "") -> Slip:
    """Writes a numbered slip issued now by the actor."""
    slip = Slip(
        dossier=case.dossier,
        kind=kind,
        number=slip_number(case, kind),
        data=plain(data),
        drafted_at=case.at,
        issued_at=case.at,
        issued_by=case.actor.snapshot(),
        signer=signer or case.actor.name,
    )
    insert(Slip, [slip])
    return slip


def freeze_slip(*, slip_id: int, contents: Mapping[str, Any], at: datetime | None = None) -> Mapping[str, Any]:
    """Keeps the whole sheet as first printed and answers what is kept: later prints give the same paper."""
    with transaction.atomic():
        slip = Slip.objects.select_for_update().get(pk=slip_id)
        if "contents" not in slip.data:
            slip.data = {**slip.data, "contents": plain(contents)}
            slip.save(update_fields=["data"])
        return dict(slip.data["contents"])
