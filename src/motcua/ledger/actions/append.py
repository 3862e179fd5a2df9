"""Appending what happened."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.prepared import insert
from motcua.ledger import rules
from motcua.ledger.models import Audience, Event

LOCK_STREAM = (
    "INSERT INTO ledger_stream (subject, length, head, changed_at) VALUES (%s, 0, '', %s)"
    " ON CONFLICT (subject) DO UPDATE SET changed_at = excluded.changed_at RETURNING id, length, head"
)

MOVE_HEAD = "UPDATE ledger_stream SET length = %s, head = %s WHERE id = %s"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be written down: its kind ("accepted"), who did it, who may read it, and its data.

    `at` is the moment of the fact when it is not the present; `unit_id` the unit where it happened when it is not the
    actor's.
    """

    kind: str
    actor: Actor
    audience: str = Audience.STAFF
    data: Mapping[str, Any] = field(default_factory=dict)
    at: datetime | None = None
    unit_id: int | None = None


def append(subject: str, *entries: Entry) -> list[Event]:
    """Writes entries at the end of the subject's stream, in the caller's transaction; three statements in all.

    The stream's row stays locked until commit, so that two writers can't take the same place. Raises RuntimeError
    outside a transaction: an event without its change, or a change without its event, must not exist.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an event is written in the transaction of the change it tells of")
    if not entries:
        return []
    present = clock.now()
    stream_id, length, head = lock_stream(subject, present)
    events: list[Event] = []
    for seq, entry in enumerate(entries, start=length + 1):
        events.append(sealed(subject, stream_id, seq, head, entry, present))
        head = events[-1].hash
    insert(Event, events)
    with connection.cursor() as cursor:
        cursor.execute(MOVE_HEAD, [length + len(events), head, stream_id])
    return events


def lock_stream(subject: str, present: datetime) -> tuple[int, int, str]:
    """Finds or makes the subject's stream and locks its row until commit: id, length and head. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK_STREAM, [subject, connection.ops.adapt_datetimefield_value(present)])
        stream_id, length, head = cursor.fetchone()
    return stream_id, length, head


def sealed(subject: str, stream_id: int | None, seq: int, previous: str, entry: Entry, present: datetime) -> Event:
    """The event of an entry at its place, sealed; not yet written."""
    event = Event(
        seq=seq,
        kind=entry.kind,
        at=entry.at or present,
        audience=str(entry.audience),
        actor=rules.plain(entry.actor.snapshot()),
        unit_id=entry.unit_id if entry.unit_id is not None else entry.actor.unit_id,
        data=rules.plain(entry.data),
        previous=previous,
    )
    if stream_id is not None:
        event.stream_id = stream_id
    event.hash = rules.seal(
        previous=previous,
        subject=subject,
        seq=seq,
        kind=event.kind,
        at=event.at,
        audience=event.audience,
        actor=event.actor,
        unit_id=event.unit_id,
        data=event.data,
    )
    return event
