"""What the jobs look for, each from an index."""

from datetime import datetime, timedelta

from django.db.models import F, Q

from motcua.dossiers.models import Consultation, Dossier, Draft, Silence, SlipKind, Supplement
from motcua.dossiers.rules.states import AT_WORK, State
from motcua.kernel import clock

NIGHTLY = "a job looks at the dossiers of the whole installation"
BATCH = 500
AHEAD = timedelta(days=1)
SHORT = timedelta(days=2)
DRAFTS_KEPT = timedelta(days=90)
"""A draft holds personal data: what nobody goes on with is let go of."""


def unanswered_supplements(at: datetime | None = None) -> list[int]:
    """Dossiers whose person had to complete something until now and didn't."""
    waiting = (State.SUPPLEMENT_BEFORE, State.AWAITING_SUPPLEMENT)
    open_requests = Supplement.objects.filter(
        answered_at__isnull=True, closed_at__isnull=True, dossier__state__in=waiting
    )
    return list(open_requests.filter(due_at__lte=at or clock.now()).values_list("dossier_id", flat=True)[:BATCH])


def silent_consultations(at: datetime | None = None) -> list[int]:
    """Questions past their limit whose silence means consent."""
    silent = Consultation.objects.filter(
        answered_at__isnull=True,
        silence=Silence.CONSENT,
        due_at__lte=at or clock.now(),
        dossier__state=State.CONSULTING,
    )
    return list(silent.values_list("pk", flat=True)[:BATCH])


def to_apologise_for(at: datetime | None = None) -> list[int]:
    """Dossiers at work that are due within a day, or past due, without an apology drafted or given.

    Weekends lie between: what is due on Monday morning is found on Friday through the due date of the day before it,
    since a day ahead of any working moment within office hours is looked at every hour. What has less than two days in all
    (same-day procedures) is apologised for once it is late: the day before, it had not even been received.
    """
    moment = at or clock.now()
    day = clock.local(moment).weekday()
    ahead = AHEAD * (3 if day == 4 else 2 if day == 5 else 1)
    rows = Dossier.objects.regardless(NIGHTLY).filter(closed_at__isnull=True, due_at__lte=moment + ahead)
    rows = rows.filter(Q(due_at__lte=moment) | Q(received_at__lt=F("due_at") - SHORT))
    rows = rows.filter(state__in=AT_WORK, rescheduled=False).exclude(slips__kind=SlipKind.APOLOGY)
    return list(rows.order_by("due_at").values_list("pk", flat=True)[:BATCH])


def stale_drafts(at: datetime | None = None) -> list[str]:
    """Tokens of drafts nobody went on with for long."""
    stale = Draft.objects.filter(submitted__isnull=True, updated_at__lt=(at or clock.now()) - DRAFTS_KEPT)
    return list(stale.values_list("token", flat=True)[:BATCH])


def clocks_to_recount(unit_ids: frozenset[int] | None, field: str) -> list[int]:
    """Dossiers whose clock runs by a calendar of these units (None: all) and field ('' = any)."""
    rows = Dossier.objects.regardless(NIGHTLY).filter(closed_at__isnull=True, due_at__isnull=False)
    rows = rows if unit_ids is None else rows.filter(unit_id__in=unit_ids)
    found = rows.order_by("pk").values_list("pk", "clock").iterator(chunk_size=2000)
    return [pk for pk, kept in found if not field or kept.get("field") == field]
