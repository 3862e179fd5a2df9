"""Links that lead nowhere: those of one text, looked up at once, and those that the periodic check has found."""

from urllib.parse import urlsplit

from django.db.models import Count, Q, QuerySet
from django.urls import Resolver404, resolve

from motcua.pages.models import BrokenLink, Entry, Fault, SectionPage, UnitSite
from motcua.pages.queries.entries import entry_at, moved_to, shown
from motcua.pages.queries.sites import PREFIX, SITES, door_host
from motcua.pages.rules.kinds import BY_SLUG, belongs_to_site
from motcua.pages.rules.markup import links_in

OFTEN_SILENT = 3
"""An outside page counts as broken once it was silent in so many checks running: servers rest, too."""


def broken_links(entry: Entry) -> list[str]:
    """The addresses in an entry's text that lead to no page of this installation, in their order."""
    found = [(address, inner_path(address)) for address in dict.fromkeys(links_in(entry.body))]
    return [address for address, path in found if path is not None and not leads(path)]


def inner_path(address: str) -> str | None:
    """The path at the common door that an address leads to, also when it names a site's own host; None for other houses."""
    if address.startswith("/"):
        return address
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    path = parts.path or "/"
    face = SITES.get().by_host.get(host)
    if face is not None:
        return face.base + path.lstrip("/") if belongs_to_site(path) else path
    return path if host == door_host() else None


def worth_telling() -> Q:
    """Broken links of what is public now; an outside page only when it was silent again and again."""
    live = Entry.objects.filter(shown()).values("pk")
    return Q(entry_id__in=live) & (~Q(fault=Fault.SILENT) | Q(times__gte=OFTEN_SILENT))


def broken_on(unit_site: UnitSite, most: int = 50) -> "QuerySet[BrokenLink]":
    """What the periodic check found broken on a site, the oldest first."""
    rows = BrokenLink.objects.filter(worth_telling(), unit_site=unit_site).select_related("entry")
    return rows.defer("entry__body").order_by("found_at", "pk")[:most]


def broken_counts(site_ids: list[int]) -> dict[int, int]:
    """How many broken links each site has."""
    rows = BrokenLink.objects.filter(worth_telling(), unit_site_id__in=site_ids)
    return dict(rows.values_list("unit_site_id").annotate(n=Count("pk")).order_by())


def leads(address: str) -> bool:
    """Whether a path of ours leads to a page: one of a site that is public or was moved, or any of the product."""
    path = urlsplit(address).path
    if path.startswith(PREFIX) and path != PREFIX:
        return leads_on_site(path[len(PREFIX) :])
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def leads_on_site(path: str) -> bool:
    """The same for a path below /trang/."""
    code, _slash, rest = path.partition("/")
    face = SITES.get().by_code.get(code)
    if face is None:
        return False
    first, _slash, slug = rest.strip("/").partition("/")
    plan = BY_SLUG.get(first)
    if not first or moved_to(face, rest) is not None:
        return True
    if plan is None:
        return False
    if not slug:
        return SectionPage.objects.filter(unit_site_id=face.id, kind=plan.kind, live=True).exists()
    return entry_at(face, plan.kind, slug) is not None
