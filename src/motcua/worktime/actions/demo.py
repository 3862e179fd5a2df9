"""Load the demo calendar."""

from django.db import transaction

from motcua.kernel.actors import Actor
from motcua.worktime.actions.editing import set_hours
from motcua.worktime.actions.prefill import prefill_holidays
from motcua.worktime.actions.publishing import publish_version
from motcua.worktime.models import CalendarVersion
from motcua.worktime.queries.drafts import newest_version

HOURS = ["07:30-11:30", "13:00-17:00"]
YEARS = range(2024, 2028)


@transaction.atomic
def load_demo(*, actor: Actor) -> CalendarVersion:
    """Everybody's calendar: usual hours from Monday to Friday, holidays of 2024-2027. Leaves a published one as it is."""
    standing = newest_version(None)
    if standing is not None:
        return standing
    for weekday in range(7):
        hours = HOURS if weekday < 5 else []
        set_hours(actor=actor, unit_id=None, weekday=weekday, intervals=hours, source="Giờ hành chính thông thường")
    prefill_holidays(actor=actor, years=list(YEARS))
    return publish_version(actor=actor, unit_id=None, source="Lịch mẫu 2024–2027")
