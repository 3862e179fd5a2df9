"""A file of the national catalogue: a report first; applied, new and changed procedures become drafts, nothing ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from motcua.accounts import permissions as accounts
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.ledger import actions as ledger
from motcua.procedures.actions.draft import save_draft
from motcua.procedures.models import Field, Procedure, ProcedureVersion, State
from motcua.procedures.queries.snapshot import SNAPSHOT
from motcua.procedures.rules.national import EXTRA, Known, Report, Row, compare, read_file
from motcua.procedures.rules.spelling import fold

SOURCE = "Danh mục thủ tục hành chính quốc gia"


@dataclass(frozen=True)
class Imported:
    """The report; `drafts`: codes whose drafts were written, `waiting`: codes with an editor's draft left as it is."""

    report: Report
    applied: bool = False
    drafts: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether every row could be read."""
        return not self.report.broken


def import_catalogue(*, actor: Actor, content: bytes, apply: bool = False) -> Imported:
    """Compares a file with the catalogue; with `apply` writes drafts, all or none, and only when no row is broken."""
    accounts.demand(actor, "procedures.edit")
    rows, broken = read_file(content)
    report = compare(rows, broken, known())
    if not apply or report.broken:
        return Imported(report)
    with transaction.atomic():
        return write(actor, report)


def known() -> dict[str, Known]:
    """Every procedure we have, with what the newest version noted of an import."""
    today = clock.today()
    noted = dict(
        ProcedureVersion.objects.filter(base=None, document__has_key="national")
        .order_by("number")
        .values_list("procedure__code", "document__national")
    )
    return {
        code: Known(
            entry.name, entry.field_name, entry.level, entry.version_on(today) is not None, noted.get(code) or {}
        )
        for code, entry in SNAPSHOT.get().by_code.items()
    }


def write(actor: Actor, report: Report) -> Imported:
    """Drafts for what is new and changed."""
    rows = [*report.new, *(row for row, _parts in report.changed)]
    busy = set(
        ProcedureVersion.objects.filter(state=State.DRAFT, procedure__code__in=[row.code for row in rows]).values_list(
            "procedure__code", flat=True
        )
    )
    fields = {fold(name): code for code, name in Field.objects.values_list("code", "name")}
    done = []
    for row in rows:
        if row.code not in busy:
            save_draft(actor=actor, document=document_for(row, fields))
            done.append(row.code)
    if done:
        data = {"drafts": len(done), "waiting": len(busy), "proposed_ends": list(report.ended)}
        ledger.append("procedures:import", ledger.Entry("catalogue-imported", actor, "staff", data))
    return Imported(report, applied=True, drafts=tuple(done), waiting=tuple(sorted(busy)))


def document_for(row: Row, fields: Mapping[str, str]) -> dict[str, Any]:
    """The newest document with what the file says otherwise, or the beginning of one; either way unverified."""
    procedure = Procedure.objects.filter(code=row.code).first()
    newest = procedure.versions.published().order_by("-number").first() if procedure else None
    document: dict[str, Any] = dict(newest.document) if newest else {"code": row.code, "short_name": row.name[:200]}
    document["name"] = row.name
    if row.field and fold(row.field) != fold(str(document.get("field_name", ""))):
        document["field"] = fields.get(fold(row.field)) or fold(row.field).replace(" ", "-")[:60].strip("-")
        document["field_name"] = row.field
    document.setdefault("field", "chua-phan-loai")
    document.setdefault("field_name", "Chưa phân loại")
    document.setdefault("level", row.level or "commune")
    document.setdefault("source", SOURCE)
    document["national"] = {name: getattr(row, name) for name in EXTRA if getattr(row, name)}
    document["verified"] = False
    return document
