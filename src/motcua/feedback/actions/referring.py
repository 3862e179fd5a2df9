"""To a colleague, and to the city's hotline: what is not in these hands is put into others', with a trace."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.feedback.actions.case import opened
from motcua.feedback.actions.handling import finish, words
from motcua.feedback.actions.merging import settle
from motcua.feedback.events import ReportDeclined
from motcua.feedback.models import Report
from motcua.feedback.providers.base import Referral
from motcua.feedback.providers.registry import hotline
from motcua.feedback.queries.people import colleagues_for
from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.folding import clean
from motcua.kernel.outbox import enqueue
from motcua.kernel.refusals import Refusal
from motcua.kernel.typed import subject_number
from motcua.ledger.actions import Entry, append, note_access
from motcua.notifications.actions import send
from motcua.work import actions as work

REFER = "feedback.refer"
ONE = "the report that goes to the hotline, named by the job"


def assign(
    *, actor: Actor, report_id: int, user_id: int, note: str = "", revision: int | None = None, at: Any = None
) -> Report:
    """Makes a report the task of a colleague at the unit that holds it; clock, state and head stay as they are."""
    with opened(report_id, "assign", actor=actor, revision=revision, at=at) as case:
        report = case.report
        chosen = {user.pk: user for user in colleagues_for(report)}.get(user_id)
        if chosen is None:
            fault = _("Người này không còn nhiệm vụ ở đơn vị đang giữ")
            raise Refusal(fault, fields={"user_id": fault})
        case.go("assign")
        work.reassign(subject=report.subject, holder_user_id=user_id, state_label=str(report.state_words))
        case.tell("report.assigned", {"to": str(chosen), "note": clean(note)[:500]}, audience="staff")
        send(
            "work.assigned",
            user_id=user_id,
            context={"code": report.code, "due": f"{clock.local(report.due_at):%H:%M %d/%m/%Y}", "title": report.code},
            link=f"/can-bo/phan-anh/{report.pk}/",
            related=report.subject,
            key=f"report.assigned:{report.pk}:{report.revision}",
        )
    return case.report


def refer(*, actor: Actor, report_id: int, reason: str, revision: int | None = None, at: Any = None) -> Report:
    """Hands a report over to the city's hotline 1022: it ends here with a reason, and goes out after commit, once."""
    reason = words(reason, "reason", _("Ghi lý do chuyển"))
    with opened(report_id, "refer", actor=actor, revision=revision, at=at) as case:
        report = case.report
        case.go("refer")
        report.refusal = reason
        report.referral = {"to": "1022", "at": case.at.isoformat()}
        finish(case)
        settle(case, letter="report.declined", refusal=reason)
        case.tell("report.referred", {"reason": reason})
        case.letters.append("report.referred")
        case.fact(ReportDeclined)
        enqueue(REFER, key=f"{REFER}:{report.pk}:{report.round}", report_id=report.pk)
    return case.report


def send_referral(*, report_id: int) -> str:
    """Gives a report to the hotline's system and keeps the number it got there; asked again it changes nothing.

    Nothing of the reporter goes out but what was written: an answer comes back to the unit, which knows whom to tell.
    """
    report = Report.objects.regardless(ONE).select_related("unit").get(pk=report_id)
    if report.referral.get("number"):
        return str(report.referral["number"])
    number = hotline().hand_over(
        Referral(
            reference=report.code,
            category=report.category_name,
            text=report.description,
            address=report.address,
            longitude=report.longitude,
            latitude=report.latitude,
            sent_at=report.submitted_at,
            unit=report.unit.name,
            reason=report.refusal,
        )
    )
    with transaction.atomic():
        report.referral = {**report.referral, "number": number}
        report.save(update_fields=["referral"])
        append(
            report.subject,
            Entry("report.referral_taken", SYSTEM, "applicant", {"number": number}, clock.now(), report.unit_id),
        )
    return number


def note_look(kept_for: str, actor: Actor) -> None:
    """That an officer opened an original picture is written down, also when it was opened by its own address."""
    if actor.is_staff and subject_number(kept_for, "report") is not None:
        note_access(kept_for, actor, str(_("Xem ảnh gốc của phản ánh")))
