"""Merging duplicates: one thing in the street, one piece of work, one answer for everybody who reported it.

The report whose answer is due first stays, so that merging never buys time. The other one closes its work without having
done anything in time: late already, it stays late; otherwise its own clock goes on and is judged at the moment of the
common answer. Reporters and followers move along.
"""

from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from motcua.feedback.actions.case import KIND, Case, opened, write_to
from motcua.feedback.actions.following import count, put
from motcua.feedback.models import Follower, Report
from motcua.feedback.permissions import may
from motcua.feedback.queries.reports import by_code
from motcua.feedback.rules.clocks import is_late, stopped, verdict
from motcua.feedback.rules.states import CLOSED, State
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import Refusal
from motcua.ledger.actions import Entry, append
from motcua.work import actions as work

TOGETHER = "the report that stays, and those merged into it, changed together under its lock"


def merge(
    *, actor: Actor, report_id: int, into: str, reason: str = "", revision: int | None = None, at: Any = None
) -> Report:
    """Merges a report into the one of the code `into`; refuses when that one may be answered later than this one."""
    with opened(report_id, "merge", actor=actor, revision=revision, at=at) as case:
        report, main = case.report, kept(case, into)
        case.go("merge")
        report.merged_into, report.merged_at = main, case.at
        if is_late(report.verdict, report.due_at, case.at):
            report.verdict = "late"
        case.stop("accept")
        work.close_items(subject=report.subject, kinds=[KIND], at=case.at, done=False, tell=case.entries.append)
        case.tell("report.merged", {"into": main.code, "reason": reason})
        case.letters.append("report.merged")
        told = Entry("report.absorbed", actor, "staff", {"code": report.code}, case.at, main.holder_unit_id)
        append(main.subject, told)
        Report.objects.regardless(TOGETHER).filter(merged_into=report).update(merged_into=main)
        move_followers(report, main)
    return case.report


def kept(case: Case, code: str) -> Report:
    """The report that stays, locked and checked. Refuses at the field with the code."""
    found = by_code(code)
    rows = Report.objects.regardless(TOGETHER).filter(pk=found.pk if found else None)
    main = (rows.select_for_update() if connection.vendor == "postgresql" else rows).first()
    fault: Any = ""
    if main is None or not may(case.actor, "merge", main) or main.unit_id != case.report.unit_id:
        fault = _("Không có phản ánh nào của nơi này mang mã đó")
    elif main.pk == case.report.pk:
        fault = _("Không gộp một phản ánh vào chính nó")
    elif State(main.state) in CLOSED:
        fault = _("Phản ánh đó đã kết thúc; chỉ gộp vào phản ánh đang xử lý")
    elif main.due_at > case.report.due_at:
        fault = _("Phản ánh đó có hạn trả lời muộn hơn. Hãy gộp theo chiều ngược lại: hạn sớm hơn được giữ")
    if fault or main is None:
        raise Refusal(fault, fields={"into": fault})
    return main


def move_followers(report: Report, main: Report) -> None:
    """Who followed the one, or sent it under a name, follows the other from now on; nobody hears things twice."""
    moving = list(Follower.objects.filter(report=report).values_list("user_id", flat=True))
    Follower.objects.filter(report=report).delete()
    count(report.pk, -len(moving))
    for user_id in moving:
        if user_id != main.reporter_id:
            put(main, user_id, report.code)


def settle(case: Case, *, letter: str, **columns: Any) -> int:
    """Ends what was merged into this report together with it: same answer or reason, each judged by its own clock."""
    rows = Report.objects.regardless(TOGETHER).filter(merged_into=case.report, closed_at__isnull=True)
    rows = rows.select_for_update() if connection.vendor == "postgresql" else rows
    ended = list(rows.order_by("id"))
    for each in ended:
        for name, value in columns.items():
            setattr(each, name, value)
        each.closed_at = case.at
        each.verdict = each.verdict or verdict(each.due_at, case.at)
        each.clocks = stopped(each.clocks, "answer", case.at)
        each.revision += 1
        each.save(update_fields=[*columns, "closed_at", "verdict", "clocks", "revision"])
        data = {"with": case.report.code, "verdict": each.verdict}
        append(each.subject, Entry("report.settled", case.actor, "applicant", data, case.at, each.holder_unit_id))
        write_to(each, letter)
    return len(ended)
