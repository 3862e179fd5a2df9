"""Late: at latest the day before, an apology with reason and one new date, signed by the head (slip 04)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.actions.case import Case, locked, opened
from motcua.dossiers.actions.holding import close_items, open_item
from motcua.dossiers.actions.reception import demand_reason
from motcua.dossiers.actions.slips import slip_number
from motcua.dossiers.events import DossierRescheduled
from motcua.dossiers.models import Dossier, Slip, SlipKind
from motcua.dossiers.permissions import demand_on
from motcua.dossiers.queries.clocks import limit_at
from motcua.dossiers.rules.plain import plain
from motcua.dossiers.rules.states import AT_WORK
from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.refusals import Conflict, Refusal
from motcua.work import actions as work

PROPOSED_DAYS = 3
HOLDER_STEPS = ("dossier.step", "dossier.supplement_check", "dossier.sign")


def waiting_draft(dossier: Dossier) -> Slip | None:
    """The drafted apology that waits for the head."""
    return Slip.objects.filter(dossier=dossier, kind=SlipKind.APOLOGY, issued_at__isnull=True).first()


def proposed_date(case: Case) -> datetime | None:
    """A new date to propose: some working days behind the present limit, or behind now when that is past."""
    start = max(case.at, case.dossier.due_at or case.at)
    return limit_at(f"working {PROPOSED_DAYS}d", case.dossier.unit_id, start, field=case.definition.field_code)


@transaction.atomic
def propose_apology(
    *,
    dossier_id: int,
    actor: Actor = SYSTEM,
    reason: str = "",
    new_due: datetime | None = None,
    expected_revision: int | None = None,
    at: datetime | None = None,
) -> Slip | None:
    """Drafts the apology for the head's approval; None when nothing is to be apologised for (any more).

    The job calls it a day ahead without a reason, which the head must then give; an officer gives one at once.
    """
    moment = at or clock.now()
    dossier = locked(dossier_id)
    demand_on(actor, "propose_apology", dossier)
    draft = waiting_draft(dossier)
    if dossier.rescheduled or dossier.due_at is None or dossier.state not in AT_WORK:
        return None
    if draft is not None and actor.kind == "system":
        return draft
    with opened(dossier_id, "propose_apology", actor=actor, expected_revision=expected_revision, at=moment) as case:
        facts = {"reason": reason.strip(), "first_due": case.dossier.due_at, "new_due": new_due or proposed_date(case)}
        if draft is None:
            draft = Slip(dossier=case.dossier, kind=SlipKind.APOLOGY, drafted_at=moment)
            open_item(case, "dossier.apologise", unit_id=dossier.unit_id, role="unit_head", due=dossier.due_at)
        draft.data = plain(facts)
        draft.save()
        case.tell("dossier.apology_drafted", facts, audience="staff")
    return draft


def apologise(
    *,
    actor: Actor,
    dossier_id: int,
    reason: str,
    new_due: datetime,
    expected_revision: int | None = None,
    at: datetime | None = None,
) -> Dossier:
    """The head signs the apology: reason, one new date, sent and logged. Rescheduling happens at most once."""
    reason = demand_reason(reason)
    with opened(dossier_id, "apologise", actor=actor, expected_revision=expected_revision, at=at) as case:
        dossier = case.dossier
        _demand_reschedulable(case, new_due)
        slip = waiting_draft(dossier) or Slip(dossier=dossier, kind=SlipKind.APOLOGY, drafted_at=case.at)
        facts = {"reason": reason, "first_due": dossier.due_at, "new_due": new_due}
        slip.number, slip.data = slip_number(case, SlipKind.APOLOGY), plain(facts)
        slip.issued_at, slip.issued_by, slip.signer = case.at, actor.snapshot(), actor.name
        slip.save()
        dossier.rescheduled = True
        dossier.due_at = new_due
        dossier.clock = {**dossier.clock, "told": new_due.isoformat()}
        close_items(case, ["dossier.apologise"])
        work.reschedule(subject=dossier.subject, kinds=HOLDER_STEPS, due_at=new_due)
        case.tell("dossier.apologised", {**facts, "slip": slip.number}, public=True)
        case.write_to_person("dossier.late_apology", unit=case.unit.name, due=new_due)
        case.fact(DossierRescheduled, due_at=new_due.isoformat())
    return case.dossier


def _demand_reschedulable(case: Case, new_due: datetime) -> None:
    dossier = case.dossier
    if dossier.rescheduled:
        raise Conflict(_("Hồ sơ đã được hẹn lại một lần; pháp luật không cho hẹn lại lần nữa."), code="rescheduled")
    if dossier.state not in AT_WORK or dossier.due_at is None:
        raise Conflict(_("Hồ sơ không còn đang được giải quyết."), code="wrong-state")
    if new_due <= dossier.due_at or new_due <= case.at:
        raise Refusal(
            _("Ngày hẹn mới phải sau hạn trả kết quả và sau thời điểm hiện tại."),
            fields={"new_due": _("Chọn ngày muộn hơn")},
            code="invalid",
        )
