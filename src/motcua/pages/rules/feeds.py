"""Feeds and maps for programs: Atom (RFC 4287), iCalendar (RFC 5545), sitemap. Values in, text out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr


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


def _text(value: str) -> str:
    return value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Lines of at most 75 octets, cut between letters."""
    parts: list[str] = []
    part = ""
    for letter in line:
        if len((part + letter).encode()) > (75 if not parts else 74):
            parts.append(part)
            part = ""
        part += letter
    return "\r\n ".join([*parts, part])


def calendar(*, name: str, items: Iterable[Item]) -> str:
    """Events as a calendar that phones subscribe to."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//motcua//pages//VI",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    for item in items:
        if item.starts is None:
            continue
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_text(item.id)}",
            f"DTSTAMP:{item.updated.astimezone(UTC):%Y%m%dT%H%M%SZ}",
            f"DTSTART:{item.starts.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        ]
        if item.ends is not None:
            lines.append(f"DTEND:{item.ends.astimezone(UTC):%Y%m%dT%H%M%SZ}")
        lines += [f"SUMMARY:{_text(item.title)}", f"DESCRIPTION:{_text(item.summary)}", f"URL:{item.url}"]
        lines += [f"LOCATION:{_text(item.place)}"] if item.place else []
        lines.append("END:VEVENT")
    return "\r\n".join(_folded(line) for line in [*lines, "END:VCALENDAR", ""])


def sitemap(pages: Iterable[tuple[str, datetime | None]]) -> str:
    """Addresses with the time they last changed, for search engines."""
    rows = (
        f"<url><loc>{escape(url)}</loc>{f'<lastmod>{stamp(at)}</lastmod>' if at else ''}</url>" for url, at in pages
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join([head, *rows, "</urlset>", ""])
