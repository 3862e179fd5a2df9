"""Writing many whole streams at once: imports of earlier systems, and the seed."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from motcua.kernel import clock
from motcua.ledger.actions.append import Entry, sealed
from motcua.ledger.models import Event, Stream

ROWS = 2000


def append_new(streams: Mapping[str, Sequence[Entry]]) -> int:
    """Writes the streams of subjects that have none yet, two statements per 2,000 rows; answers the number of events.

    Raises IntegrityError, and writes nothing, when one of the subjects already has a stream.
    """
    present = clock.now()
    rows: list[Stream] = []
    written: list[list[Event]] = []
    for subject, entries in streams.items():
        events: list[Event] = []
        for seq, entry in enumerate(entries, start=1):
            events.append(sealed(subject, None, seq, events[-1].hash if events else "", entry, present))
        rows.append(
            Stream(subject=subject, length=len(events), head=events[-1].hash if events else "", changed_at=present)
        )
        written.append(events)
    with transaction.atomic():
        for row, mine in zip(Stream.objects.bulk_create(rows, batch_size=ROWS), written, strict=True):
            for event in mine:
                event.stream_id = row.pk
        Event.objects.bulk_create((event for mine in written for event in mine), batch_size=ROWS)
    return sum(map(len, written))
