"""Somebody with the database's own password alters the ledger, and it is found out."""

import json
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.db import connection, transaction

from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM
from motcua.ledger.actions import Entry, append, sign_digest
from motcua.ledger.actions.signing import sign
from motcua.ledger.commands import verify_ledger
from motcua.ledger.models import Digest, DigestPage, Event, Stream
from motcua.ledger.queries import digest_complaints, keys, verify


@contextmanager
def as_intruder():
    """Takes the triggers down, as only the database's owner can."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'ledger%'")
            triggers = cursor.fetchall()
            for name, _sql in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
        else:
            cursor.execute("SET session_replication_role = 'replica'")
    yield
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for _name, sql in triggers:
                cursor.execute(sql)
        else:
            cursor.execute("SET session_replication_role = 'origin'")


@pytest.fixture
def ledger(db):
    """Three streams of four events, and a signed digest."""
    for number in (1, 2, 3):
        with transaction.atomic():
            append(f"dossier:{number}", *(Entry(kind, SYSTEM, data={"n": number}) for kind in "abcd"))
    sign_digest()
    assert verify().ok


def found():
    return {(finding.subject, finding.seq, finding.problem) for finding in verify().findings}


def event(subject, seq):
    return Event.objects.filter(stream__subject=subject, seq=seq)


def test_altered_content_is_found(ledger):
    with as_intruder():
        event("dossier:2", 3).update(data={"n": 3})
    assert found() == {("dossier:2", 3, "altered")}


def test_altered_content_with_a_new_hash_is_found_as_a_broken_chain(ledger):
    from motcua.ledger.queries.verification import _sealed_anew

    with as_intruder():
        row = event("dossier:2", 3).get()
        row.data = {"n": 99}
        event("dossier:2", 3).update(data=row.data, hash=_sealed_anew(Stream.objects.get(subject="dossier:2"), row))
    assert found() == {("dossier:2", 4, "broken")}


def test_a_missing_event_is_found(ledger):
    with as_intruder():
        event("dossier:1", 2)._raw_delete("default")
    assert found() == {("dossier:1", 2, "missing")}


def test_a_cut_off_end_is_found_by_head_and_by_digest(ledger):
    with as_intruder():
        event("dossier:3", 4)._raw_delete("default")
    assert {problem for _, _, problem in found()} == {"head", "digest"}


def test_a_cut_off_end_with_a_corrected_head_is_still_found_by_the_digest(ledger):
    with as_intruder():
        event("dossier:3", 4)._raw_delete("default")
        last = event("dossier:3", 3).get()
        Stream.objects.filter(subject="dossier:3").update(length=3, head=last.hash)
    assert found() == {("digest:1", 0, "digest")}


def test_a_rewritten_stream_is_found_by_the_digest(ledger):
    from motcua.ledger.queries.verification import _sealed_anew

    with as_intruder():
        stream, previous = Stream.objects.get(subject="dossier:1"), ""
        for row in stream.events.order_by("seq"):
            row.data, row.previous = {"n": 0}, previous
            previous = _sealed_anew(stream, row)
            Event.objects.filter(pk=row.pk).update(data=row.data, previous=row.previous, hash=previous)
        Stream.objects.filter(pk=stream.pk).update(head=previous)
    assert found() == {("digest:1", 0, "digest")}


def test_a_stream_taken_away_whole_is_found_by_the_digest(ledger):
    with as_intruder():
        event("dossier:1", 1).model.objects.filter(stream__subject="dossier:1")._raw_delete("default")
        Stream.objects.filter(subject="dossier:1")._raw_delete("default")
    assert found() == {("digest:1", 0, "digest")}


def test_a_wrong_head_is_found(ledger):
    with as_intruder():
        Stream.objects.filter(subject="dossier:1").update(head="0" * 64)
    assert ("dossier:1", 0, "head") in found()


@pytest.mark.parametrize(
    "tamper",
    [
        lambda: Digest.objects.update(streams=2),
        lambda: Digest.objects.update(signature="00" * 64),
        lambda: Digest.objects.update(key="0" * 32),
        lambda: DigestPage.objects.all()._raw_delete("default"),
        lambda: DigestPage.objects.update(content=b"short"),
    ],
)
def test_a_tampered_digest_is_found(ledger, tamper):
    with as_intruder():
        tamper()
    assert {problem for _, _, problem in found()} == {"digest"}


def test_a_digest_taken_away_from_between_is_found(ledger):
    sign_digest()
    sign_digest()
    assert verify().ok
    with as_intruder():
        DigestPage.objects.filter(digest__number=2)._raw_delete("default")
        Digest.objects.filter(number=2)._raw_delete("default")
    assert found() == {("digest:3", 0, "digest")}


def test_a_digest_holds_what_changed_since_the_one_before(ledger, monkeypatch):
    with transaction.atomic():
        append("dossier:2", Entry("e", SYSTEM))
    later = clock.now() + timedelta(hours=3)
    monkeypatch.setattr("motcua.kernel.clock.now", lambda: later)
    assert sign_digest().streams == 3  # the hour of overlap holds them once more
    monkeypatch.setattr("motcua.kernel.clock.now", lambda: later + timedelta(hours=3))
    with transaction.atomic():
        append("dossier:2", Entry("f", SYSTEM))
    assert sign_digest().streams == 1
    assert verify().ok


def test_a_digest_of_many_pages(ledger, monkeypatch):
    monkeypatch.setattr("motcua.ledger.actions.digest.PAGE", 2)
    assert sign_digest().pages.count() == 2
    assert verify().ok
    with as_intruder():
        event("dossier:3", 4).update(hash="0" * 64)
    assert ("digest:2", 0, "digest") in found()


def test_the_key_is_private_and_a_strangers_signature_is_worth_nothing(ledger):
    path = Path(settings.HOME) / "keys" / "ledger" / "signing.key"
    assert path.stat().st_mode & 0o077 == 0
    key, signature = sign(b"content")
    assert keys.is_signed(b"content", key, signature)
    assert not keys.is_signed(b"other", key, signature)
    assert not keys.is_signed(b"content", "../signing", signature)


def test_the_command_says_it_in_words_and_in_json(ledger):
    assert CliRunner().invoke(verify_ledger, []).exit_code == 0
    with as_intruder():
        event("dossier:2", 1).update(kind="forged")
    told = CliRunner().invoke(verify_ledger, ["--json"])
    assert told.exit_code == 1
    report = json.loads(told.stdout)
    assert not report["ok"] and report["streams"] == 3 and report["events"] == 12
    assert report["findings"][0]["subject"] == "dossier:2" and report["findings"][0]["problem"] == "altered"
    assert "dossier:2#1" in CliRunner().invoke(verify_ledger, ["dossier:2"]).stdout
    assert CliRunner().invoke(verify_ledger, ["dossier:1"]).exit_code == 0


def test_a_nightly_signature_that_fails_is_said(db, monkeypatch):
    assert digest_complaints() == []
    with transaction.atomic():
        append("dossier:1", Entry("a", SYSTEM))
    assert digest_complaints() == []
    start = clock.now()
    monkeypatch.setattr("motcua.kernel.clock.now", lambda: start + timedelta(days=3))
    assert len(digest_complaints()) == 1
    sign_digest()
    assert digest_complaints() == []
    monkeypatch.setattr("motcua.kernel.clock.now", lambda: start + timedelta(days=9))
    assert digest_complaints() == []  # nothing was written since
