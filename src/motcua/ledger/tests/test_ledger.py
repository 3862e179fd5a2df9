"""Appending, reading, and what the database refuses."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import DatabaseError, IntegrityError, connection, transaction

from motcua.kernel.actors import SYSTEM, Actor
from motcua.ledger.actions import Entry, append, append_new, note_access
from motcua.ledger.models import Digest, Event, Stream
from motcua.ledger.queries import APPLICANT, EVERYBODY, STAFF, accesses, timeline, verify

OFFICER = Actor(
    kind="staff", name="Trần Thị Bé", user_id=5, duty_id=9, post="Chuyên viên", unit_id=3, unit_name="UBND xã"
)


def write(subject="dossier:1", *kinds, audience="staff", data=None):
    with transaction.atomic():
        return append(subject, *(Entry(kind, OFFICER, audience, data or {}) for kind in kinds or ("noted",)))


@pytest.mark.django_db
def test_events_follow_each_other_and_seal_the_stream():
    first, second = write("dossier:1", "submitted", "accepted")
    (third,) = write("dossier:1", "assigned")
    assert [first.seq, second.seq, third.seq] == [1, 2, 3]
    assert (second.previous, third.previous) == (first.hash, second.hash)
    stream = Stream.objects.get(subject="dossier:1")
    assert (stream.length, stream.head) == (3, third.hash)
    assert verify().ok


@pytest.mark.django_db
def test_an_append_is_three_statements(django_assert_num_queries):
    write()
    with transaction.atomic(), django_assert_num_queries(3):
        append("dossier:1", Entry("a", OFFICER), Entry("b", OFFICER))


@pytest.mark.django_db
def test_the_actor_is_kept_as_called_then_and_data_as_sealed():
    at = datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=UTC)
    with transaction.atomic():
        append(
            "dossier:1", Entry("paid", OFFICER, "public", {"at": at, "amount": 8000.0, "big": 1e17}, at=at, unit_id=8)
        )
    event = Event.objects.get()
    assert event.actor["name"] == "Trần Thị Bé" and event.actor["unit_name"] == "UBND xã"
    assert event.data == {"at": "2026-01-02T03:04:05.000006+00:00", "amount": 8000, "big": 100000000000000000}
    assert (event.at, event.unit_id) == (at, 8)
    assert verify(["dossier:1"]).ok


@pytest.mark.django_db(transaction=True)
def test_an_event_needs_the_transaction_of_its_change():
    with pytest.raises(RuntimeError):
        append("dossier:1", Entry("noted", SYSTEM))


@pytest.mark.django_db
def test_audiences_see_their_events():
    for audience in ("public", "applicant", "staff"):
        write("dossier:1", audience, audience=audience)
    assert [event.kind for event in timeline("dossier:1", EVERYBODY)] == ["public"]
    assert [event.kind for event in timeline("dossier:1", APPLICANT)] == ["public", "applicant"]
    assert [event.kind for event in timeline("dossier:1", STAFF)] == ["public", "applicant", "staff"]
    assert timeline("dossier:2", STAFF) == []


@pytest.mark.django_db
def test_reading_leaves_one_trace_per_officer_and_local_day():
    other = Actor(kind="staff", name="Lê Văn Tám", user_id=6)
    with time_machine.travel(datetime(2026, 11, 22, 16, 30, tzinfo=UTC), tick=False):
        assert note_access("dossier:1", OFFICER, "xử lý hồ sơ")
        assert not note_access("dossier:1", OFFICER, "xử lý hồ sơ")
        cache.clear()
        assert not note_access("dossier:1", OFFICER, "xử lý hồ sơ")
        assert note_access("dossier:1", other, "kiểm tra")
    with time_machine.travel(datetime(2026, 11, 22, 17, 30, tzinfo=UTC), tick=False):  # after midnight in Việt Nam
        assert note_access("dossier:1", OFFICER, "xử lý hồ sơ")
    assert [access.name for access in accesses("dossier:1")] == ["Trần Thị Bé", "Lê Văn Tám", "Trần Thị Bé"]
    assert timeline("dossier:1", STAFF) == []
    assert verify().ok


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        lambda: Event.objects.update(kind="forged"),
        lambda: Event.objects.all()._raw_delete("default"),
        lambda: Stream.objects.all()._raw_delete("default"),
        lambda: Stream.objects.update(length=0),
        lambda: Stream.objects.update(subject="dossier:9"),
        lambda: Digest.objects.update(number=4),
        lambda: Digest.objects.all()._raw_delete("default"),
    ],
)
def test_the_database_refuses_to_change_what_was_written(change):
    from motcua.ledger.actions import sign_digest

    write()
    sign_digest()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change()
    assert verify().ok


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
def test_postgresql_refuses_truncate():
    write()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table in ("ledger_event", "ledger_stream", "ledger_digest", "ledger_digestpage"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {table} CASCADE")


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_neither_lose_nor_share_a_place():
    def writer():
        try:
            for _ in range(10):
                write("dossier:7")
        finally:
            connection.close()

    threads = [threading.Thread(target=writer) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(Event.objects.order_by("seq").values_list("seq", flat=True)) == list(range(1, 41))
    assert verify().ok


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_leaves_the_stream_as_it_was():
    write("dossier:1", "submitted")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        append("dossier:1", Entry("accepted", OFFICER))
        _ = 1 / 0
    (event,) = write("dossier:1", "refused")
    assert event.seq == 2
    assert verify().ok


@pytest.mark.django_db
def test_moments_are_kept_to_the_microsecond():
    moments = [
        datetime(2026, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC) + timedelta(microseconds=step) for step in range(3)
    ]
    with transaction.atomic():
        append("dossier:1", *(Entry("tick", SYSTEM, at=at) for at in moments))
    assert [event.at for event in timeline("dossier:1", STAFF)] == moments
    assert verify().ok


@pytest.mark.django_db
def test_many_new_streams_are_written_at_once(django_assert_max_num_queries):
    streams = {f"dossier:{number}": [Entry(kind, OFFICER) for kind in "abc"[: number % 4]] for number in range(50)}
    with django_assert_max_num_queries(8):
        assert append_new(streams) == sum(map(len, streams.values()))
    write("dossier:3")
    assert verify().ok
    with pytest.raises(IntegrityError):
        append_new({"dossier:99": [Entry("a", OFFICER)], "dossier:1": [Entry("a", OFFICER)]})
    assert timeline("dossier:99", STAFF) == []
