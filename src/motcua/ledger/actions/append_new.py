"""Writing many whole streams at once: imports of earlier systems, and the seed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.bulk import insert_rows, reserve_keys
from motcua.ledger import rules
from motcua.ledger.actions.append import Entry
from motcua.ledger.models import Event, Stream

STREAM = ("id", "subject", "length", "head", "changed_at")
EVENT = ("stream_id", "seq", "kind", "at", "audience", "actor", "unit_id", "data", "previous", "hash")


def append_new(streams: Mapping[str, Sequence[Entry]]) -> int:
    """Writes the streams of subjects that have none yet, in bulk; answers the number of events.

    Raises IntegrityError, and writes nothing, when one of the subjects already has a stream.
    """
    present = clock.now()
    rows: list[tuple[Any, ...]] = []
    events: list[tuple[Any, ...]] = []
    actors: dict[Actor, Any] = {}
    with transaction.atomic():
        for key, (subject, entries) in zip(reserve_keys(Stream, len(streams)), streams.items(), strict=True):
            head = ""
            for row in _chained(key, subject, entries, present, actors):
                events.append(row)
                head = row[-1]
            rows.append((key, subject, len(entries), head, present))
        insert_rows(Stream, STREAM, rows)
        insert_rows(Event, EVENT, events)
    return len(events)


def _chained(
    key: int, subject: str, entries: Sequence[Entry], present: datetime, actors: dict[Actor, Any]
) -> Iterator[tuple[Any, ...]]:
    """The rows of one stream's events, each sealed over the one before it; `actors` remembers snapshots."""
    previous = ""
    for seq, entry in enumerate(entries, start=1):
        at, audience = entry.at or present, str(entry.audience)
        if entry.actor not in actors:
            actors[entry.actor] = rules.plain(entry.actor.snapshot())
        actor, data = actors[entry.actor], rules.plain(entry.data)
        unit_id = entry.unit_id if entry.unit_id is not None else entry.actor.unit_id
        sealed = rules.seal(
            previous=previous, subject=subject, seq=seq, kind=entry.kind, at=at, audience=audience,
            actor=actor, unit_id=unit_id, data=data,
        )  # fmt: skip
        yield key, seq, entry.kind, at, audience, actor, unit_id, data, previous, sealed
        previous = sealed
