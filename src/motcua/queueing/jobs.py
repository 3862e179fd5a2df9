"""What happens by the clock."""

from datetime import timedelta

from motcua.kernel.actors import SYSTEM
from motcua.kernel.outbox import job
from motcua.queueing import actions


@job("queueing.end_days", every=timedelta(hours=1), offset=timedelta(minutes=3))
def end_days(slot: str = "") -> None:
    """Shortly after midnight, and again each hour for a server that slept: yesterday's numbers end."""
    actions.end_days(actor=SYSTEM)


@job("queueing.end_appointments", every=timedelta(hours=1), offset=timedelta(minutes=4))
def end_appointments(slot: str = "") -> None:
    """Shortly after midnight, and again each hour: appointments nobody kept become no-shows."""
    actions.end_appointments(actor=SYSTEM)


@job("queueing.lapse")
def lapse(visit_id: int) -> None:
    """When the time to confirm a place is over."""
    actions.lapse(actor=SYSTEM, visit_id=visit_id)


@job("queueing.remind")
def remind(visit_id: int, begins: str, kind: str) -> None:
    """The day before an appointment and two hours before, by day."""
    actions.remind(visit_id=visit_id, begins=begins, kind=kind)


@job("queueing.tell_offer")
def tell_offer(visit_id: int) -> None:
    """By day: a place of the waiting list is kept for somebody."""
    actions.tell_offer(visit_id=visit_id)


@job("queueing.offer_free")
def offer_free(field_id: int) -> None:
    """After a leader gave a field more places."""
    actions.offer_free(field_id=field_id)


@job("queueing.review")
def review(field_id: int) -> None:
    """After the hours of a field changed."""
    actions.review(actor=SYSTEM, field_id=field_id)
