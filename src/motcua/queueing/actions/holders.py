"""Telling people who hold a number: that their turn is near, that their field was closed."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from motcua.kernel.sealing import unseal
from motcua.notifications.actions import send
from motcua.queueing.models import HoursChange, ServiceField, Visit
from motcua.queueing.queries.hours import minute_of_day
from motcua.queueing.queries.visits import waiting_in
from motcua.queueing.rules.estimate import minutes_left

NEAR = 3


def tell_who_is_near(field: ServiceField, at: datetime) -> None:
    """A notice to who now has about three people before them; once per visit."""
    visit = waiting_in(field, at)[NEAR : NEAR + 1].first()
    if visit is not None:
        tell(visit, "visit.near", key=f"queue-near:{visit.pk}", count=NEAR)


def tell_closed(field: ServiceField, change: HoursChange, today: date, at: datetime) -> int:
    """A notice to everybody who waits in a field that gives no more numbers today; answers how many were told.

    Their numbers stay: counters go on calling while somebody works. Once for each change of the hours.
    """
    if change.day != today or minutes_left(minute_of_day(at), [(int(a), int(b)) for a, b in change.intervals]) > 0:
        return 0
    told = 0
    for visit in waiting_in(field, at).exclude(contact=""):
        tell(visit, "visit.closed", key=f"queue-closed:{visit.pk}:{change.pk}")
        told += 1
    return told


def tell(visit: Visit, template: str, *, key: str, **context: Any) -> None:
    """Sends a notice to who left a telephone number, in the language the number was taken in."""
    if not visit.contact:
        return
    send(
        template,
        user_id=visit.user_id,
        phone=unseal(visit.contact, purpose="queue-contact"),
        context={"code": visit.label, "link": reverse("queueing:follow", args=[visit.code]), **context},
        key=key,
        language=visit.language if visit.language in dict(settings.LANGUAGES) else "vi",
    )
