"""Open data of the catalogue: what procedures there are, what each asks and says, and its form as JSON Schema."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from motcua.kernel.refusals import NotFound
from motcua.procedures import queries
from motcua.units import queries as units

router = Router()
MOST = 200


class ProcedureRow(Schema):
    """A procedure in lists; `score` only in answers to a search."""

    code: str
    name: str
    short_name: str
    field: str
    field_name: str
    level: str
    version: int | None = None
    score: float | None = None


class ProcedureList(Schema):
    """One page of procedures; `next` is the offset of the following one."""

    items: list[ProcedureRow]
    count: int
    next: int | None = None


class ProcedureDocument(Schema):
    """A published version: its whole document, with the hash that tells whether it changed."""

    code: str
    version: int
    valid_from: str
    valid_until: str | None
    hash: str
    document: dict[str, Any]
    units: list[str]


class Problem(Schema):
    """What went wrong (RFC 9457)."""

    type: str
    status: int
    title: str


def row(entry: queries.Entry, score: float | None = None) -> dict[str, Any]:
    """An entry as the API shows it."""
    return {
        "code": entry.code,
        "name": entry.name,
        "short_name": entry.short_name,
        "field": entry.field_code,
        "field_name": entry.field_name,
        "level": entry.level,
        "version": queries.version_number(entry),
        "score": score,
    }


@router.get("/procedures", response={200: ProcedureList, 404: Problem}, summary="Danh mục thủ tục / The catalogue")
def procedures(
    request: HttpRequest,
    q: str = Query("", max_length=200),
    unit: str = Query("", max_length=80),
    field: str = Query("", max_length=60),
    offset: int = Query(0, ge=0, le=100_000),
    limit: int = Query(50, ge=1, le=MOST),
) -> dict[str, Any]:
    """Procedures in force by short name; with `q` the best matches of a search instead. `unit` is a unit's code."""
    unit_id = units.unit_by_code(unit).pk if unit else None
    if q:
        hits = queries.search(q, unit_id, limit)
        found = [(queries.entry_of(hit.code), hit.score) for hit in hits]
        items = [row(entry, score) for entry, score in found if entry and (not field or entry.field_code == field)]
        return {"items": items, "count": len(items), "next": None}
    entries = queries.catalogue(unit_id, field)
    more = offset + limit < len(entries)
    page = [row(entry) for entry in entries[offset : offset + limit]]
    return {"items": page, "count": len(entries), "next": offset + limit if more else None}


@router.get(
    "/procedures/{code}", response={200: ProcedureDocument, 404: Problem}, summary="Một thủ tục / One procedure"
)
def procedure(request: HttpRequest, code: str, version: int | None = Query(None, ge=1, le=10_000)) -> dict[str, Any]:
    """The version in force, or the published version of that number."""
    found = queries.published_document(code, version)
    if found is None:
        raise NotFound(queries.NO_PROCEDURE)
    return found
