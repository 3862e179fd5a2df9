"""Links of a text that lead nowhere in this installation; addresses of other hosts are not asked for."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from motcua.pages.models import Entry, SectionPage
from motcua.pages.queries.entries import entry_at, moved_to
from motcua.pages.queries.sites import PREFIX, SITES
from motcua.pages.rules.kinds import BY_SLUG
from motcua.pages.rules.markup import links_in


def broken_links(entry: Entry) -> list[str]:
    """The addresses in an entry's text that begin with "/" and lead to no page, in their order."""
    return [
        address for address in dict.fromkeys(links_in(entry.body)) if address.startswith("/") and not leads(address)
    ]


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
