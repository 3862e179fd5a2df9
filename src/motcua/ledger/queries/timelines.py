"""Questions to the ledger: what happened, and who looked."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from motcua.kernel import clock
from motcua.ledger.models import Audience, Digest, Event, Stream

ACCESS = "accessed"
ACCOUNTED = "accounted"
"""What a year's account counts, as it was when it happened: evidence for `motcua verify-account`, no story for people."""
EVERYBODY = frozenset({Audience.PUBLIC})
APPLICANT = frozenset({Audience.PUBLIC, Audience.APPLICANT})
STAFF = frozenset({Audience.PUBLIC, Audience.APPLICANT, Audience.STAFF})


@dataclass(frozen=True)
class Access:
    """That somebody read the personal data of a subject."""

    at: datetime
    name: str
    post: str
    unit_name: str
    purpose: str


def timeline(subject: str, audiences: Collection[str] = EVERYBODY) -> list[Event]:
    """The subject's events that these audiences may read, oldest first; traces of reading are asked for by `accesses`."""
    events = Event.objects.filter(stream__subject=subject, audience__in=list(audiences))
    events = events.exclude(kind__in=[ACCESS, ACCOUNTED])
    return list(events.order_by("seq"))


def accesses(subject: str) -> list[Access]:
    """Who read the subject's personal data, newest first."""
    events = Event.objects.filter(stream__subject=subject, kind=ACCESS).order_by("-seq")
    return [
        Access(
            at=event.at,
            name=event.actor.get("name", ""),
            post=event.actor.get("post", ""),
            unit_name=event.actor.get("unit_name", ""),
            purpose=event.data.get("purpose", ""),
        )
        for event in events
    ]


def latest_digest() -> Digest | None:
    """The newest signed digest."""
    return Digest.objects.order_by("-number").first()


def digest_complaints() -> list[str]:
    """Whether the nightly signature works: nothing written more than two days ago may still be unsigned."""
    limit = clock.now() - timedelta(days=2)
    digest = latest_digest()
    unsigned = Stream.objects.filter(changed_at__lt=limit)
    if digest is not None:
        if digest.until >= limit:
            return []
        unsigned = unsigned.filter(changed_at__gt=digest.until)
    return [_("Sổ ghi đã hơn hai ngày chưa được ký bản tóm tắt.")] if unsigned.exists() else []
