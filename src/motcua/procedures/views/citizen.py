"""The catalogue and the page of one procedure, for everybody."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.accounts.permissions import public
from motcua.kernel.folding import fold
from motcua.kernel.refusals import NotFound
from motcua.procedures import queries
from motcua.procedures.queries import Entry
from motcua.procedures.views.kept import page_with_body
from motcua.units import queries as units
from motcua.units.models import Unit

LONG_LIST = 80
UNIT_COOKIE = "don-vi"
FILING = "/nop-ho-so/"


def unit_asked(request: HttpRequest) -> Unit | None:
    """The unit the address names; else that of the site; nothing for a code that is none."""
    code = request.GET.get("don-vi", "")
    try:
        return (
            units.unit_by_code(code) if code else units.unit_at_address(request.get_host().split(":")[0], request.path)
        )
    except NotFound:
        return None


def unit_chosen(request: HttpRequest) -> Unit | None:
    """The unit asked for, else the one the person chose before."""
    asked = unit_asked(request)
    if asked is None and (code := request.COOKIES.get(UNIT_COOKIE)):
        try:
            return units.unit_by_code(code)
        except NotFound:
            return None
    return asked


@public
def catalogue(request: HttpRequest) -> HttpResponse:
    """Search (`?q=`), one field (`?linh-vuc=`), one unit (`?don-vi=`), else fields and A–Z."""
    unit = unit_asked(request)
    text, field = request.GET.get("q", "")[:200].strip(), request.GET.get("linh-vuc", "")
    entries = queries.catalogue(unit.pk if unit else None)
    shown = [entry for entry in entries if entry.field_code == field] if field else entries
    context = {
        "q": text,
        "field": next(((entry.field_code, entry.field_name) for entry in shown), None) if field else None,
        "unit": unit,
        "hits": queries.search(text, unit.pk if unit else None) if text else [],
        "fields": fields_of(entries),
        "letters": by_letter(shown, request.GET.get("chu", "")) if not text else [],
        "count": len(shown),
        "places": queries.taking_units() if not text and not field else (),
        "keep": f"&{urlencode({'don-vi': unit.code})}" if unit else "",
    }
    return render(request, "procedures/citizen/catalogue.html", context)


def fields_of(entries: list[Entry]) -> list[tuple[str, str, int]]:
    """(code, name, number of procedures) of each field."""
    counts: dict[tuple[str, str], int] = {}
    for entry in entries:
        counts[entry.field_code, entry.field_name] = counts.get((entry.field_code, entry.field_name), 0) + 1
    return sorted(((code, name, count) for (code, name), count in counts.items()), key=lambda row: fold(row[1]))


def initial(name: str) -> str:
    """The letter under which a name stands; Đ is a letter of its own."""
    return "Đ" if name[:1] in "đĐ" else fold(name)[:1].upper() or "#"


def by_letter(entries: list[Entry], letter: str) -> list[tuple[str, list[Entry]]]:
    """Entries under their first letters; a long list is opened one letter at a time."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(initial(entry.short_name), []).append(entry)
    letters = sorted(groups, key=lambda first: ("D", 1) if first == "Đ" else (first, 0))
    opened = letter if letter in groups or not letters else letters[0]
    long = len(entries) > LONG_LIST
    return [(first, sorted_entries(groups[first]) if not long or first == opened else []) for first in letters]


def sorted_entries(entries: list[Entry]) -> list[Entry]:
    """By short name as Vietnamese readers look for it: without marks."""
    return sorted(entries, key=lambda entry: fold(entry.short_name))


@public
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """Everything about one procedure at a glance, then the way to file it."""
    kept = page_with_body(code)
    if kept is None:
        raise Http404(queries.NO_PROCEDURE)
    page, body = kept
    unit = unit_chosen(request)
    takes = unit is not None and unit.pk in queries.offered_at(code)
    context: dict[str, Any] = {
        "page": page,
        "body": body,
        "definition": page.definition,
        "unit": unit if takes else None,
        "filing": f"{FILING}?{urlencode({'thu-tuc': code, **({'don-vi': unit.code} if unit and takes else {})})}",
    }
    return render(request, "procedures/citizen/procedure.html", context)
