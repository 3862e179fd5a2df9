"""Feeds and maps for programs: iCalendar (RFC 5545), sitemap; Atom stands in `ui.atom`. Values in, text out."""

from collections.abc import Iterable
from datetime import datetime
from xml.sax.saxutils import escape

from motcua.ui import icalendar
from motcua.ui.atom import Item, stamp


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
