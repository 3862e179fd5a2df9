"""Whether the ledger is still whole, stream by stream and digest by digest, without loading it."""

import hashlib
import struct
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from motcua.ledger import rules
from motcua.ledger.models import Digest, DigestPage, Event, Stream
from motcua.ledger.queries import keys

BATCH = 500
MOST_FINDINGS = 1000


@dataclass(frozen=True)
class Finding:
    """Something that is not as it was written: where, which place in the stream (0: the whole), and in one word what.

    `altered`: content and hash disagree · `missing`: a place is empty · `broken`: an event doesn't follow the one before ·
    `head`: the stream's seal is not its last event's · `digest`: a signed digest disagrees or was tampered with.
    """

    subject: str
    seq: int
    problem: str
    message: str


@dataclass
class Report:
    """What was looked at and what was found; `more` counts findings beyond the named ones."""

    streams: int = 0
    events: int = 0
    digests: int = 0
    findings: list[Finding] = field(default_factory=list)
    more: int = 0

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    def add(self, findings: Iterable[Finding]) -> None:
        """Takes findings in, naming at most a thousand."""
        for finding in findings:
            if len(self.findings) < MOST_FINDINGS:
                self.findings.append(finding)
            else:
                self.more += 1


def verify(subjects: Collection[str] | None = None) -> Report:
    """Verifies the named streams, or all streams and all digests. Memory stays small whatever the ledger's size."""
    report = Report()
    if subjects is not None:
        known = Stream.objects.filter(subject__in=list(subjects)).order_by("pk")
        _verify_streams(known, report)
        return report
    last = 0
    while streams := list(Stream.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
        _verify_streams(streams, report)
        last = streams[-1].pk
    _verify_digests(report)
    return report


def _verify_streams(streams: Iterable[Stream], report: Report) -> None:
    streams = list(streams)
    events = _events_of(streams)
    for stream in streams:
        mine = events.get(stream.pk, [])
        report.streams += 1
        report.events += len(mine)
        if any(True for _ in _faults(stream, mine)):
            report.add(_look_again(stream.pk))


def _events_of(streams: list[Stream]) -> dict[int, list[Event]]:
    if not streams:
        return {}
    rows: QuerySet[Event] = Event.objects.filter(stream_id__in=[stream.pk for stream in streams])
    ordered = rows.order_by("stream_id", "seq")
    return {pk: list(events) for pk, events in groupby(ordered, key=lambda event: event.stream_id)}


def _look_again(stream_id: int) -> list[Finding]:
    """A stream may have grown between two reads: what looks wrong is read once more under its lock."""
    with transaction.atomic():
        stream = Stream.objects.select_for_update().get(pk=stream_id)
        return list(_faults(stream, list(stream.events.order_by("seq"))))


def _faults(stream: Stream, events: list[Event]) -> Iterator[Finding]:
    previous, expected = "", 1
    for event in events:
        if event.seq > expected:
            missing = f"{expected}" if event.seq == expected + 1 else f"{expected}–{event.seq - 1}"
            yield Finding(stream.subject, expected, "missing", f"thiếu sự kiện {missing} / event {missing} is missing")
        elif event.previous != previous:
            words = "không nối tiếp sự kiện trước / does not follow the event before"
            yield Finding(stream.subject, event.seq, "broken", words)
        if _sealed_anew(stream, event) != event.hash:
            yield Finding(stream.subject, event.seq, "altered", "nội dung đã bị sửa / the content was altered")
        previous, expected = event.hash, event.seq + 1
    if stream.length != expected - 1 or stream.head != previous:
        words = (
            f"đầu chuỗi ghi {stream.length} sự kiện, tìm thấy {expected - 1} / "
            f"the head names {stream.length} events, {expected - 1} were found"
        )
        yield Finding(stream.subject, 0, "head", words)


def _sealed_anew(stream: Stream, event: Event) -> str:
    try:
        return rules.seal(
            previous=event.previous,
            subject=stream.subject,
            seq=event.seq,
            kind=event.kind,
            at=event.at,
            audience=event.audience,
            actor=event.actor,
            unit_id=event.unit_id,
            data=event.data,
        )
    except (TypeError, ValueError):
        return ""


def _verify_digests(report: Report) -> None:
    before, expected = "", 1
    for digest in Digest.objects.order_by("number").iterator(chunk_size=100):
        report.digests += 1
        name = f"digest:{digest.number}"
        if digest.number != expected or digest.previous != before:
            report.add([Finding(name, 0, "digest", "chuỗi bản tóm tắt bị đứt / the chain of digests is broken")])
        report.add(Finding(name, 0, "digest", words) for words in _digest_faults(digest))
        before, expected = digest.hash, digest.number + 1


def _digest_faults(digest: Digest) -> Iterator[str]:
    content = rules.seal_digest(
        number=digest.number,
        since=digest.since,
        until=digest.until,
        streams=digest.streams,
        root=digest.root,
        previous=digest.previous,
    )
    if hashlib.sha256(content).hexdigest() != digest.hash:
        yield "bản tóm tắt đã bị sửa / the digest was altered"
    if not keys.is_signed(content, digest.key, digest.signature):
        yield "chữ ký bản tóm tắt không đúng / the digest's signature is not valid here"
    pages = DigestPage.objects.filter(digest=digest).order_by("number").values_list("content", flat=True)
    hashes = []
    for page in pages.iterator(chunk_size=20):
        hashes.append(hashlib.sha256(bytes(page)).digest())
        yield from _page_faults(bytes(page))
    if rules.root_of(hashes) != digest.root:
        yield "nội dung bản tóm tắt đã bị sửa / the digest's pages were altered"


def _page_faults(page: bytes) -> Iterator[str]:
    """Every signed head must still be the hash of the event at that place of its stream."""
    try:
        heads = list(rules.unpack_heads(page))
    except struct.error:
        return
    for start in range(0, len(heads), BATCH):
        part = heads[start : start + BATCH]
        found = _hashes_at([(stream, length) for stream, length, _head in part])
        for stream, length, head in part:
            if found.get((stream, length)) != head:
                yield (
                    f"chuỗi {stream} không còn như khi ký, tại sự kiện {length} / "
                    f"stream {stream} is not as it was signed, at event {length}"
                )


def _hashes_at(places: list[tuple[int, int]]) -> dict[tuple[int, int], str]:
    marks = ", ".join(["(%s, %s)"] * len(places))
    values: list[Any] = [each for place in places for each in place]
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH wanted (stream, place) AS (VALUES {marks}) SELECT stream_id, seq, hash"  # noqa: S608
            " FROM wanted CROSS JOIN ledger_event WHERE stream_id = stream AND seq = place",
            values,
        )
        return {(stream, seq): value for stream, seq, value in cursor.fetchall()}
