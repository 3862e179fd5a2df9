"""Reminded before the limit, the head at the limit, the level above after it: for reports, each once, never at night."""

from datetime import datetime
from typing import Any

import pytest

from motcua.accounts.factories import make_officer
from motcua.feedback import actions
from motcua.feedback.factories import LONG_AGO, answered, make_report, make_town
from motcua.kernel import clock, outbox
from motcua.ledger.queries import STAFF, timeline
from motcua.notifications.models import Message
from motcua.work import actions as work
from motcua.work import queries
from motcua.work.models import ItemMark
from motcua.work.queries import Asked

pytestmark = pytest.mark.django_db


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=clock.LOCAL)


@pytest.fixture
def present(monkeypatch):
    """Sets the clock."""
    return lambda text: monkeypatch.setattr(clock, "now", lambda: at(text))


@pytest.fixture
def town(present):
    present("2026-08-10 08:00")
    return make_town()


def told(user: Any) -> list[str]:
    """The notices of somebody, in order."""
    rows = Message.objects.filter(user=user, channel="app", template_code__startswith="work.")
    return list(rows.order_by("pk").values_list("template_code", flat=True))


def run_queue() -> None:
    """What the scheduled jobs do, twice: nothing is told twice."""
    for _each in range(2):
        work.remind_due_soon()
        work.escalate_overdue()
        work.raise_overdue()
    outbox.drain()


def test_a_report_is_reminded_escalated_and_raised_once_each(town, present):
    department, office = town.user("specialist"), town.office
    head = make_officer(office, "department_head", post=office.posts.get(is_head=True), valid_from=LONG_AGO)
    above = make_officer(town.place, "unit_head", post=town.place.posts.get(is_head=True), valid_from=LONG_AGO)
    # Monday, 240 minutes from 12:00: reminded at 15:00, late after 16:00.
    report = make_report(town, at=at("2026-08-10 12:00"))
    actions.accept(actor=town.actor("specialist"), report_id=report.pk, at=at("2026-08-10 12:10"))
    present("2026-08-10 14:59")
    run_queue()
    assert told(department) == []
    present("2026-08-10 15:00")
    run_queue()
    assert told(department) == ["work.due_soon"] and told(head) == []
    present("2026-08-10 16:01")
    run_queue()
    assert told(department) == ["work.due_soon", "work.overdue"] and told(head) == ["work.overdue_head"]
    assert told(above) == []
    for quiet in ("2026-08-10 17:30", "2026-08-11 00:00", "2026-08-11 07:29"):
        present(quiet)
        run_queue()
        assert told(above) == []
    present("2026-08-11 07:30")
    run_queue()
    run_queue()
    assert told(above) == ["work.overdue_above"] and told(head) == ["work.overdue_head"]


def test_a_limit_in_the_evening_is_told_in_the_morning(town, present):
    report = make_report(town, at=at("2026-08-10 17:00"))
    assert clock.local(report.due_at) == at("2026-08-10 21:00")
    actions.accept(actor=town.actor("specialist"), report_id=report.pk, at=at("2026-08-10 17:00"))
    for quiet in ("2026-08-10 21:01", "2026-08-10 23:59", "2026-08-11 00:00", "2026-08-11 07:29"):
        present(quiet)
        run_queue()
        assert told(town.user("specialist")) == []
    present("2026-08-11 07:30")
    run_queue()
    assert "work.overdue" in told(town.user("specialist"))


def test_what_was_answered_in_time_is_told_to_nobody(town, present):
    report = answered(town, make_report(town, at=at("2026-08-10 09:00")), at("2026-08-10 10:00"))
    present("2026-08-12 09:00")
    run_queue()
    assert told(town.user("specialist")) == [] and report.verdict == "on_time"


def test_reopened_and_dissatisfied_count_for_who_answered(town, present):
    report = answered(town, make_report(town, at=at("2026-08-10 09:00")), at("2026-08-10 10:00"))
    leader = town.actor("unit_head")

    def shown() -> tuple[int, int, float | None]:
        total = queries.account(leader, Asked(year=2026)).total
        return total.reopened, total.dissatisfied, total.share

    present("2026-08-11 08:00")
    assert shown() == (0, 0, 100.0)
    actions.rate(actor=town.person, report_id=report.pk, solved=False)
    actions.rate(actor=town.person, report_id=report.pk, solved=False)
    present("2026-08-11 08:05")
    assert shown() == (0, 1, 100.0)
    actions.rate(actor=town.person, report_id=report.pk, solved=True)
    assert shown() == (0, 0, 100.0)
    actions.rate(actor=town.person, report_id=report.pk, solved=False)
    actions.reopen(actor=town.person, report_id=report.pk, reason="Chưa vá")
    present("2026-08-11 08:10")
    assert shown() == (1, 1, 100.0)
    for result in ("reopened", "dissatisfied"):
        [row] = queries.answered_items(leader, Asked(year=2026, result=result))
        assert row["code"] == report.code and row["verdict"] == "on_time"
    # The ledger, from which nothing can be taken, tells the same.
    kinds = [event.kind for event in timeline(report.subject, STAFF)]
    marks = ItemMark.objects.values_list("kind", flat=True)
    assert sorted(marks) == ["dissatisfied", "reopened"]
    assert kinds.count("report.reopened") == 1 and "report.rated" in kinds
    assert queries.account(leader, Asked(year=2025)).total.reopened == 0
