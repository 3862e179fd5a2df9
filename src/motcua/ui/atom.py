"""Feeds for programs: Atom (RFC 4287). Values in, text out; rooms make the items."""

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
