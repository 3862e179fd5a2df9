"""Verbs of the reporter after the answer: say whether it is solved, and once that it is not."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.feedback.actions.case import fact_of, opened
from motcua.feedback.actions.handling import words
from motcua.feedback.actions.submit import open_work, timed
from motcua.feedback.events import ReportFact, ReportRated
from motcua.feedback.models import Report
from motcua.feedback.queries.reports import may_reopen
from motcua.feedback.rules.clocks import LAST
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.outbox import announce
from motcua.kernel.refusals import Conflict
from motcua.work import actions as work


def rate(*, actor: Actor, report_id: int, solved: bool, note: str = "", secret: str = "", at: Any = None) -> Report:
    """Records whether the reporter calls it solved; only that, not the answer, makes a report confirmed."""
    with opened(report_id, "rate", actor=actor, secret=secret, at=at) as case:
        report = case.report
        report.solved, report.rating_note = solved, clean(note)[:500]
        report.confirmed_at = case.at if solved else None
        if solved:
            work.take_mark_back(subject=report.subject, mark="dissatisfied")
        else:
            work.note_mark(subject=report.subject, mark="dissatisfied", at=case.at)
        case.tell("report.rated", {"solved": solved, "note": report.rating_note})
        announce(
            ReportRated(
                **asdict(fact_of(ReportFact, report, case.at)),
                answered_at=report.answered_at.isoformat() if report.answered_at else "",
                solved=solved,
            )
        )
    return case.report


def reopen(*, actor: Actor, report_id: int, reason: str, secret: str = "", at: Any = None) -> Report:
    """Begins a second round with a clock of its own; the first round's verdict stays as it was frozen."""
    reason = words(reason, "reason", _("Ghi vì sao chưa được giải quyết"), 1000)
    with opened(report_id, "reopen", actor=actor, secret=secret, at=at) as case:
        report = case.report
        if not may_reopen(report, case.at):
            raise Conflict(_("Chỉ yêu cầu xử lý lại được một lần, trong 15 ngày từ khi có trả lời."), code="too-late")
        first = {"clocks": report.clocks, "verdict": report.verdict, "answer": report.answer}
        report.earlier_rounds = [*report.earlier_rounds, {**first, "answered_at": str(report.answered_at)}]
        case.go("reopen")
        report.round += 1
        report.clocks = timed(report.category, report.unit_id, case.at)
        report.due_at = datetime.fromisoformat(report.clocks[LAST]["due"])
        report.accepted_at = report.answered_at = report.closed_at = report.handled_at = None
        report.published_at, report.solved, report.verdict = None, None, ""
        # The draft was the first round's answer: the second round begins without one.
        report.answer = report.draft_answer = ""
        case.tell("report.reopened", {"reason": reason, "round": report.round})
        work.note_mark(subject=report.subject, mark="reopened", at=case.at)
        open_work(report, opened_at=case.at)
    return case.report
