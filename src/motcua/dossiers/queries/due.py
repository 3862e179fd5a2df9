"""What the jobs look for, each from an index."""

from datetime import datetime, timedelta

from motcua.dossiers.models import Consultation, Dossier, Silence, SlipKind, Supplement
from motcua.dossiers.rules.states import AT_WORK
from motcua.kernel import clock

NIGHTLY = "a job looks at the dossiers of the whole installation"
BATCH = 500
AHEAD = timedelta(days=1)


def unanswered_supplements(at: datetime | None = None) -> list[int]:
    """Dossiers whose person had to complete something until now and didn't."""
    open_requests = Supplement.objects.filter(answered_at__isnull=True, closed_at__isnull=True)
    return list(open_requests.filter(due_at__lte=at or clock.now()).values_list("dossier_id", flat=True)[:BATCH])


def silent_consultations(at: datetime | None = None) -> list[int]:
    """Questions past their limit whose silence means consent."""
    silent = Consultation.objects.filter(
        answered_at__isnull=True, silence=Silence.CONSENT, due_at__lte=at or clock.now()
    )
    return list(silent.values_list("pk", flat=True)[:BATCH])


def to_apologise_for(at: datetime | None = None) -> list[int]:
    """Dossiers at work that are due within a day, or past due, without an apology drafted or given.

    Weekends lie between: what is due on Monday morning is found on Friday through the due date of the day before it,
    since a day ahead of any working moment within office hours is looked at every hour.
    """
    moment = at or clock.now()
    day = clock.local(moment).weekday()
    ahead = AHEAD * (3 if day == 4 else 2 if day == 5 else 1)
    rows = Dossier.objects.regardless(NIGHTLY).filter(closed_at__isnull=True, due_at__lte=moment + ahead)
    rows = rows.filter(state__in=AT_WORK, rescheduled=False).exclude(slips__kind=SlipKind.APOLOGY)
    return list(rows.order_by("due_at").values_list("pk", flat=True)[:BATCH])
