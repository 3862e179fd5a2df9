"""Feeds and maps for programs: Atom (RFC 4287), iCalendar (RFC 5545), sitemap. Values in, text out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from motcua.ui import icalendar


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed; addresses are whole."""

    id: str
    title: str
    url: str
    updated: datetime
    published: datetime
    summary: str = ""
    category: str = ""
    starts: datetime | None = None
    ends: datetime | None = None
    place: str = ""


def stamp(at: datetime) -> str:
    """A moment as Atom and sitemaps write it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def atom(*, title: str, url: str, own: str, author: str, items: Iterable[Item], updated: datetime) -> str:
    """The newest entries as a feed."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi">',
        f"<title>{escape(title)}</title>",
        f"<id>{escape(url)}</id>",
        f"<link href={quoteattr(url)}/>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(own)}/>',
        f"<updated>{stamp(updated)}</updated>",
        f"<author><name>{escape(author)}</name></author>",
    ]
    for item in items:
        term = f"<category term={quoteattr(item.category)}/>" if item.category else ""
        lines.append(
            f"<entry><title>{escape(item.title)}</title><id>{escape(item.id)}</id><link href={quoteattr(item.url)}/>"
            f"<updated>{stamp(item.updated)}</updated><published>{stamp(item.published)}</published>{term}"
            f"<summary>{escape(item.summary)}</summary></entry>"
        )
    return "\n".join([*lines, "</feed>", ""])


def calendar(*, name: str, items: Iterable[Item]) -> str:
    """Events as a calendar that phones subscribe to."""
    lines = [f"X-WR-CALNAME:{icalendar.text(name)}"]
    for item in items:
        if item.starts is None:
            continue
        lines += [
            "BEGIN:VEVENT",
            f"UID:{icalendar.text(item.id)}",
            f"DTSTAMP:{icalendar.utc(item.updated)}",
            f"DTSTART:{icalendar.utc(item.starts)}",
        ]
        if item.ends is not None:
            lines.append(f"DTEND:{icalendar.utc(item.ends)}")
        lines += [
            f"SUMMARY:{icalendar.text(item.title)}",
            f"DESCRIPTION:{icalendar.text(item.summary)}",
            f"URL:{item.url}",
        ]
        lines += [f"LOCATION:{icalendar.text(item.place)}"] if item.place else []
        lines.append("END:VEVENT")
    return icalendar.calendar("pages", lines, method="")


def sitemap(pages: Iterable[tuple[str, datetime | None]]) -> str:
    """Addresses with the time they last changed, for search engines."""
    rows = (
        f"<url><loc>{escape(url)}</loc>{f'<lastmod>{stamp(at)}</lastmod>' if at else ''}</url>" for url, at in pages
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join([head, *rows, "</urlset>", ""])
