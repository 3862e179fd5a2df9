"""What the one-stop desk answers: complete, incomplete, or not to be received."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.dossiers.actions.case import opened
from motcua.dossiers.actions.clocks import start_clock
from motcua.dossiers.actions.holding import close_items, stand_at
from motcua.dossiers.actions.slips import issue_slip
from motcua.dossiers.events import DossierAccepted, DossierRefused
from motcua.dossiers.models import Dossier, Paper, SlipKind
from motcua.dossiers.rules import steps as way
from motcua.dossiers.rules.states import State
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import Refusal


def demand_reason(reason: str, field: str = "reason") -> str:
    """The reason, cleaned; refuses an empty one: nobody is turned away without knowing why."""
    text = clean(reason, multiline=True)
    if len(text) < 5:
        raise Refusal(_("Cần ghi rõ lý do."), fields={field: _("Hãy ghi rõ lý do")}, code="reason")
    return text[:4000]


def accept(
    *,
    actor: Actor,
    dossier_id: int,
    expected_revision: int | None = None,
    papers: Mapping[str, Mapping[str, Any]] | None = None,
    at: datetime | None = None,
) -> Dossier:
    """Receives a complete dossier: the clock starts, the receipt (slip 01) promises a date, the first step is held.

    `papers` {key: {"state", "originals", "copies"}} corrects what was handed in. Answers within 8 working hours
    (QĐ 766 counts a later answer as received late) are judged by the receive item's own due time.
    """
    with opened(dossier_id, "accept", actor=actor, expected_revision=expected_revision, at=at) as case:
        dossier = case.dossier
        for key, change in (papers or {}).items():
            kept = {name: change[name] for name in ("state", "originals", "copies") if name in change}
            Paper.objects.filter(dossier=dossier, key=key).update(**kept)
        case.go("accept")
        dossier.answered_at = case.at
        start_clock(case)
        close_items(case)
        stand_at(case, way.first(case.steps))
        slip = issue_slip(case, SlipKind.RECEIPT, {"received": dossier.received_at, "due": dossier.due_at})
        due = dossier.due_at.isoformat() if dossier.due_at else ""
        case.tell(
            "dossier.accepted", {"due": due, "slip": slip.number, "to_unit": dossier.holder_unit.name}, public=True
        )
        case.write_to_person("dossier.accepted", unit=dossier.holder_unit.name, due=dossier.due_at)
        case.fact(DossierAccepted, due_at=due)
    return case.dossier


def refuse(
    *,
    actor: Actor,
    dossier_id: int,
    reason: str,
    contact: str = "",
    gaps: Sequence[str] = (),
    expected_revision: int | None = None,
    at: datetime | None = None,
) -> Dossier:
    """Doesn't receive it (slip 03): always with the reason, the gaps, and whom to ask."""
    reason = demand_reason(reason)
    with opened(dossier_id, "refuse", actor=actor, expected_revision=expected_revision, at=at) as case:
        case.go("refuse")
        case.dossier.answered_at = case.at
        close_items(case)
        data = {"reason": reason, "gaps": list(gaps), "contact": contact or contact_of(case), "after_appraisal": False}
        slip = issue_slip(case, SlipKind.REFUSAL, data)
        case.tell("dossier.refused", {**data, "slip": slip.number}, public=True)
        case.write_to_person("dossier.refused")
        case.fact(DossierRefused)
    return case.dossier


def contact_of(case: Any) -> str:
    """Whom the person may ask: the officer and the desk's phone number."""
    parts = (case.actor.name if case.actor.is_staff else "", case.unit.name, case.unit.phone)
    return ", ".join(part for part in parts if part)


def reject_as_ineligible(
    *,
    actor: Actor,
    dossier_id: int,
    reason: str,
    contact: str = "",
    expected_revision: int | None = None,
    at: datetime | None = None,
) -> Dossier:
    """Not eligible after appraisal: written reason to the person at once, at latest within 2 working days (slip 03)."""
    reason = demand_reason(reason)
    with opened(dossier_id, "reject_as_ineligible", actor=actor, expected_revision=expected_revision, at=at) as case:
        case.go("reject_as_ineligible", State.NOT_ELIGIBLE)
        close_items(case)
        data = {"reason": reason, "gaps": [], "contact": contact or contact_of(case), "after_appraisal": True}
        slip = issue_slip(case, SlipKind.REFUSAL, data)
        case.tell("dossier.not_eligible", {**data, "slip": slip.number}, public=True)
        case.write_to_person("dossier.not_eligible")
        case.fact(DossierRefused, eligible=False)
    return case.dossier
