"""Leaving a trace of who read personal data."""

from django.core.cache import cache
from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.ledger.actions.append import Entry, append, lock_stream
from motcua.ledger.models import Audience, Event
from motcua.ledger.queries import ACCESS


def note_access(subject: str, actor: Actor, purpose: str) -> bool:
    """Leaves the trace that an officer read personal data, once per subject, officer and local day.

    Legal source: Law 91/2025/QH15, the right to know who handled one's data. True when a new trace was written. The
    cache answers the usual case; the stream itself has the last word, so that a restart leaves no second trace.
    """
    day = clock.today().isoformat()
    who = str(actor.user_id or actor.name)
    mark = f"ledger:access:{subject}:{who}:{day}"
    if cache.get(mark):
        return False
    with transaction.atomic():
        lock_stream(subject, clock.now())
        earlier = Event.objects.filter(stream__subject=subject, kind=ACCESS, data__day=day)
        written = not any(str(event.actor.get("user_id") or event.actor.get("name", "")) == who for event in earlier)
        if written:
            append(subject, Entry(ACCESS, actor, Audience.APPLICANT, {"day": day, "purpose": purpose}))
        transaction.on_commit(lambda: cache.set(mark, True, 93_600))
    return written
