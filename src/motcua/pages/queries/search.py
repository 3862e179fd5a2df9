"""Search over one site, or over the sites of a place and all below it; marks optional, the same on both databases."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from motcua.kernel.folding import clean, fold
from motcua.pages.models import Entry
from motcua.pages.queries.entries import shown
from motcua.units.queries import ancestors_of

MOST_WORDS, MOST_FOUND = 8, 200
ON_SQLITE = "SELECT rowid FROM pages_words WHERE pages_words MATCH %s ORDER BY rowid DESC LIMIT %s"
ON_POSTGRES = "SELECT rowid FROM pages_words WHERE words @@ to_tsquery('simple', %s) ORDER BY rowid DESC LIMIT %s"


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

    The last word may be the beginning of one, as somebody is still typing: that is looked for when the words as they stand
    find less than is shown, as reading all words with a beginning costs many times more. Below the top of the tree stand
    all sites: the mark would only slow the search down.
    """
    everything = below and not ancestors_of(unit_id)
    marks = [] if everything else [f"u{unit_id}" if below else f"s{unit_id}"]
    whole = rows_with([*marks, *words], beginning=False)
    return whole if len(whole) >= MOST_FOUND else rows_with([*marks, *words], beginning=True)


def rows_with(words: Sequence[str], *, beginning: bool) -> list[int]:
    """One question to the words of the entries; with `beginning` the last word may be the beginning of one."""
    if connection.vendor == "sqlite":
        statement, wanted = ON_SQLITE, " AND ".join(f'"{word}"' for word in words) + ("*" if beginning else "")
    else:
        statement, wanted = ON_POSTGRES, " & ".join(words) + (":*" if beginning else "")
    with connection.cursor() as cursor:
        cursor.execute(statement, [wanted, MOST_FOUND])
        return [row[0] for row in cursor.fetchall()]


def search(text: str, unit_id: int, *, below: bool = False) -> list[int]:
    """Ids of public entries that have all the words: those with the words in the title first, then the newest.

    Only what the order needs is read of all that is found; `entries_with` reads the page that is shown.
    """
    words = asked(text).words
    if not words:
        return []
    ids = found_ids(words, unit_id, below=below)
    rows = Entry.objects.filter(shown(), pk__in=ids).order_by().values_list("pk", "title", "date")
    return [
        row[0] for row in sorted(rows, key=lambda row: (-hits_in_title(row[1], words), -row[2].timestamp(), row[0]))
    ]


def entries_with(ids: Sequence[int]) -> list[Entry]:
    """The entries of these ids in the same order, without their long texts."""
    known = Entry.objects.defer("body").in_bulk(list(ids))
    return [known[pk] for pk in ids if pk in known]


def hits_in_title(title: str, words: tuple[str, ...]) -> int:
    """How many of the words begin a word of the title."""
    there = f" {fold(title)}"
    return sum(f" {word}" in there for word in words)
