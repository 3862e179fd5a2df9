"""Take a list of units from a file or from rows: all or nothing, any depth, in any order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.units.actions.change import touch_tree
from motcua.units.models import Post, Unit
from motcua.units.permissions import demand_manage
from motcua.units.rules.importing import RowError, Standing, UnitRow, check_together, read_rows
from motcua.units.rules.reading import Unreadable, read_file

PLAIN = (
    "key", "short_name", "kind", "gso_code", "eid_code", "host", "path", "address", "phone", "email", "valid_from",
    "valid_until", "operating", "order",
)  # fmt: skip
FIELDS = ["name", "level", "parent", "lineage", "branding", "sources", *PLAIN]


@dataclass
class ImportReport:
    """What an import did, or with `dry_run` would do. With errors nothing was written."""

    errors: list[RowError] = field(default_factory=list)
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    dry_run: bool = False

    @property
    def ok(self) -> bool:
        """Whether nothing was wrong."""
        return not self.errors


def import_file(*, actor: Actor, content: bytes, dry_run: bool = False) -> ImportReport:
    """Imports a CSV or JSON file; a file that is neither is reported like any other error."""
    demand_manage(actor)
    try:
        rows = read_file(content)
    except Unreadable as why:
        return ImportReport([why.error], dry_run=dry_run)
    return import_units(actor=actor, rows=rows, dry_run=dry_run)


@transaction.atomic
def import_units(
    *, actor: Actor, rows: Iterable[Mapping[str, Any] | tuple[int, Mapping[str, Any]]], dry_run: bool = False
) -> ImportReport:
    """Creates and changes units by code; columns a row lacks stay as they are.

    Rows are mappings by column name, or (line number, mapping). Nothing is written when any row is wrong; a parent may
    stand after its children. The report names every error, not only the first.
    """
    demand_manage(actor)
    numbered = [row if isinstance(row, tuple) else (place, row) for place, row in enumerate(rows, 1)]
    found, errors = read_rows(numbered)
    existing = {unit.code: unit for unit in Unit.objects.select_for_update()}
    codes = {unit.pk: unit.code for unit in existing.values()}
    standing = {
        unit.code: Standing(codes.get(unit.parent_id or 0), unit.level, unit.valid_from, unit.valid_until)
        for unit in existing.values()
    }
    errors += check_together(found, standing)
    report = ImportReport(sorted(errors, key=lambda error: (error.row, error.column)), dry_run=dry_run)
    if report.errors:
        return report
    changed = count(found, existing, report)
    if not dry_run:
        write(changed, existing)
    return report


def count(found: Sequence[UnitRow], existing: Mapping[str, Unit], report: ImportReport) -> list[UnitRow]:
    """Counts what is new, changed and the same; answers the rows to write."""
    changed = []
    codes = {unit.pk: unit.code for unit in existing.values()}
    for row in found:
        unit = existing.get(row.code)
        if unit is None:
            report.created += 1
        elif fill(unit, row) or (row.parent is not None and (row.parent or None) != codes.get(unit.parent_id or 0)):
            report.updated += 1
        elif "posts" not in row.details:
            report.unchanged += 1
            continue
        else:
            report.unchanged += 1
        changed.append(row)
    return changed


def fill(unit: Unit, row: UnitRow) -> bool:
    """Puts a row's values into the unit (not saved); whether anything changed."""
    values: dict[str, Any] = {"name": clean(row.name), "level": row.level}
    values |= {name: row.details[name] for name in PLAIN if name in row.details}
    if row.details.get("colour"):
        values["branding"] = {**unit.branding, "colour": row.details["colour"]}
    if row.details.get("source"):
        values["sources"] = [*dict.fromkeys([*unit.sources, row.details["source"]])]
    changed = [name for name, value in values.items() if getattr(unit, name) != value]
    for name in changed:
        setattr(unit, name, values[name])
    return bool(changed)


def write(rows: Sequence[UnitRow], existing: Mapping[str, Unit]) -> None:
    """Writes rows that were checked: new units parents first, then parents and lineages, then posts."""
    units = dict(existing)
    new = [row for row in rows if row.code not in existing]
    while new:
        made = []
        for row in new:
            if not row.parent or row.parent in units:
                unit = Unit(code=row.code, parent=units[row.parent] if row.parent else None)
                fill(unit, row)
                made.append(unit)
        for unit in Unit.objects.bulk_create(made):
            units[unit.code] = unit
        new = [row for row in new if row.code not in units]
    for row in rows:
        if row.parent is not None:
            units[row.code].parent = units[row.parent] if row.parent else None
    moved = straighten(units)
    touched = {row.code for row in rows} | moved
    Unit.objects.bulk_update([units[code] for code in sorted(touched)], FIELDS, batch_size=100)
    write_posts(rows, units)
    touch_tree(sorted(units[code].pk for code in touched))


def straighten(units: Mapping[str, Unit]) -> set[str]:
    """Gives every unit the lineage its parents make; answers the codes of those it changed."""
    by_id = {unit.pk: unit for unit in units.values()}
    changed = set()
    for unit in units.values():
        ids, above = [unit.pk], unit.parent_id
        while above is not None:
            ids.append(above)
            above = by_id[above].parent_id
        lineage = f"/{'/'.join(str(pk) for pk in reversed(ids))}/"
        if unit.lineage != lineage:
            unit.lineage = lineage
            changed.add(unit.code)
    return changed


def write_posts(rows: Sequence[UnitRow], units: Mapping[str, Unit]) -> None:
    """Creates the posts rows name and brings their titles up to date; posts that are not named stay."""
    wanted = [
        Post(
            unit=units[row.code],
            code=post["code"],
            title=clean(post["title"]),
            is_head=bool(post.get("is_head")),
            order=place,
        )
        for row in rows
        for place, post in enumerate(row.details.get("posts", ()))
    ]
    headed = [post.unit_id for post in wanted if post.is_head]
    Post.objects.filter(unit_id__in=headed, is_head=True).update(is_head=False)
    Post.objects.bulk_create(
        wanted, update_conflicts=True, unique_fields=["unit", "code"], update_fields=["title", "is_head", "order"]
    )
