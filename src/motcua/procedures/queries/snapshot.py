"""The catalogue kept in this process: names, validity and offerings of every procedure, without the documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from motcua.kernel.remembered import Remembered
from motcua.procedures.models import CatalogueStamp, Offering, Override, Procedure, ProcedureVersion, StepPost
from motcua.procedures.rules.definition import Definition
from motcua.procedures.rules.overrides import chain_key
from motcua.procedures.rules.searching import SearchIndex, build_index


@dataclass(frozen=True, slots=True)
class Span:
    """When a version applies, or when a unit takes the procedure: `subject` is the id of either."""

    subject: int
    number: int
    start: date
    end: date | None

    def covers(self, on: date) -> bool:
        """Whether that day is inside."""
        return self.start <= on and (self.end is None or on < self.end)


@dataclass(frozen=True, slots=True)
class Entry:
    """A procedure in lists."""

    id: int
    code: str
    slug: str
    name: str
    short_name: str
    aliases: tuple[str, ...]
    field_code: str
    field_name: str
    level: str
    versions: tuple[Span, ...]
    offerings: tuple[Span, ...]
    overrides: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)
    derived: Mapping[tuple[int, str], int] = field(default_factory=dict)
    life_events: tuple[str, ...] = ()

    def version_on(self, on: date, lineage: Sequence[int] = ()) -> int | None:
        """The id of the version in force on that day; with the lineage of a unit (root first) its own derived one."""
        base = next((span.subject for span in self.versions if span.covers(on)), None)
        chain = self.chain_on(on, lineage) if base is not None and self.overrides else ()
        return self.derived.get((base, chain_key(chain)), base) if base is not None and chain else base

    def chain_on(self, on: date, lineage: Sequence[int]) -> tuple[int, ...]:
        """Ids of the overrides that apply to a unit on that day, the highest unit's first."""
        return tuple(span.subject for unit in lineage for span in self.overrides.get(unit, ()) if span.covers(on))

    def units_on(self, on: date) -> frozenset[int]:
        """Ids of the units that take it on that day."""
        return frozenset(span.subject for span in self.offerings if span.covers(on))


@dataclass
class Snapshot:
    """All entries, and what was worked out from them so far."""

    by_code: Mapping[str, Entry]
    token: str = ""
    changed_at: datetime | None = None
    definitions: dict[int, Definition] = field(default_factory=dict)
    searching: SearchIndex | None = None
    answers: dict[Any, Any] = field(default_factory=dict)
    drawn: dict[str, bytes] = field(default_factory=dict)
    posts: dict[int, tuple[StepPost, ...]] = field(default_factory=dict)

    def index(self) -> SearchIndex:
        """The search index, built when it is first asked."""
        if self.searching is None:
            self.searching = build_index(
                (entry.code, entry.name, entry.short_name, entry.aliases) for entry in self.by_code.values()
            )
        return self.searching


def load() -> Snapshot:
    """Seven queries, whatever the size."""
    stamp = CatalogueStamp.objects.filter(pk=1).values_list("token", "changed_at").first()
    versions: dict[int, list[Span]] = {}
    rows = ProcedureVersion.objects.published().order_by("-valid_from")
    for owner, pk, number, start, end in rows.values_list("procedure_id", "id", "number", "valid_from", "valid_until"):
        versions.setdefault(owner, []).append(Span(pk, number, start or date.max, end))
    offerings: dict[int, list[Span]] = {}
    for owner, unit, start, end in Offering.objects.values_list("procedure_id", "unit_id", "valid_from", "valid_until"):
        offerings.setdefault(owner, []).append(Span(unit, 0, start, end))
    overrides: dict[int, dict[int, tuple[Span, ...]]] = {}
    own = Override.objects.order_by("valid_from").values_list(
        "procedure_id", "unit_id", "id", "valid_from", "valid_until"
    )
    for owner, unit, pk, start, end in own:
        units = overrides.setdefault(owner, {})
        units[unit] = (*units.get(unit, ()), Span(pk, 0, start, end))
    derived: dict[int, dict[tuple[int, str], int]] = {}
    for owner, pk, base, chain in ProcedureVersion.objects.derived().values_list(
        "procedure_id", "id", "base_id", "chain"
    ):
        derived.setdefault(owner, {})[base, chain] = pk
    columns = (
        "id",
        "code",
        "slug",
        "name",
        "short_name",
        "aliases",
        "field__code",
        "field__name",
        "level",
        "life_events",
    )
    entries: dict[str, Entry] = {}
    for pk, code, slug, name, short, aliases, *more in Procedure.objects.order_by("code").values_list(*columns):
        field_code, field_name, level, events = more
        applies, taken = tuple(versions.get(pk, ())), tuple(offerings.get(pk, ()))
        entries[code] = Entry(
            pk, code, slug, name, short, tuple(aliases), field_code, field_name, level, applies, taken,
            overrides.get(pk, {}), derived.get(pk, {}), tuple(events),
        )  # fmt: skip
    posts: dict[int, tuple[StepPost, ...]] = {}
    for row in StepPost.objects.order_by("-valid_from"):
        posts[row.unit_id] = (*posts.get(row.unit_id, ()), row)
    token, changed_at = stamp or ("", None)
    return Snapshot(entries, token, changed_at, posts=posts)


SNAPSHOT = Remembered(load, CatalogueStamp.current)
