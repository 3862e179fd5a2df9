"""Search over one site, or over the sites of a place and all below it; marks optional, the same on both databases."""

from dataclasses import dataclass

from django.db import connection

from motcua.kernel.folding import clean, fold
from motcua.pages.models import Entry
from motcua.pages.queries.entries import shown
from motcua.units.queries import ancestors_of

MOST_WORDS, MOST_FOUND = 8, 200
ON_SQLITE = "SELECT rowid FROM pages_words WHERE pages_words MATCH %s ORDER BY rowid DESC LIMIT %s"
ON_POSTGRES = (
    "SELECT rowid FROM pages_words WHERE to_tsvector('simple', words) @@ to_tsquery('simple', %s)"
    " ORDER BY rowid DESC LIMIT %s"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody typed: as shown again, and as words to look for."""

    text: str
    words: tuple[str, ...]


def asked(text: str) -> Asked:
    """At most eight words of what was typed; a word of one letter counts only beside others."""
    shown_text = clean(text[:200])
    words = tuple(dict.fromkeys(fold(shown_text).split()))[:MOST_WORDS]
    return Asked(shown_text, words)


def found_ids(words: tuple[str, ...], unit_id: int, *, below: bool) -> list[int]:
    """Ids of entries that have all words, newest first, on the unit's site or also below it.

    The last word may be the beginning of one, as somebody is still typing. Below the top of the tree stand all sites: the
    mark would only slow the search down.
    """
    everything = below and not ancestors_of(unit_id)
    marks = [] if everything else [f"u{unit_id}" if below else f"s{unit_id}"]
    if connection.vendor == "sqlite":
        wanted = " AND ".join([f'"{word}"' for word in (*marks, *words[:-1])] + [f'"{words[-1]}"*'])
        statement = ON_SQLITE
    else:
        wanted = " & ".join([*marks, *words[:-1], f"{words[-1]}:*"])
        statement = ON_POSTGRES
    with connection.cursor() as cursor:
        cursor.execute(statement, [wanted, MOST_FOUND])
        return [row[0] for row in cursor.fetchall()]


def search(text: str, unit_id: int, *, below: bool = False) -> list[Entry]:
    """Public entries that have all the words: those with the words in the title first, then the newest."""
    words = asked(text).words
    if not words:
        return []
    ids = found_ids(words, unit_id, below=below)
    rows = Entry.objects.filter(shown(), pk__in=ids).select_related("unit_site").defer("body")
    return sorted(rows, key=lambda row: (-hits_in_title(row.title, words), -row.date.timestamp(), row.pk))


def hits_in_title(title: str, words: tuple[str, ...]) -> int:
    """How many of the words begin a word of the title."""
    there = f" {fold(title)}"
    return sum(f" {word}" in there for word in words)
