"""What streams say of some kinds of events, batch by batch, for whoever counts anew what tables answer quickly."""

from collections.abc import Collection, Iterator
from datetime import datetime

from motcua.ledger.models import Event, Stream

BATCH = 500


def evidence(kinds: Collection[str], *, since: datetime) -> Iterator[dict[str, list[Event]]]:
    """Events of these kinds by subject, in their order, of all streams that changed since; memory stays small."""
    last = 0
    while True:
        rows = Stream.objects.filter(pk__gt=last, changed_at__gte=since).order_by("pk")
        streams = dict(rows.values_list("pk", "subject")[:BATCH])
        if not streams:
            return
        found: dict[str, list[Event]] = {}
        events = Event.objects.filter(stream_id__in=list(streams), kind__in=list(kinds))
        for event in events.order_by("stream_id", "seq"):
            found.setdefault(streams[event.stream_id], []).append(event)
        if found:
            yield found
        last = max(streams)
