"""What a public page of a site shows, gathered for its template."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator

from motcua.kernel import clock
from motcua.pages.models import Body, Entry
from motcua.pages.queries import entries, sharing
from motcua.pages.queries.frames import SiteFrame, address
from motcua.pages.queries.sites import SITES
from motcua.pages.rules.markup import to_html
from motcua.units import queries as units

MOST_PROCEDURES = 400


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the home page and what it shows."""

    name: str
    rows: Any = ()
    more: str = ""


def home_blocks(frame: SiteFrame) -> list[Block]:
    """The home page's blocks in the editors' order; a block with nothing to show is left out."""
    found = (build(frame, name) for name in frame.face.blocks if (build := BUILDERS.get(name)))
    return [block for block in found if block is not None]


def _list_of(kind: str, most: int) -> Any:
    def build(frame: SiteFrame, name: str) -> Block | None:
        rows = entries.latest(frame.face, kind, most)
        return Block(name, with_addresses(frame, rows), frame.at(kind)) if rows else None

    return build


def _events(frame: SiteFrame, name: str) -> Block | None:
    rows = entries.coming_events(frame.face, 4)
    return Block(name, with_addresses(frame, rows), frame.at("event")) if rows else None


def _shared(frame: SiteFrame, name: str) -> Block | None:
    rows = named(sharing.from_others(frame.face))
    return Block(name, rows) if rows else None


def _calendar(frame: SiteFrame, name: str) -> Block | None:
    return Block(name, more=frame.at("calendar")) if calendar_parts(frame.face.unit_id) else None


def _plain(frame: SiteFrame, name: str) -> Block | None:
    return Block(name)


BUILDERS: dict[str, Any] = {
    "services": _plain,
    "news": _list_of("news", 5),
    "notices": _list_of("notice", 5),
    "events": _events,
    "shared": _shared,
    "calendar": _calendar,
    "bulletins": _list_of("bulletin", 3),
    "documents": _list_of("document", 5),
    "contact": _plain,
    "neighbours": _plain,
}


def calendar_parts(unit_id: int) -> list[Any]:
    """The published week of the unit, from the room `agenda` where it is installed; empty where it is not or none is published."""
    if "agenda" not in settings.ROOMS:
        return []
    from motcua.agenda.queries import published_week

    week = published_week(units.unit_by_id(unit_id), clock.today())
    return [] if week is None else [week]


def named(rows: list[Entry]) -> list[Entry]:
    """Entries of other sites with their addresses there and the names of their units."""
    faces = {face.id: face for face in SITES.get().by_code.values()}
    for row in rows:
        row.address = public_address(row)
        row.place_name = units.unit_by_id(faces[row.unit_site_id].unit_id).name
    return rows


def with_addresses(frame: SiteFrame, rows: list[Entry]) -> list[Entry]:
    """Puts each entry's address on it."""
    for row in rows:
        row.address = frame.at(row.kind, row.slug)
    return rows


def drawn_entry(entry: Entry) -> str:
    """An entry's text as HTML."""
    return to_html(entry.body)


def public_address(entry: Entry) -> str:
    """Where a public entry stands, at the common door."""
    face = next(face for face in SITES.get().by_code.values() if face.id == entry.unit_site_id)
    return SiteFrame(face, face.base).at(entry.kind, entry.slug)


def section_page(frame: SiteFrame, kind: str, asked: dict[str, str]) -> dict[str, Any]:
    """A list of entries with its archive and categories, narrowed as asked ("muc", "thang", "trang")."""
    month = month_of(asked.get("thang", ""))
    category = asked.get("muc", "")[:60]
    rows = entries.section_rows(frame.face, kind, category=category, month=month)
    page = Paginator(rows, entries.PER_PAGE).get_page(asked.get("trang"))
    with_addresses(frame, list(page.object_list))
    return {
        "page": page,
        "month": month,
        "category": category,
        "months": entries.months_of(frame.face, kind)[:36],
        "categories": entries.categories_of(frame.face, kind),
        "coming": with_addresses(frame, entries.coming_events(frame.face)) if kind == "event" and not month else [],
    }


def month_of(text: str) -> date | None:
    """The first day of a month written 2026-11; None for anything else."""
    try:
        return datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007 - a month of the calendar, no moment
    except ValueError:
        return None


def entry_page(frame: SiteFrame, kind: str, slug: str) -> dict[str, Any] | None:
    """An entry with its text as HTML and what is related to it; None when there is none at this address."""
    entry = entries.entry_at(frame.face, kind, slug)
    return None if entry is None else shown_entry(frame, entry)


def shown_entry(frame: SiteFrame, entry: Entry) -> dict[str, Any]:
    """What the page of an entry shows, public or not yet."""
    return {
        "entry": entry,
        "html": to_html(entry.body),
        "related": with_addresses(frame, entries.related(frame.face, entry)),
    }


def organisation(frame: SiteFrame) -> list[tuple[Any, list[Any]]]:
    """Everybody by body, in the order council, committee, offices, associations."""
    people = entries.officials_of(frame.face)
    groups = ((body.label, [person for person in people if person.body == body.value]) for body in Body)
    return [(label, rows) for label, rows in groups if rows]


def spokesperson(frame: SiteFrame) -> Any:
    """The spokesperson, None when none is named."""
    return next((person for person in entries.officials_of(frame.face) if person.is_spokesperson), None)


def procedures(frame: SiteFrame) -> list[tuple[str, list[tuple[Any, str]]]]:
    """The procedures this unit takes, by field: (field, [(procedure, address), …])."""
    if "procedures" not in settings.ROOMS:
        return []
    from motcua.procedures.queries import catalogue

    fields: dict[str, list[tuple[Any, str]]] = {}
    for entry in catalogue(frame.face.unit_id)[:MOST_PROCEDURES]:
        fields.setdefault(entry.field_name, []).append((entry, address("procedures:procedure", entry.code)))
    return sorted(fields.items())
