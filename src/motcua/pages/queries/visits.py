"""How often the sites are read."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Sum

from motcua.kernel import clock
from motcua.pages.models import Entry, UnitSite, VisitDay


def views_of(site_ids: Iterable[int], days: int) -> dict[int, int]:
    """How often pages of each site were read in the last days, today included."""
    since = clock.today() - timedelta(days=days - 1)
    rows = VisitDay.objects.filter(unit_site_id__in=list(site_ids), entry=0, day__gte=since)
    return dict(rows.values_list("unit_site_id").annotate(n=Sum("views")).order_by())


def most_read(unit_site: UnitSite, days: int = 30, most: int = 5) -> list[tuple[Entry, int]]:
    """The entries of a site that were read most, with how often."""
    since = clock.today() - timedelta(days=days - 1)
    rows = VisitDay.objects.filter(unit_site=unit_site, entry__gt=0, day__gte=since)
    top = list(rows.values_list("entry").annotate(n=Sum("views")).order_by("-n", "-entry")[:most])
    known = Entry.objects.filter(pk__in=[pk for pk, _n in top]).defer("body").in_bulk()
    return [(known[pk], views) for pk, views in top if pk in known]


def views_of_entry(entry: Entry, days: int = 30) -> int:
    """How often an entry was read in the last days."""
    since = clock.today() - timedelta(days=days - 1)
    rows = VisitDay.objects.filter(unit_site_id=entry.unit_site_id, entry=entry.pk, day__gte=since)
    return int(rows.aggregate(n=Sum("views"))["n"] or 0)
