"""What the search reads: one row of folded words per public entry, with marks for the site and the units above it."""

from django.db import connection

from motcua.kernel.folding import fold
from motcua.pages.models import Entry
from motcua.pages.rules.markup import plain
from motcua.units.queries import ancestors_of

DROP = "DELETE FROM pages_words WHERE rowid = %s"
PUT = {
    "sqlite": "INSERT INTO pages_words (rowid, words) VALUES (%s, %s)",
    "postgresql": "INSERT INTO pages_words (rowid, words) VALUES (%s, strip(to_tsvector('simple', %s)))",
}


def words_of(entry: Entry, unit_id: int) -> str:
    """The row's text: "s12" for the site's unit, "u12 u5 u1" for it and all above, then title, number, text …, folded."""
    marks = " ".join([f"s{unit_id}", *(f"u{each}" for each in (unit_id, *ancestors_of(unit_id)))])
    parts = (entry.title, entry.number, entry.category, entry.summary, entry.place, plain(entry.body))
    return f"{marks} {fold(' '.join(parts))}"


def put_words(entries: list[tuple[Entry, int]]) -> None:
    """Writes the rows of entries (with their units' ids) anew; two statements for all."""
    with connection.cursor() as cursor:
        cursor.executemany(DROP, [(entry.pk,) for entry, _unit in entries])
        cursor.executemany(PUT[connection.vendor], [(entry.pk, words_of(entry, unit_id)) for entry, unit_id in entries])


def drop_words(entry_id: int) -> None:
    """Takes an entry out of the search."""
    with connection.cursor() as cursor:
        cursor.execute(DROP, [entry_id])
