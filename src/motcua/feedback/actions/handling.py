"""Verbs of the unit in charge: accept, decline, hand over, answer; and what everybody of the house may add."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.feedback.actions.case import KIND, Case, opened
from motcua.feedback.actions.merging import settle
from motcua.feedback.actions.submit import demand_pictures
from motcua.feedback.events import ReportAnswered, ReportDeclined
from motcua.feedback.models import Photo, PhotoMoment, Report
from motcua.feedback.rules.clocks import verdict
from motcua.files import actions as files
from motcua.files.models import Owner
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import Conflict, Refusal
from motcua.units.queries import is_active, unit_by_id
from motcua.work import actions as work


def words(text: str, field: str, message: Any, most: int = 4000) -> str:
    """The cleaned text; refuses an empty one at its field."""
    text = clean(text, multiline=True)[:most]
    if not text:
        raise Refusal(message, fields={field: message})
    return text


def accept(*, actor: Actor, report_id: int, revision: int | None = None, at: Any = None) -> Report:
    """The unit takes the report; the officer who did so holds it from now on."""
    with opened(report_id, "accept", actor=actor, revision=revision, at=at) as case:
        case.go("accept")
        case.report.accepted_at = case.at
        case.stop("accept")
        case.tell("report.accepted")
        case.letters.append("report.accepted")
        label = str(case.report.state_words)
        work.reassign(subject=case.report.subject, holder_user_id=actor.user_id, state_label=label)
    return case.report


def decline(*, actor: Actor, report_id: int, reason: str, revision: int | None = None, at: Any = None) -> Report:
    """The unit can't take the report and says why; the reporter reads the reason."""
    reason = words(reason, "reason", _("Ghi lý do để người phản ánh hiểu"))
    with opened(report_id, "decline", actor=actor, revision=revision, at=at) as case:
        case.go("decline")
        case.report.refusal = reason
        finish(case)
        settle(case, letter="report.declined", refusal=reason)
        case.tell("report.declined", {"reason": reason})
        case.letters.append("report.declined")
        case.fact(ReportDeclined)
    return case.report


def finish(case: Case) -> None:
    """Freezes the verdict: of the report, of its milestone, of its item in the inbox."""
    report = case.report
    report.closed_at = case.at
    report.verdict = verdict(report.due_at, case.at)
    case.stop("accept")
    case.stop("answer")
    work.close_items(subject=report.subject, kinds=[KIND], at=case.at, tell=case.entries.append)


def hand_over(
    *, actor: Actor, report_id: int, unit_id: int, reason: str, revision: int | None = None, at: Any = None
) -> Report:
    """Another unit is in charge; it has to accept, and the clock goes on as if nothing had happened."""
    reason = words(reason, "reason", _("Ghi lý do chuyển"))
    with opened(report_id, "hand_over", actor=actor, revision=revision, at=at) as case:
        report = case.report
        if unit_id == report.holder_unit_id or not is_active(unit_id):
            raise Refusal(_("Chọn một đơn vị khác đang hoạt động."), fields={"unit": _("Chọn đơn vị khác")})
        before = report.holder_unit.name
        case.go("hand_over")
        report.holder_unit = unit_by_id(unit_id)
        case.tell("report.handed_over", {"from": before, "to": report.holder_unit.name, "reason": reason})
        work.reassign(subject=report.subject, holder_user_id=None, unit_id=unit_id, state_label=str(report.state_words))
    return case.report


def draft_answer(
    *,
    actor: Actor,
    report_id: int,
    answer: str,
    handled: bool,
    photos: Sequence[str] = (),
    uploads: Owner | None = None,
    revision: int | None = None,
    at: Any = None,
) -> Report:
    """Writes the answer for the leader's approval; `handled` says that the thing itself is done."""
    answer = words(answer, "answer", _("Viết câu trả lời"))
    with opened(report_id, "draft_answer", actor=actor, revision=revision, at=at) as case:
        report = case.report
        case.go("draft_answer")
        report.draft_answer = answer
        if handled:
            case.handle()
        kept = keep_after(report, photos, actor, uploads)
        case.tell("report.drafted", {"answer": answer, "handled": handled, "photos": kept}, audience="staff")
        label = str(report.state_words)
        work.reassign(subject=report.subject, holder_user_id=None, holder_role="unit_head", state_label=label)
    return case.report


def keep_after(report: Report, photos: Sequence[str], actor: Actor, uploads: Owner | None) -> int:
    """Keeps pictures that show the work done; answers how many."""
    unique = list(dict.fromkeys(photos))
    videos = demand_pictures(unique)
    files.keep(ids=unique, kept_for=report.subject, actor=actor, owner=uploads, videos=True, raw=True)
    Photo.objects.bulk_create(
        [
            Photo(report=report, file_id=each, moment=PhotoMoment.AFTER, is_video=each in videos, round=report.round)
            for each in unique
        ],
        ignore_conflicts=True,
    )
    return len(unique)


def complete(
    *,
    actor: Actor,
    report_id: int,
    photos: Sequence[str] = (),
    uploads: Owner | None = None,
    revision: int | None = None,
    at: Any = None,
) -> Report:
    """Says that the thing itself is done, before or after the answer: a fact of its own, said once in a round."""
    with opened(report_id, "complete", actor=actor, revision=revision, at=at) as case:
        if not case.handle():
            raise Conflict(_("Đã ghi là xử lý xong rồi."), code="handled")
        kept = keep_after(case.report, photos, actor, uploads)
        case.tell("report.handled", {"photos": kept})
        case.letters.append("report.handled")
    return case.report


def send_back(*, actor: Actor, report_id: int, reason: str, revision: int | None = None, at: Any = None) -> Report:
    """The leader wants the draft changed and says what."""
    reason = words(reason, "reason", _("Ghi điều cần sửa"))
    with opened(report_id, "send_back", actor=actor, revision=revision, at=at) as case:
        case.go("send_back")
        case.tell("report.sent_back", {"reason": reason}, audience="staff")
        label = str(case.report.state_words)
        work.reassign(subject=case.report.subject, holder_user_id=None, holder_role="", state_label=label)
    return case.report


def approve(*, actor: Actor, report_id: int, answer: str, revision: int | None = None, at: Any = None) -> Report:
    """The leader signs for the answer, as it stands or changed: it is sent, and the verdict is frozen."""
    answer = words(answer, "answer", _("Viết câu trả lời"))
    with opened(report_id, "approve", actor=actor, revision=revision, at=at) as case:
        report = case.report
        case.go("approve")
        report.answer, report.answered_at = answer, case.at
        report.answered_by = actor.snapshot()
        finish(case)
        settle(case, letter="report.answered", answer=answer, answered_at=case.at, answered_by=report.answered_by)
        case.tell("report.answered", {"answer": answer})
        case.letters.append("report.answered")
        case.fact(ReportAnswered)
    return case.report


def add_note(*, actor: Actor, report_id: int, text: str, at: Any = None) -> Report:
    """A note for colleagues; touches no clock and no state."""
    text = words(text, "text", _("Viết ghi chú"))
    with opened(report_id, "add_note", actor=actor, at=at) as case:
        note = {"who": actor.name, "post": actor.post, "at": case.at.isoformat(), "text": text}
        case.report.notes = [*case.report.notes, note]
        case.report.revision -= 1
        case.tell("report.noted", {"text": text}, audience="staff")
    return case.report
