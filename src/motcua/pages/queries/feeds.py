"""What feeds and maps for programs are made of."""

from collections.abc import Callable
from datetime import datetime

from motcua.kernel import clock
from motcua.pages.models import Entry
from motcua.pages.queries import entries
from motcua.pages.queries.frames import SiteFrame
from motcua.pages.rules.feeds import calendar, sitemap
from motcua.ui.atom import Item, atom

IN_FEED = 30
IN_MAP = 20_000
Whole = Callable[[str], str]
"""Makes a whole address of a path, for the host the reader came by."""


def item_of(frame: SiteFrame, row: Entry, whole: Whole) -> Item:
    """An entry as feeds know it; its id never changes, whatever its address."""
    return Item(
        id=f"tag:{frame.face.host},2026:{row.pk}",
        title=row.title,
        url=whole(frame.at(row.kind, row.slug)),
        updated=row.last_published_at or row.date,
        published=row.date,
        summary=row.summary,
        category=row.category,
        starts=row.starts_at,
        ends=row.ends_at,
        place=row.place,
    )


def newest(frame: SiteFrame, whole: Whole) -> str:
    """The newest entries of all kinds as an Atom feed."""
    rows = list(entries.entries_of(frame.face)[:IN_FEED])
    changed = max((row.last_published_at or row.date for row in rows), default=clock.now())
    return atom(
        title=f"{frame.name}, {frame.place_line}" if frame.place_line else frame.name,
        url=whole(frame.base),
        own=whole(f"{frame.base}tin-moi.atom"),
        author=frame.name,
        items=[item_of(frame, row, whole) for row in rows],
        updated=changed,
    )


def events(frame: SiteFrame, whole: Whole) -> str:
    """Coming events as a calendar."""
    rows = entries.coming_events(frame.face, 200)
    return calendar(name=frame.name, items=[item_of(frame, row, whole) for row in rows])


def map_of(frame: SiteFrame, whole: Whole) -> str:
    """Every public address of the site."""
    found: list[tuple[str, datetime | None]] = [(whole(frame.base), None)]
    found += [(whole(row.address), None) for row in frame.sections]
    rows = entries.entries_of(frame.face).values_list("kind", "slug", "last_published_at")[:IN_MAP]
    found += [(whole(frame.at(kind, slug)), at) for kind, slug, at in rows]
    return sitemap(found)
