"""The catalogue for everybody: search, life events, fields, places, A–Z, suggestions while typing."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.accounts.permissions import client_address, public
from motcua.kernel import limits
from motcua.kernel.folding import fold
from motcua.kernel.plain_questions import guarded, plain_question
from motcua.procedures import actions, queries
from motcua.procedures.queries import Entry, Hit
from motcua.procedures.rules.spelling import LONGEST_QUERY
from motcua.procedures.rules.unanswered import good
from motcua.procedures.views.chosen import unit_asked, unit_chosen
from motcua.units.models import Unit

LONG_LIST = 80
MOST_SUGGESTED = 6
NOTES_PER_HOUR = 20


@public
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Search (`?q=`), one field (`?linh-vuc=`), one unit (`?don-vi=`), else life events, fields and A–Z."""
    unit = unit_asked(request)
    typed = request.GET.get("q", "")
    text, field = typed[:LONGEST_QUERY].strip(), request.GET.get("linh-vuc", "")[:60]
    if text:
        return answers(request, unit, text, cut=len(typed) > LONGEST_QUERY)
    entries = queries.catalogue(unit.pk if unit else None)
    shown = [entry for entry in entries if entry.field_code == field] if field else entries
    known = not field or bool(shown)
    context = overview(entries, unit) | {
        "field": (shown[0].field_code, shown[0].field_name) if field and shown else None,
        "letters": by_letter(shown if known else entries, request.GET.get("chu", "")[:2]),
        "notice": unknown_words(request, unit, known),
    }
    return render(request, "procedures/citizen/catalogue.html", context)


def answers(request: HttpRequest, unit: Unit | None, text: str, *, cut: bool) -> HttpResponse:
    """What was found; what has no good answer is counted for editors, without who asked."""
    hits = queries.search(text, unit.pk if unit else None)
    elsewhere = queries.search(text, limit=5) if unit and not good([hit.score for hit in hits]) else []
    if not good([hit.score for hit in [*hits, *elsewhere]]):
        note(request, text, hits)
    context = keeping(unit) | {
        "q": text,
        "hits": hits,
        "elsewhere": [hit for hit in elsewhere if hit.code not in {own.code for own in hits}],
        "notice": _("Đã tìm theo %(n)s chữ cái đầu của nội dung vừa gõ.") % {"n": LONGEST_QUERY} if cut else "",
        "events": () if hits else queries.events_at_hand(unit.pk if unit else None),
    }
    return render(request, "procedures/citizen/found.html", context)


def note(request: HttpRequest, text: str, hits: list[Hit]) -> None:
    """Counts a query in vain; an address that asks very often is counted no more."""
    if limits.allow("unanswered", client_address(request), times=NOTES_PER_HOUR, seconds=3600):
        actions.note_unanswered(text=text, best=hits[0].code if hits else "")


def keeping(unit: Unit | None) -> dict[str, Any]:
    """The unit of the page, and what links must carry to stay with it."""
    query = urlencode({"don-vi": unit.code}) if unit else ""
    return {"unit": unit, "keep": f"&{query}" if unit else "", "only": f"?{query}" if unit else ""}


def overview(entries: list[Entry], unit: Unit | None) -> dict[str, Any]:
    """Ways into the catalogue."""
    return keeping(unit) | {
        "fields": fields_of(entries),
        "events": queries.events_at_hand(unit.pk if unit else None),
        "count": len(entries),
    }


def unknown_words(request: HttpRequest, unit: Unit | None, known: bool) -> str:
    """What to say when the address names a unit or field that there is not."""
    if request.GET.get("don-vi") and unit is None:
        return _("Không có nơi nhận này. Dưới đây là thủ tục của mọi nơi.")
    return "" if known else _("Không có lĩnh vực này ở đây. Dưới đây là tất cả thủ tục.")


@public
@require_safe
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """What one moment of life needs; an unknown one leads back to all of them."""
    unit, found = unit_asked(request), queries.life_event(slug)
    if found is None:
        entries = queries.catalogue(unit.pk if unit else None)
        notice = _("Không có mục này. Hãy chọn một việc dưới đây hoặc tìm theo tên.")
        context = overview(entries, unit) | {"letters": by_letter(entries, ""), "notice": notice}
        return render(request, "procedures/citizen/catalogue.html", context, status=404)
    context = keeping(unit) | {"event": found, "entries": queries.needed_for(found, unit.pk if unit else None)}
    return render(request, "procedures/citizen/event.html", context)


@public
@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """Every place that takes dossiers, under the place above it."""
    return render(request, "procedures/citizen/places.html", {"places": queries.taking_units()})


@public
@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """What may be meant by what was typed so far, for the search box; the page works without."""
    unit = unit_chosen(request) if request.GET.get("don-vi") else None
    return suggestions(request, unit)


SUGGESTIONS = "/thu-tuc/goi-y/"


def quick_suggest(request: HttpRequest) -> HttpResponse | None:
    """Suggestions of the whole city before sessions and forms are looked at: they are asked for at every letter."""
    if request.path_info != SUGGESTIONS or not plain_question(request, SUGGESTIONS, frozenset({"q"})):
        return None
    return guarded(suggestions(request, None))


def suggestions(request: HttpRequest, unit: Unit | None) -> HttpResponse:
    """The answer as JSON, kept while the catalogue and the day stay the same."""
    text = request.GET.get("q", "")[:LONGEST_QUERY].strip()
    key = f"{SUGGESTIONS}{unit.code if unit else ''}?{queries.freshness()[0]}?{text}"
    body = queries.kept_answer(key, lambda: json.dumps({"items": suggested(text, unit)}, ensure_ascii=False).encode())
    answer = HttpResponse(body, content_type="application/json")
    answer["Cache-Control"] = "max-age=60"
    return answer


def suggested(text: str, unit: Unit | None) -> list[dict[str, str]]:
    """A line a procedure: its short name, its field, where it stands."""
    hits = queries.search(text, unit.pk if unit else None, MOST_SUGGESTED) if len(text) >= 2 else []
    entries = [entry for hit in hits if (entry := queries.entry_of(hit.code)) is not None]
    tail = keeping(unit)["only"]
    return [
        {"title": entry.short_name, "note": entry.field_name, "url": address(entry.code) + tail} for entry in entries
    ]


def address(code: str) -> str:
    """The fixed address of a procedure."""
    return reverse("procedures:procedure", args=[code])


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
