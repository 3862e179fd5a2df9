"""The calendar that counts for a unit: the layers of all, of the units above it and its own, put over each other."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.kernel import clock
from motcua.kernel.refusals import Refusal
from motcua.kernel.remembered import Remembered
from motcua.units.queries import ancestors_of
from motcua.worktime.models import CalendarStamp, CalendarVersion
from motcua.worktime.rules import openings
from motcua.worktime.rules.calendars import OFF, Calendar, Intervals, checked_intervals
from motcua.worktime.rules.policies import minute_of

LayerKey = tuple[int | None, str]
MOST_KEPT = 400


@dataclass(frozen=True)
class Layer:
    """One published version, parsed."""

    name: str
    weekly: Mapping[int, Intervals]
    days: Mapping[date, Intervals]
    notes: Mapping[date, str]


@dataclass
class Layers:
    """The newest version of every layer, and the calendars already put together from them."""

    newest: dict[LayerKey, Layer]
    calendars: "OrderedDict[tuple[str, ...], Calendar]" = field(default_factory=OrderedDict)


def intervals_of(texts: Iterable[Iterable[str]]) -> Intervals:
    """[["07:30", "11:30"]] as minutes; raises ValueError."""
    return checked_intervals([[minute_of(text) for text in pair] for pair in texts])


def parse_layer(name: str, document: Mapping[str, Any]) -> Layer:
    """The layer a version's document describes."""
    days = {date.fromisoformat(day): entry for day, entry in document.get("days", {}).items()}
    return Layer(
        name,
        {int(weekday): intervals_of(spans) for weekday, spans in document.get("weekly", {}).items()},
        {day: intervals_of(entry["intervals"]) for day, entry in days.items()},
        {day: entry.get("note", "") for day, entry in days.items()},
    )


def load() -> Layers:
    """Reads the newest version of each layer."""
    newest: dict[LayerKey, CalendarVersion] = {}
    for version in CalendarVersion.objects.order_by("number").iterator():
        newest[(version.unit_id, version.field)] = version
    return Layers({key: parse_layer(f"v{version.pk}", version.document) for key, version in newest.items()})


def stamp() -> str | None:
    """The token of the published versions."""
    return CalendarStamp.objects.filter(pk=1).values_list("token", flat=True).first()


LAYERS = Remembered(load, stamp)


def keys_for(unit_id: int | None, field_code: str) -> list[LayerKey]:
    """The layers that count for a unit, from the most general to its own; at each unit the field's layer is nearer."""
    units: list[int | None] = [None]
    if unit_id is not None:
        units += [*ancestors_of(unit_id), unit_id]
    fields = ["", field_code] if field_code else [""]
    return [(unit, code) for unit in units for code in fields]


def put_together(layers: Iterable[Layer]) -> Calendar:
    """One calendar from layers: the nearest word on a weekday or a day wins."""
    weekly: dict[int, Intervals] = {}
    days: dict[date, Intervals] = {}
    notes: dict[date, str] = {}
    names = []
    for layer in layers:
        weekly |= layer.weekly
        days |= layer.days
        notes |= layer.notes
        names.append(layer.name)
    return Calendar(
        tuple(weekly.get(weekday, OFF) for weekday in range(7)),
        MappingProxyType(days),
        "+".join(names),
        MappingProxyType(notes),
    )


def calendar_for(unit_id: int | None, field: str = "", *, instead: Mapping[LayerKey, Layer] | None = None) -> Calendar:
    """The calendar that counts for a unit (None: for all) and a field of procedures.

    `instead` replaces or adds layers, for a preview. Refuses when no calendar was ever published.
    """
    kept = LAYERS.get()
    newest = kept.newest if instead is None else {**kept.newest, **instead}
    layers = [newest[key] for key in keys_for(unit_id, field) if key in newest]
    if not any(layer.weekly for layer in layers):
        raise Refusal(_("Chưa có lịch làm việc nào được công bố."), code="no-calendar")
    names = tuple(layer.name for layer in layers)
    calendar = kept.calendars.get(names)
    if calendar is None:
        calendar = put_together(layers)
        if instead is None:
            kept.calendars[names] = calendar
            while len(kept.calendars) > MOST_KEPT:
                kept.calendars.popitem(last=False)
    return calendar


def calendar_of(version: str) -> Calendar:
    """The calendar as it was when a due date was computed, from the `version` kept beside it ("v3+v8")."""
    ids = [int(part[1:]) for part in version.split("+") if part[1:].isdigit()]
    rows = CalendarVersion.objects.in_bulk(ids)
    if not ids or len(rows) != len(ids):
        raise Refusal(_("Không tìm thấy phiên bản lịch làm việc %(version)s.") % {"version": version})
    return put_together(parse_layer(f"v{pk}", rows[pk].document) for pk in ids)


def works_at(unit_id: int | None, at: datetime | None = None, field: str = "") -> bool:
    """Whether the unit works at that moment (default: now)."""
    return openings.is_open(calendar_for(unit_id, field), at or clock.now())


def next_opening(unit_id: int | None, at: datetime | None = None, field: str = "") -> datetime:
    """The moment itself when the unit works then, else the next opening: for reminders that never come at night."""
    return openings.next_opening(calendar_for(unit_id, field), at or clock.now())


def working_minutes(unit_id: int | None, begins: datetime, ends: datetime, field: str = "") -> int:
    """Whole working minutes of a unit between two moments, for figures on how long things take."""
    return openings.working_minutes(calendar_for(unit_id, field), begins, ends)
