"""The outbox does what was asked for after commit, at least once, and shows what failed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from motcua.kernel import clock, outbox
from motcua.kernel.models import OutboxMessage, ScheduledRun

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class KettleBoiled:
    """An event for these tests."""

    litres: int


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[dict]:
    """A fresh registry with one job, one reaction and one job that always fails."""
    calls: list[dict] = []
    monkeypatch.setattr(outbox, "HANDLERS", {})
    monkeypatch.setattr(outbox, "REACTIONS", {})
    monkeypatch.setattr(outbox, "SCHEDULES", [])
    outbox.job("tests.note")(lambda **payload: calls.append(payload))

    @outbox.job("tests.fail")
    def fail(**payload: object) -> None:
        raise ValueError("the kettle is empty")

    outbox.reacts_to(KettleBoiled, name="tests.pour")(lambda **payload: calls.append({"poured": payload}))
    return calls


def test_what_is_rolled_back_is_never_done(heard: list[dict]) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        outbox.enqueue("tests.note", number=1)
        raise RuntimeError
    outbox.drain()
    assert heard == []


def test_the_same_key_is_done_once(heard: list[dict]) -> None:
    for _ in range(3):
        outbox.enqueue("tests.note", key="once", number=1)
    outbox.drain()
    outbox.drain()
    assert heard == [{"number": 1}]


def test_an_unknown_job_is_refused_where_it_is_asked_for(heard: list[dict]) -> None:
    with pytest.raises(LookupError):
        outbox.enqueue("tests.nobody")


def test_an_event_reaches_each_reaction(heard: list[dict]) -> None:
    outbox.announce(KettleBoiled(litres=2))
    outbox.drain()
    assert heard == [{"poured": {"litres": 2}}]


def test_a_failure_is_kept_in_sight_retried_later_and_given_up_at_last(heard: list[dict]) -> None:
    outbox.enqueue("tests.fail")
    outbox.run_due()
    message = OutboxMessage.objects.get()
    assert message.attempts == 1 and message.failed_at is None and "kettle" in message.last_error
    assert message.run_after > clock.now()
    for _ in range(outbox.MOST_ATTEMPTS):
        OutboxMessage.objects.filter(failed_at__isnull=True).update(run_after=clock.now() - timedelta(seconds=1))
        outbox.run_due()
    message.refresh_from_db()
    assert message.failed_at is not None and message.attempts == outbox.MOST_ATTEMPTS
    assert outbox.retry_failed() == 1
    assert list(outbox.failed()) == []


def test_a_dead_worker_gives_its_messages_back(heard: list[dict]) -> None:
    outbox.enqueue("tests.note", number=1)
    assert len(outbox.claim(10)) == 1
    assert outbox.claim(10) == []
    OutboxMessage.objects.update(run_after=clock.now() - timedelta(seconds=1))
    outbox.drain()
    assert heard == [{"number": 1}]


def test_heavy_work_lets_other_work_pass(heard: list[dict], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "HEAVY", set())
    outbox.job("tests.paint", heavy=True)(lambda **payload: heard.append({"painted": payload}))
    for number in range(20):
        outbox.enqueue("tests.paint", number=number)
    outbox.enqueue("tests.note", number=99)
    assert outbox.run_due() == 1 + outbox.HEAVY_AT_ONCE and heard[0] == {"number": 99}
    outbox.drain()
    assert len(heard) == 21


def test_what_is_done_is_marked_together_and_what_failed_by_itself(heard: list[dict]) -> None:
    for number in range(6):
        outbox.enqueue("tests.fail" if number == 3 else "tests.note", number=number)
    with CaptureQueriesContext(connection) as asked:
        assert outbox.run_due() == 6
    updates = [query["sql"] for query in asked if query["sql"].startswith("UPDATE")]
    assert len(updates) == 3, "the lease, the failure, and all that is done"
    assert OutboxMessage.objects.filter(done_at__isnull=False).count() == 5
    assert outbox.run_due() == 0 and len(heard) == 5


def test_what_was_done_before_the_worker_broke_off_is_marked(heard: list[dict]) -> None:
    @outbox.job("tests.stop")
    def stop(**payload: object) -> None:
        raise KeyboardInterrupt

    outbox.enqueue("tests.note", number=1)
    outbox.enqueue("tests.stop")
    with pytest.raises(KeyboardInterrupt):
        outbox.run_due()
    assert list(OutboxMessage.objects.filter(done_at__isnull=False).values_list("topic", flat=True)) == ["tests.note"]


def test_a_scheduled_slot_runs_once_over_all_workers(heard: list[dict]) -> None:
    outbox.SCHEDULES.append(outbox.Schedule("tests.note", timedelta(hours=24), offset=timedelta(hours=2)))
    outbox.enqueue_scheduled()
    outbox.enqueue_scheduled()
    outbox.drain()
    assert len(heard) == 1
    assert ScheduledRun.objects.count() == 1


def test_slots_are_counted_from_local_midnight() -> None:
    schedule = outbox.Schedule("nightly", timedelta(days=1), offset=timedelta(hours=2))
    local = ZoneInfo("Asia/Ho_Chi_Minh")
    before = datetime(2026, 11, 22, 1, 59, tzinfo=local)
    after = datetime(2026, 11, 22, 2, 0, tzinfo=local)
    assert outbox.current_slot(schedule, before) == datetime(2026, 11, 21, 2, 0, tzinfo=local)
    assert outbox.current_slot(schedule, after) == datetime(2026, 11, 22, 2, 0, tzinfo=local)
