"""Ended without a result: taken back by the person, or stopped by the office."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.dossiers.actions.case import opened
from motcua.dossiers.actions.holding import close_items, open_item, relabel, step_due
from motcua.dossiers.actions.reception import demand_reason
from motcua.dossiers.actions.slips import issue_slip
from motcua.dossiers.events import DossierStopped, DossierWithdrawn
from motcua.dossiers.models import Dossier, SlipKind
from motcua.dossiers.permissions import LEADERS
from motcua.dossiers.rules import deadlines
from motcua.dossiers.rules.states import State
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import NotAllowed


def withdraw(
    *,
    actor: Actor,
    dossier_id: int,
    reason: str = "",
    secret: str = "",
    expected_revision: int | None = None,
    at: datetime | None = None,
) -> Dossier:
    """Before reception the person takes it back freely; after a request the office grants it (slip 05)."""
    with opened(dossier_id, "withdraw", actor=actor, expected_revision=expected_revision, at=at, secret=secret) as case:
        granted = case.dossier.state == State.WITHDRAWAL_REQUESTED
        if granted and not actor.is_staff:
            raise NotAllowed(_("Yêu cầu rút hồ sơ đang được xem xét."))
        case.go("withdraw")
        close_items(case)
        told: dict[str, Any] = {"reason": clean(reason, multiline=True)[:2000], "granted": granted}
        if granted:
            asked = case.dossier.progress.get("since")
            told["slip"] = issue_slip(
                case, SlipKind.STOP, {"reason": told["reason"], "asked": asked, "given_back": ""}
            ).number
        case.tell("dossier.withdrawn", told, public=True)
        case.write_to_person("dossier.withdrawn")
        case.fact(DossierWithdrawn)
    return case.dossier


def request_withdrawal(
    *,
    actor: Actor,
    dossier_id: int,
    reason: str,
    secret: str = "",
    expected_revision: int | None = None,
    at: datetime | None = None,
) -> Dossier:
    """After reception the person asks for it back (own form, NĐ 118/2025 Art. 21); the office decides."""
    reason = demand_reason(reason)
    with opened(
        dossier_id, "request_withdrawal", actor=actor, expected_revision=expected_revision, at=at, secret=secret
    ) as case:
        dossier = case.dossier
        paused_for = (deadlines.open_pause(dossier.pauses) or {}).get("why", "")
        dossier.clock = {
            **dossier.clock,
            "before_withdrawal": {"state": dossier.state, "prior": dossier.prior_state, "why": paused_for},
        }
        case.go("request_withdrawal")
        open_item(
            case, "dossier.withdrawal", unit_id=dossier.unit_id, role="department_head", due=step_due(case, case.step)
        )
        relabel(case)
        case.tell("dossier.withdrawal_requested", {"reason": reason}, public=True)
        case.write_to_person("dossier.withdrawal_requested")
        case.moved()
    return case.dossier


def decline_withdrawal(
    *,
    actor: Actor,
    dossier_id: int,
    reason: str,
    expected_revision: int | None = None,
    at: datetime | None = None,
) -> Dossier:
    """Goes on where it stood, with the reason why it can't be given back."""
    reason = demand_reason(reason)
    with opened(dossier_id, "decline_withdrawal", actor=actor, expected_revision=expected_revision, at=at) as case:
        dossier = case.dossier
        before = dossier.clock.get("before_withdrawal", {})
        case.go("decline_withdrawal", State(before.get("state", State.PROCESSING)))
        dossier.prior_state = before.get("prior", "")
        dossier.clock = {key: value for key, value in dossier.clock.items() if key != "before_withdrawal"}
        close_items(case, ["dossier.withdrawal"])
        relabel(case)
        case.tell("dossier.withdrawal_declined", {"reason": reason})
        case.write_to_person("dossier.resumed", at=case.at, due=dossier.due_at)
        case.moved()
    return case.dossier


def stop(
    *,
    actor: Actor,
    dossier_id: int,
    reason: str,
    expected_revision: int | None = None,
    at: datetime | None = None,
) -> Dossier:
    """A leader ends it by law without a result (slip 05), with the reason in writing."""
    reason = demand_reason(reason)
    if actor.role not in LEADERS and actor.kind != "system":
        raise NotAllowed(_("Chỉ lãnh đạo được dừng giải quyết hồ sơ."))
    with opened(dossier_id, "stop", actor=actor, expected_revision=expected_revision, at=at) as case:
        case.go("stop")
        close_items(case)
        slip = issue_slip(case, SlipKind.STOP, {"reason": reason, "asked": None, "given_back": ""})
        case.tell("dossier.stopped", {"reason": reason, "slip": slip.number}, public=True)
        case.write_to_person("dossier.stopped")
        case.fact(DossierStopped)
    return case.dossier
