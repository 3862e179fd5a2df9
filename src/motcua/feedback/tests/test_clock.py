"""Hóc Môn's rule, case by case, counted by hand: 240 minutes; after 17:00:00 and before 07:30:00 from the next 07:30:00."""

from datetime import datetime, timedelta

import pytest
import time_machine

from motcua.feedback import actions
from motcua.feedback.factories import answered, make_report, make_town
from motcua.kernel import clock
from motcua.work.models import WorkItem

CASES = [
    ("2026-11-25 16:59:59", "2026-11-25 16:59:59", "2026-11-25 20:59:59"),
    ("2026-11-25 17:00:00", "2026-11-25 17:00:00", "2026-11-25 21:00:00"),
    ("2026-11-25 17:00:01", "2026-11-26 07:30:00", "2026-11-26 11:30:00"),
    ("2026-11-26 07:29:59", "2026-11-26 07:30:00", "2026-11-26 11:30:00"),
    ("2026-11-26 07:30:00", "2026-11-26 07:30:00", "2026-11-26 11:30:00"),
    ("2026-11-26 00:00:00", "2026-11-26 07:30:00", "2026-11-26 11:30:00"),
    ("2026-11-28 18:00:00", "2026-11-29 07:30:00", "2026-11-29 11:30:00"),  # a Sunday morning counts
    ("2026-11-29 09:00:00", "2026-11-29 09:00:00", "2026-11-29 13:00:00"),
    ("2026-12-31 16:00:00", "2026-12-31 16:00:00", "2026-12-31 20:00:00"),
    ("2026-12-31 23:59:59", "2027-01-01 07:30:00", "2027-01-01 11:30:00"),  # New Year's Day counts too
    ("2027-02-05 17:30:00", "2027-02-06 07:30:00", "2027-02-06 11:30:00"),  # Tết
]
SWITCHES = [
    ("elapsed 240m; closed 17:00-07:30; working-mornings", "2026-11-28 18:00:00", "2026-11-30 11:30:00"),
    ("elapsed 240m; closed 17:00-07:30; pause-closed", "2026-11-25 16:00:00", "2026-11-26 10:30:00"),
]


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=clock.LOCAL)


@pytest.mark.django_db
def test_the_published_rule_to_the_second() -> None:
    town = make_town()
    for sent, start, due in CASES:
        report = make_report(town, at=local(sent))
        counted = report.clocks["answer"]
        assert datetime.fromisoformat(counted["start"]) == local(start), sent
        assert report.due_at == local(due), sent
        item = WorkItem.objects.regardless("test").get(subject=report.subject)
        assert item.due_at == local(due)


@pytest.mark.django_db
def test_a_server_elsewhere_counts_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        town = make_town()
        with time_machine.travel(datetime.fromisoformat("2026-11-25T10:00:01+00:00"), tick=False):
            assert make_report(town).due_at == local("2026-11-26 11:30:00")
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.django_db
def test_the_two_switches_are_data() -> None:
    for policy, sent, due in SWITCHES:
        assert make_report(make_town(answer=policy), at=local(sent)).due_at == local(due)


@pytest.mark.django_db
def test_the_verdict_is_frozen_to_the_second_and_nothing_restarts_the_clock() -> None:
    town = make_town()
    sent, due = local("2026-11-25 09:00:00"), local("2026-11-25 13:00:00")
    report = make_report(town, at=sent)
    actions.add_note(actor=town.actor("specialist"), report_id=report.pk, text="Đã gọi đội duy tu", at=sent)
    moved = actions.hand_over(
        actor=town.actor("specialist"), report_id=report.pk, unit_id=town.place.pk, reason="Không phải đường của phòng"
    )
    assert moved.due_at == due and moved.clocks["answer"]["due"] == report.clocks["answer"]["due"]
    back = actions.hand_over(
        actor=town.actor("unit_head"), report_id=report.pk, unit_id=town.office.pk, reason="Đúng là của phòng"
    )
    assert WorkItem.objects.regardless("test").get(subject=report.subject).due_at == due
    done = answered(town, back, at=due)
    assert done.verdict == "on_time" and done.clocks["answer"]["verdict"] == "on_time"
    late = answered(town, make_report(town, at=sent), at=due + timedelta(seconds=1))
    assert late.verdict == "late"
    item = WorkItem.objects.regardless("test").get(subject=late.subject)
    assert item.verdict == "late" and item.head_user_id == town.user("unit_head").pk


@pytest.mark.django_db
def test_a_reopened_report_has_a_clock_of_its_own() -> None:
    town = make_town()
    sent = local("2026-11-25 09:00:00")
    report = answered(town, make_report(town, at=sent), at=local("2026-11-25 15:00:00"))
    again = actions.reopen(
        actor=town.person, report_id=report.pk, reason="Vẫn còn ổ gà bên cạnh", at=local("2026-11-27 17:00:01")
    )
    assert again.due_at == local("2026-11-28 11:30:00") and again.verdict == ""
    assert again.earlier_rounds[0]["verdict"] == "late"
    items = WorkItem.objects.regardless("test").filter(subject=report.subject).order_by("id")
    assert [item.verdict for item in items] == ["late", ""]
