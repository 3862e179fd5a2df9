"""How many opinions a place received, published and answered in a year, and how long the answers took."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q

from motcua.kernel import clock
from motcua.opinions.models import Opinion
from motcua.opinions.queries.reading import PUBLIC
from motcua.opinions.rules.states import State
from motcua.units.queries import unit_by_id

TOOK = ExpressionWrapper(F("answered_at") - F("published_at"), output_field=DurationField())


@dataclass(frozen=True)
class PlaceFigures:
    """One place's figures of a year; `took` is the mean time from publication to the first answer."""

    name: str
    received: int
    published: int
    refused: int
    waiting: int
    answered: int
    took: timedelta | None

    @property
    def share(self) -> float | None:
        """Answered, of what was published, in percent."""
        return round(100 * self.answered / self.published, 1) if self.published else None


def figures(year: int) -> list[PlaceFigures]:
    """All places that received an opinion in the year, the most first."""
    start = datetime(year, 1, 1, tzinfo=clock.LOCAL)
    rows = Opinion.objects.regardless(PUBLIC).filter(submitted_at__gte=start)
    rows = rows.filter(submitted_at__lt=start.replace(year=year + 1))
    public = Q(published_at__isnull=False)
    found = rows.values("unit_id").order_by().annotate(
        received=Count("id"),
        published=Count("id", filter=public),
        refused=Count("id", filter=Q(state=State.REFUSED)),
        waiting=Count("id", filter=Q(state=State.WAITING)),
        answered=Count("id", filter=public & Q(answered_at__isnull=False)),
        took=Avg(TOOK, filter=Q(answered_at__isnull=False)),
    )  # fmt: skip
    lines = [PlaceFigures(name=unit_by_id(row.pop("unit_id")).name, **row) for row in found]
    return sorted(lines, key=lambda line: (-line.received, line.name))
