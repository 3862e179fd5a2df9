"""Which procedures there are, where, since when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.kernel import clock
from motcua.kernel.folding import fold
from motcua.procedures.models import ProcedureVersion
from motcua.procedures.queries.snapshot import SNAPSHOT, Entry, Snapshot
from motcua.procedures.rules.definition import Definition, parse_definition
from motcua.procedures.rules.spelling import LONGEST_QUERY
from motcua.units import queries as units

MOST_DEFINITIONS = 300
MOST_ANSWERS = 500
# Ten kilobytes each at most, suggestions less than one.
MOST_DRAWN = 600
NO_PROCEDURE = _("Không có thủ tục này.")
TOO_MANY_SHEETS = _("Đã tải quá nhiều tờ khai từ địa chỉ này. Xin thử lại sau.")


@dataclass(frozen=True, slots=True)
class Hit:
    """A search result; `score` is comparable within one answer, 1.0 for a perfect match."""

    code: str
    name: str
    score: float
    short_name: str = ""
    slug: str = ""
    note: str = ""
    """The official name where it says more than the short one, else the field."""


def state() -> tuple[object, object]:
    """The catalogue and the tree of units as they stand; the same two objects as long as nothing changed."""
    return SNAPSHOT.get(), units.tree()


def entry_of(code: str) -> Entry | None:
    """The procedure with this code, None when unknown."""
    return SNAPSHOT.get().by_code.get(code)


def open_version(procedure_code: str, unit_id: int | None = None, on: date | None = None) -> ProcedureVersion | None:
    """The version under which the unit takes a dossier on that day (default: today); None when it takes none.

    Without a unit only the version in force counts. The row comes with its procedure and without its document: read
    that through `definition_of`.
    """
    version_id = version_at(procedure_code, unit_id, on)
    return None if version_id is None else version(version_id)


def version_at(procedure_code: str, unit_id: int | None = None, on: date | None = None) -> int | None:
    """The id of `open_version`, from memory."""
    entry, day = entry_of(procedure_code), on or clock.today()
    if entry is None or (unit_id is not None and unit_id not in entry.units_on(day)):
        return None
    lineage = (*units.ancestors_of(unit_id), unit_id) if unit_id is not None and entry.overrides else ()
    return entry.version_on(day, lineage)


def version(version_id: int) -> ProcedureVersion | None:
    """A version with its procedure, without its document."""
    rows = ProcedureVersion.objects.select_related("procedure").defer("document")
    return rows.filter(pk=version_id).first()


def definition_of(version_id: int) -> Definition:
    """What a version says, parsed once per process (drafts each time); ProcedureVersion.DoesNotExist when there is none."""
    known = SNAPSHOT.get().definitions
    if version_id in known:
        return known[version_id]
    state, document = ProcedureVersion.objects.values_list("state", "document").get(pk=version_id)
    definition = parse_definition(document, version_id)
    if state != "draft":
        if len(known) >= MOST_DEFINITIONS:
            known.clear()
        known[version_id] = definition
    return definition


def catalogue(unit_id: int | None = None, field_code: str = "", on: date | None = None, level: str = "") -> list[Entry]:
    """Procedures with a version in force on that day, by short name; only those the unit takes when one is named."""
    day = on or clock.today()
    found = [
        entry
        for entry in SNAPSHOT.get().by_code.values()
        if entry.version_on(day) is not None
        and (not field_code or entry.field_code == field_code)
        and (not level or entry.level == level)
        and (unit_id is None or unit_id in entry.units_on(day))
    ]
    return sorted(found, key=lambda entry: entry.short_name.casefold())


def offered_at(procedure_code: str, on: date | None = None) -> frozenset[int]:
    """Ids of the units that take dossiers of the procedure on that day."""
    entry = entry_of(procedure_code)
    return entry.units_on(on or clock.today()) if entry else frozenset()


def search(text: str, unit_id: int | None = None, limit: int = 10) -> list[Hit]:
    """Procedures for what a person typed, best first; only those in force, and those of the unit when one is named.

    Beginnings of words are typed by everybody: an answer is kept as long as the catalogue and the day stay the same.
    """
    snapshot, day = SNAPSHOT.get(), clock.today()
    asked = (day, text[:LONGEST_QUERY], unit_id, limit)
    kept = snapshot.answers.get(asked)
    if kept is None:
        if len(snapshot.answers) >= MOST_ANSWERS:
            snapshot.answers.clear()
        kept = snapshot.answers[asked] = hits_of(snapshot, *asked)
    return list(kept)


def hits_of(snapshot: Snapshot, day: date, text: str, unit_id: int | None, limit: int) -> list[Hit]:
    """The answer of the index."""

    def open_now(code: str) -> bool:
        entry = snapshot.by_code[code]
        return entry.version_on(day) is not None and (unit_id is None or unit_id in entry.units_on(day))

    found = snapshot.index().search(text, limit=limit, allowed=open_now)
    entries = [(snapshot.by_code[code], score) for code, score in found]
    return [
        Hit(entry.code, entry.name, score, entry.short_name, entry.slug, note_of(entry)) for entry, score in entries
    ]


def note_of(entry: Entry) -> str:
    """What a result says below its short name: nobody reads the same words twice."""
    official, short = set(fold(entry.name).split()) - {"thu", "tuc"}, set(fold(entry.short_name).split())
    return entry.field_name if official <= short else entry.name


def version_number(entry: Entry, on: date | None = None) -> int | None:
    """The number of the version in force on that day."""
    day = on or clock.today()
    return next((span.number for span in entry.versions if span.covers(day)), None)


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A published version in the history of a procedure."""

    number: int
    valid_from: date | None
    valid_until: date | None
    hash: str
    published_at: datetime | None


