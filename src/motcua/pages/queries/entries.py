"""What stands on a site: only what is published and not over; newest first."""

from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth

from motcua.kernel import clock
from motcua.pages.models import Entry, Moved, Official, SectionPage
from motcua.pages.queries.sites import SiteFace

PER_PAGE = 20


def shown(moment: datetime | None = None) -> Q:
    """What everybody may read now."""
    at = moment or clock.now()
    return Q(live=True) & (Q(expire_at__isnull=True) | Q(expire_at__gt=at))


def begin_of(day: date) -> datetime:
    """Midnight at the beginning of a day in Việt Nam."""
    return datetime.combine(day, time.min, clock.LOCAL)


def entries_of(face: SiteFace) -> "QuerySet[Entry]":
    """The public entries of a site with those shared down to it, newest first, without their long texts."""
    own = Entry.objects.filter(shown(), unit_site_id=face.id)
    return own.defer("body").order_by("-date", "-pk")


def latest(face: SiteFace, kind: str, most: int) -> list[Entry]:
    """The newest entries of a kind."""
    return list(entries_of(face).filter(kind=kind)[:most])


def coming_events(face: SiteFace, most: int = 50) -> list[Entry]:
    """Events that are not over yet, the next one first."""
    now = clock.now()
    rows = Entry.objects.filter(shown(now), unit_site_id=face.id, kind="event")
    ahead = rows.filter(Q(ends_at__gte=now) | Q(ends_at__isnull=True, starts_at__gte=now - timedelta(hours=12)))
    return list(ahead.defer("body").order_by("starts_at", "pk")[:most])


def section_rows(face: SiteFace, kind: str, *, category: str = "", month: date | None = None) -> "QuerySet[Entry]":
    """The entries of a section, narrowed to a category or a month."""
    rows = entries_of(face).filter(kind=kind)
    if category:
        rows = rows.filter(category=category)
    if month is not None:
        first = month.replace(day=1)
        following = (first + timedelta(days=32)).replace(day=1)
        rows = rows.filter(date__gte=begin_of(first), date__lt=begin_of(following))
    return rows


def months_of(face: SiteFace, kind: str) -> list[tuple[date, int]]:
    """The months with entries of a kind and how many, newest first: the archive."""
    rows = Entry.objects.filter(shown(), unit_site_id=face.id, kind=kind)
    found = rows.annotate(month=TruncMonth("date")).values("month").annotate(n=Count("pk")).order_by("-month")
    return [(clock.local(row["month"]).date(), row["n"]) for row in found]


def categories_of(face: SiteFace, kind: str) -> list[str]:
    """The categories in use, in order of the alphabet."""
    rows = Entry.objects.filter(shown(), unit_site_id=face.id, kind=kind).exclude(category="")
    return list(rows.values_list("category", flat=True).distinct().order_by("category"))


def entry_at(face: SiteFace, kind: str, slug: str) -> Entry | None:
    """The public entry at an address, with its text."""
    return Entry.objects.filter(shown(), unit_site_id=face.id, kind=kind, slug=slug).first()


def related(face: SiteFace, entry: Entry, most: int = 4) -> list[Entry]:
    """Others worth reading after this one: the same category first, then the newest of the kind."""
    rows = entries_of(face).filter(kind=entry.kind).exclude(pk=entry.pk)
    same = list(rows.filter(category=entry.category)[:most]) if entry.category else []
    if len(same) < most:
        known = {row.pk for row in same}
        same += [row for row in rows[: most * 2] if row.pk not in known]
    return same[:most]


def sections_of(face: SiteFace) -> list[SectionPage]:
    """The live sections in the editors' order."""
    return list(SectionPage.objects.filter(unit_site_id=face.id, live=True).order_by("path"))


def officials_of(face: SiteFace) -> list[Official]:
    """Everybody the site shows, in order."""
    return list(Official.objects.filter(unit_site_id=face.id))


def moved_to(face: SiteFace, path: str) -> str | None:
    """Where something that stood here stands now: a path on the site, "" for its home page; None when nothing did."""
    return Moved.objects.filter(unit_site_id=face.id, old=path.strip("/")).values_list("new", flat=True).first()
