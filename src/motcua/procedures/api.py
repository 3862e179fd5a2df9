"""Open data of the catalogue: what procedures there are, what each asks and says, and its form as JSON Schema."""

import gzip
import json
from collections.abc import Callable
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date, parse_http_date_safe
from django.utils.translation import get_language
from ninja import Query, Router, Schema

from motcua.kernel.plain_questions import guarded, plain_question
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


class OfferingRow(Schema):
    """A unit that takes a procedure; `own_rules` where it does part of it its own way."""

    unit: str
    name: str
    level: str
    own_rules: bool


class VersionRow(Schema):
    """A published version: the days it applies and the hash of its document."""

    version: int
    valid_from: date
    valid_until: date | None
    hash: str
    published_at: datetime


class VersionList(Schema):
    """The published versions of a procedure, newest first."""

    code: str
    items: list[VersionRow]


class OfferingList(Schema):
    """The units that take a procedure today, by their codes and names."""

    code: str
    items: list[OfferingRow]


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


def unchanged(request: HttpRequest, response: HttpResponse) -> bool:
    """Puts ETag and Last-Modified on the answer; whether the client has it already (then 304 without a body)."""
    token, changed = queries.freshness()
    tag = f'W/"{sha256(f"{token}{request.get_full_path()}{get_language()}".encode()).hexdigest()[:24]}"'
    response["ETag"], response["Last-Modified"] = tag, http_date(changed.timestamp())
    response["Cache-Control"] = "public, max-age=60"
    asked = request.headers.get("If-None-Match")
    if asked is not None:
        return asked.strip() == "*" or tag.removeprefix("W/") in [
            one.strip().removeprefix("W/") for one in asked.split(",")
        ]
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return since is not None and int(changed.timestamp()) <= since


def drawn(
    request: HttpRequest, response: HttpResponse, answer: Callable[[], dict[str, Any]], *, packed: bool = False
) -> HttpResponse:
    """The answer as JSON; kept under its ETag as long as the catalogue, the day and the language stay the same."""
    body = queries.kept_answer(response["ETag"], lambda: json.dumps(answer(), ensure_ascii=False).encode())
    if packed:
        body = queries.kept_answer(f"gzip {response['ETag']}", lambda: gzip.compress(body, 6, mtime=0))
    whole = HttpResponse(body, content_type="application/json; charset=utf-8")
    for name in ("ETag", "Last-Modified", "Cache-Control"):
        whole[name] = response[name]
    whole["Vary"] = "Accept-Encoding"
    if packed:
        whole["Content-Encoding"] = "gzip"
    return whole


def found(q: str, unit_id: int | None, limit: int, *, field: str, level: str) -> dict[str, Any]:
    """The best matches of a search as a list of one page."""
    hits = [(queries.entry_of(hit.code), hit.score) for hit in queries.search(q, unit_id, limit)]
    items = [
        row(entry, score)
        for entry, score in hits
        if entry and field in ("", entry.field_code) and level in ("", entry.level)
    ]
    return ProcedureList.model_validate({"items": items, "count": len(items), "next": None}).model_dump()


NOTHING_NEW = (304, None)
SEARCH = "/api/v1/procedures"
LONGEST, USUAL = 200, 50


def quick_search(request: HttpRequest) -> HttpResponse | None:
    """A plain search (`q` alone) before sessions and forms are looked at; None leaves the request to the usual way.

    The kept answer is the usual one, with the same ETag; a client that takes gzip gets it packed once for all.
    """
    if request.path_info != SEARCH or not plain_question(request, SEARCH, frozenset({"q"})):
        return None
    text, head = request.GET.get("q", ""), HttpResponse()
    if not 0 < len(text) <= LONGEST:
        return None
    if unchanged(request, head):
        head.status_code = 304
        return guarded(head)
    packed = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    answer = drawn(request, head, lambda: found(text, None, USUAL, field="", level=""), packed=packed)
    return guarded(answer)


@router.get(
    "/procedures",
    response={200: ProcedureList, 304: None, 404: Problem},
    summary="Danh mục thủ tục / The catalogue",
)
def procedures(
    request: HttpRequest,
    response: HttpResponse,
    q: str = Query("", max_length=LONGEST),
    unit: str = Query("", max_length=80),
    field: str = Query("", max_length=60),
    level: str = Query("", max_length=12),
    offset: int = Query(0, ge=0, le=100_000),
    limit: int = Query(USUAL, ge=1, le=MOST),
) -> Any:
    """Procedures in force by short name; with `q` the best matches of a search instead. `unit` is a unit's code."""
    unit_id = units.unit_by_code(unit).pk if unit else None
    if unchanged(request, response):
        return NOTHING_NEW
    if q:
        return drawn(request, response, lambda: found(q, unit_id, limit, field=field, level=level))
    entries = queries.catalogue(unit_id, field, level=level)
    more = offset + limit < len(entries)
    page = [row(entry) for entry in entries[offset : offset + limit]]
    return {"items": page, "count": len(entries), "next": offset + limit if more else None}


@router.get(
    "/procedures/{code}",
    response={200: ProcedureDocument, 304: None, 404: Problem},
    summary="Một thủ tục / One procedure",
)
def procedure(
    request: HttpRequest, response: HttpResponse, code: str, version: int | None = Query(None, ge=1, le=10_000)
) -> Any:
    """The version in force, or the published version of that number."""
    if queries.entry_of(code) is None:
        raise NotFound(queries.NO_PROCEDURE)
    if unchanged(request, response):
        return NOTHING_NEW
    found = queries.published_document(code, version)
    if found is None:
        raise NotFound(queries.NO_PROCEDURE)
    return found


@router.get(
    "/procedures/{code}/versions",
    response={200: VersionList, 304: None, 404: Problem},
    summary="Các phiên bản / Its versions",
)
def versions(request: HttpRequest, response: HttpResponse, code: str) -> Any:
    """The published versions with their days and hashes, newest first."""
    found = queries.history(code)
    if found is None:
        raise NotFound(queries.NO_PROCEDURE)
    if unchanged(request, response):
        return NOTHING_NEW
    items = [
        {
            "version": line.number, "valid_from": line.valid_from, "valid_until": line.valid_until, "hash": line.hash,
            "published_at": line.published_at,
        }
        for line in found
    ]  # fmt: skip
    return {"code": code, "items": items}


@router.get(
    "/procedures/{code}/offerings",
    response={200: OfferingList, 304: None, 404: Problem},
    summary="Nơi tiếp nhận / Where it is taken",
)
def offerings(request: HttpRequest, response: HttpResponse, code: str) -> Any:
    """The units that take it today."""
    entry = queries.entry_of(code)
    if entry is None:
        raise NotFound(queries.NO_PROCEDURE)
    if unchanged(request, response):
        return NOTHING_NEW
    nodes, city = units.tree().nodes, queries.version_at(code)
    there = sorted((nodes[pk] for pk in queries.offered_at(code) if pk in nodes), key=lambda node: node.code)
    items = [
        {
            "unit": node.code, "name": node.name, "level": node.level,
            "own_rules": queries.version_at(code, node.id) != city,
        }
        for node in there
    ]  # fmt: skip
    return {"code": code, "items": items}
