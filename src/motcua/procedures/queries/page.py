"""What the page of a procedure shows, put together once and read by the template."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from django.conf import settings

from motcua.kernel import clock
from motcua.kernel.press import compile_sheet
from motcua.procedures.queries.catalogue import catalogue, definition_of, entry_of, search
from motcua.procedures.queries.snapshot import SNAPSHOT, Entry
from motcua.procedures.rules import fee_words, wording
from motcua.procedures.rules.announcing import News, news
from motcua.procedures.rules.blank import blank_form
from motcua.procedures.rules.definition import Case, Definition, PaperKind
from motcua.units import queries as units
from motcua.units.models import Unit

SHEETS = Path(__file__).resolve().parents[1] / "sheets"


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper with the cases it is asked in, in words."""

    paper: PaperKind
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeeLine:
    """A fee in words."""

    title: str
    counter: str
    online: str
    note: str
    exemptions: tuple[str, ...]
    when: str = ""
    basis: str = ""
    tiers: tuple[str, ...] = ()
    less: tuple[fee_words.Less, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A parent and those of its units that take the procedure (the parent itself when it does)."""

    name: str
    units: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ProcedurePage:
    """Everything about a procedure at a glance; `ended` when only an older version exists."""

    entry: Entry
    definition: Definition
    ended: bool
    valid_from: date | None
    limit: str
    answer_limit: str
    costs: str
    always: tuple[PaperLine, ...]
    by_case: tuple[PaperLine, ...]
    fees: tuple[FeeLine, ...]
    places: tuple[Place, ...]
    coming: Coming | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Coming:
    """A version that is published and not yet in force, and what it changes for citizens."""

    valid_from: date
    lines: tuple[News, ...]


def procedure_page(code: str, on: date | None = None) -> ProcedurePage | None:
    """The page of a procedure by its code; None when there never was a published version."""
    entry, day = entry_of(code), on or clock.today()
    if entry is None:
        return None
    spans = [span for span in entry.versions if span.start <= day]
    now = next((span for span in spans if span.covers(day)), None)
    span = now or (spans[0] if spans else None)
    if span is None:
        return None
    places = places_of(entry.units_on(day)) if now else ()
    page = page_of(entry, definition_of(span.subject), ended=now is None, valid_from=span.start, places=places)
    return replace(page, coming=coming(entry, page.definition, day), ends=now.end if now else None)


def coming(entry: Entry, definition: Definition, day: date) -> Coming | None:
    """The next version after a day, told against the one that is shown."""
    later = sorted((span for span in entry.versions if span.start > day), key=lambda span: span.start)
    return Coming(later[0].start, news(definition, definition_of(later[0].subject))) if later else None


def page_of_draft(code: str, definition: Definition) -> ProcedurePage | None:
    """The page of a draft, as it would be drawn."""
    entry = entry_of(code)
    return page_of(entry, definition, ended=False, valid_from=None, places=()) if entry is not None else None


def page_of(
    entry: Entry, definition: Definition, *, ended: bool, valid_from: date | None, places: tuple[Place, ...]
) -> ProcedurePage:
    """What the page says of a definition."""
    always, by_case = paper_lines(definition)
    return ProcedurePage(
        entry=entry,
        definition=definition,
        ended=ended,
        valid_from=valid_from,
        limit=wording.limit_in_words(definition.clock),
        answer_limit=wording.limit_in_words(definition.answer_clock),
        costs=wording.costs_in_words(definition),
        always=always,
        by_case=by_case,
        fees=tuple(fee_lines(definition)),
        places=places,
    )


def paper_lines(definition: Definition) -> tuple[tuple[PaperLine, ...], tuple[PaperLine, ...]]:
    """Papers everybody brings, and papers of certain cases."""
    titles: dict[str, Case] = {case.key: case for case in definition.cases}
    lines = [
        PaperLine(paper, tuple(titles[key].title for key in paper.cases if key in titles))
        for paper in definition.papers
    ]
    depends = [bool(line.cases) or line.paper.when is not None for line in lines]
    return (
        tuple(line for line, some in zip(lines, depends, strict=True) if not some),
        tuple(line for line, some in zip(lines, depends, strict=True) if some),
    )


def fee_lines(definition: Definition) -> Iterable[FeeLine]:
    """Fees in words."""
    for fee in definition.fees:
        online = wording.online_fee_in_words(fee)
        yield FeeLine(
            fee.title, wording.fee_in_words(fee), online or "", fee.note, fee.exemptions,
            when=fee_words.when_charged(definition, fee),
            basis=fee_words.basis_in_words(fee, definition.form) or "",
            tiers=fee_words.tiers_in_words(fee, definition.form),
            less=fee_words.less_of(fee, definition.form),
        )  # fmt: skip


def limit_of(definition: Definition) -> str:
    """How long it takes, in words."""
    return wording.limit_in_words(definition.clock)


def places_of(unit_ids: frozenset[int]) -> tuple[Place, ...]:
    """The units at work among these, under the names of their parents."""
    groups: dict[str, list[Unit]] = {}
    tree = units.tree()
    for unit in units.active_units(levels=frozenset({"city", "district", "commune"})):
        if unit.pk in unit_ids:
            parent = tree.nodes.get(unit.parent_id) if unit.parent_id and unit.level == "commune" else None
            groups.setdefault(parent.name if parent else "", []).append(unit)
    return tuple(Place(name, tuple((unit.code, unit.name) for unit in rows)) for name, rows in groups.items())


def taking_units(on: date | None = None) -> tuple[Place, ...]:
    """All units that take any procedure on that day."""
    day = on or clock.today()
    return places_of(frozenset().union(*(entry.units_on(day) for entry in SNAPSHOT.get().by_code.values())))


def alike(entry: Entry, most: int = 6) -> list[Entry]:
    """What a person may do instead of a procedure that ended: the nearest names first, then others of the field."""
    near = [found for hit in search(entry.short_name, limit=most) if (found := entry_of(hit.code)) is not None]
    same_field = catalogue(field_code=entry.field_code)
    chosen = [one for one in near if one.field_code == entry.field_code]
    chosen += [one for one in same_field if one not in chosen]
    return [one for one in chosen if one.code != entry.code][:most]


def blank_sheet(definition: Definition) -> bytes:
    """The procedure's form as a PDF to fill in by hand. The same document gives the same bytes."""
    inputs = {"data": json.dumps(blank_form(definition), ensure_ascii=False)}
    day = definition.checked_on or "2026-01-01"
    return compile_sheet(
        root=SHEETS,
        sheet=SHEETS / "blank_form.typ",
        fonts=settings.SHEET_FONTS,
        inputs=inputs,
        issued_at=f"{day}T00:00:00+07:00",
    )