def history(code: str) -> list[VersionLine] | None:
    """The published versions of a procedure, newest first; None when there is no such procedure."""
    if entry_of(code) is None:
        return None
    rows = ProcedureVersion.objects.published().filter(procedure__code=code).order_by("-number")
    return [
        VersionLine(*row) for row in rows.values_list("number", "valid_from", "valid_until", "hash", "published_at")
    ]


def freshness() -> tuple[str, datetime]:
    """What the catalogue's open data is a function of, and since when: the last change, or the beginning of today."""
    snapshot, day = SNAPSHOT.get(), clock.today()
    midnight = datetime.combine(day, time.min, tzinfo=clock.LOCAL)
    return f"{snapshot.token}:{day.isoformat()}", max(snapshot.changed_at or midnight, midnight)


def kept_answer(key: str, draw: Callable[[], bytes]) -> bytes:
    """A drawn answer of the open data, kept until the catalogue changes; `key` names the question, the day and the language."""
    answers = SNAPSHOT.get().drawn
    body = answers.get(key)
    if body is None:
        if len(answers) >= MOST_DRAWN:
            answers.clear()
        body = answers[key] = draw()
    return body


def published_document(code: str, number: int | None = None) -> dict[str, Any] | None:
    """A published version with its whole document, as open data; the one in force today without a number."""
    entry, day = entry_of(code), clock.today()
    if entry is None:
        return None
    spans = [span for span in entry.versions if (span.number == number if number else span.covers(day))]
    found = ProcedureVersion.objects.published().filter(pk=spans[0].subject).first() if spans else None
    if found is None or found.valid_from is None:
        return None
    nodes = units.tree().nodes
    return {
        "code": entry.code,
        "version": found.number,
        "valid_from": found.valid_from.isoformat(),
        "valid_until": found.valid_until.isoformat() if found.valid_until else None,
        "hash": found.hash,
        "document": found.document,
        "units": sorted(nodes[unit_id].code for unit_id in entry.units_on(day) if unit_id in nodes),
    }
