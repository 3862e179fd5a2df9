"""The register of a unit over a period: what was received there, in the order of reception."""

from datetime import date, datetime, time, timedelta

from motcua.accounts.permissions import demand
from motcua.dossiers.models import Dossier
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.units.models import Unit

LONGEST_DAYS = 31
LONGEST_WAIT = timedelta(days=60)
"""How long before reception a dossier may have been filed: the index runs over the time of filing."""


def midnight(day: date) -> datetime:
    """The beginning of a day in Việt Nam."""
    return datetime.combine(day, time.min, tzinfo=clock.LOCAL)


def book_of(actor: Actor, unit: Unit, first: date, last: date) -> list[Dossier]:
    """Dossiers a unit received from `first` to `last` (both included); refuses for a unit that is not the actor's."""
    demand(actor, "dossiers.view", unit.pk)
    start, end = midnight(first), midnight(last + timedelta(days=1))
    rows = Dossier.objects.regardless("a unit's own register; the unit was checked against the actor")
    rows = rows.filter(unit=unit, submitted_at__gte=start - LONGEST_WAIT, submitted_at__lt=end)
    rows = rows.filter(received_at__gte=start, received_at__lt=end)
    return list(rows.defer("progress", "clock", "pauses", "people").order_by("received_at", "pk"))
