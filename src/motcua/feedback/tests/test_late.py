"""Late is judged by one rule, on maps, lists and pages alike; and done is said by one verb, whoever says it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from hypothesis import given
from hypothesis import strategies as some

from motcua.accounts.factories import sign_in
from motcua.feedback import actions
from motcua.feedback.factories import Town, make_report, make_town
from motcua.feedback.models import Report
from motcua.feedback.queries.maps import COLUMNS, is_late
from motcua.feedback.rules import clocks

NINE = datetime(2026, 11, 25, 9, tzinfo=UTC) - timedelta(hours=7)
moments = some.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1))


@given(moments, moments)
def test_what_was_judged_stays_and_what_was_not_is_judged_as_of_now(due: datetime, at: datetime) -> None:
    assert clocks.is_late("late", due, at) and not clocks.is_late("on_time", due, at)
    assert clocks.is_late("", due, at) == (clocks.verdict(due, at) == "late") == (at > due)
    judged = clocks.stopped({"answer": {"due": due.isoformat()}}, "answer", at)["answer"]["verdict"]
    assert judged == clocks.verdict(due, at)


def test_the_very_moment_is_in_time() -> None:
    assert clocks.verdict(NINE, NINE) == "on_time" and not clocks.is_late("", NINE, NINE)


@pytest.fixture
def town(db: None) -> Town:
    with time_machine.travel(NINE, tick=False):
        return make_town()


def led(town: Town, end: str, at: datetime) -> Report:
    """A report sent at nine, led to an end at a moment; it is due at 13:00."""
    report = make_report(town, at=NINE)
    worker, leader, told = town.actor("specialist"), town.actor("unit_head"), {"report_id": report.pk, "at": at}
    if end == "merged":
        first = make_report(town, at=NINE)
        # The second of two due at the same time stays.
        actions.merge(actor=leader, into=first.code, **told)
    if end == "declined":
        actions.decline(actor=worker, reason="Không phải việc của xã", **told)
    if end in ("handling", "approval", "answered"):
        actions.accept(actor=worker, **told)
    if end in ("approval", "answered"):
        actions.draft_answer(actor=worker, answer="Đã vá.", handled=False, **told)
    if end == "answered":
        actions.approve(actor=leader, answer="Đã vá.", **told)
    return Report.objects.regardless("test").get(pk=report.pk)


@pytest.mark.parametrize("end", ["submitted", "handling", "approval", "answered", "declined", "merged"])
@pytest.mark.parametrize(("at", "seen"), [(1, 2), (1, 5), (5, 6)])
def test_maps_lists_and_pages_agree(town: Town, end: str, at: int, seen: int) -> None:
    report = led(town, end, NINE + timedelta(hours=at))
    assert report.state == end and report.due_at == NINE + timedelta(hours=4)
    row: dict[str, Any] = Report.objects.regardless("test").values(*COLUMNS).get(pk=report.pk)
    # What ended before it was due is in time for good; one merged into another ends with the other's answer.
    wanted = at > 4 if end in ("answered", "declined") else seen > 4
    with time_machine.travel(NINE + timedelta(hours=seen), tick=False):
        desk = sign_in(Client(), town.user("specialist"))
        assert report.is_late == is_late(row, NINE + timedelta(hours=seen)) == wanted
        assert ("· quá hạn" in Client().get(f"/phan-anh/{report.code}").text) == wanted
        listed = desk.get(f"/can-bo/phan-anh/?trang-thai={end}").text
        assert (listed.count(">quá hạn<") == 1) == wanted


@pytest.mark.parametrize("with_draft", [True, False])
def test_done_is_one_fact_whether_said_with_the_draft_or_by_itself(town: Town, with_draft: bool) -> None:
    report = make_report(town, at=NINE)
    worker, at = town.actor("specialist"), NINE + timedelta(hours=2)
    actions.accept(actor=worker, report_id=report.pk, at=NINE)
    if with_draft:
        actions.draft_answer(actor=worker, report_id=report.pk, answer="Đã vá.", handled=True, at=at)
    else:
        actions.complete(actor=worker, report_id=report.pk, at=at)
        # Said again with the draft it changes nothing.
        actions.draft_answer(
            actor=worker, report_id=report.pk, answer="Đã vá.", handled=True, at=at + timedelta(days=30)
        )
    report.refresh_from_db()
    done = report.clocks["done"]
    assert report.handled_at == at and (done["met"], done["verdict"]) == (at.isoformat(), "on_time")
