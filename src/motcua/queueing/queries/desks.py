"""How a desk stands for the ones who run it: fields with what was given and who waits, counters, other hours, changes."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from motcua.kernel import clock
from motcua.kernel.refusals import NotFound
from motcua.ledger.queries import STAFF, timeline
from motcua.queueing.models import HoursChange, Series, ServiceCounter, ServiceField, Visit
from motcua.queueing.queries.hours import Opening, hours_words, opening_on
from motcua.queueing.queries.visits import counters_of
from motcua.queueing.rules.calling import State
from motcua.units.models import Unit
from motcua.units.queries import unit_by_code

ARRANGED = "the officer's right at the desk was checked"
OVER = ("done", "cancelled", "expired", "absent")
SHOWN = 30


@dataclass(frozen=True)
class FieldRow:
    """A field today: the last number given, people who hold one, the hours, counters that serve it."""

    field: ServiceField
    issued: int
    people: int
    hours: str
    note: str
    counters: tuple[int, ...]


@dataclass(frozen=True)
class DeskView:
    """All that is arranged at a desk."""

    desk: Unit
    fields: list[FieldRow]
    retired: list[ServiceField]
    counters: list[ServiceCounter]
    changes: list[HoursChange]
    history: list[dict[str, Any]]


def desk_by_code(code: str) -> Unit:
    """The desk of an address; refuses with NotFound. The caller checks whose it is."""
    unit = unit_by_code(code)
    if unit.level != "desk":
        raise NotFound(_("Không tìm thấy đơn vị."))
    return unit


def issued_today(field: ServiceField) -> int:
    """The last number given in a field today, 0 for none."""
    rows = Series.objects.filter(field=field, day=clock.today())
    return rows.values_list("last", flat=True).first() or 0


def holding(field: ServiceField) -> int:
    """How many people hold a number of today, or an appointment from today on."""
    rows = Visit.objects.regardless(ARRANGED).filter(field=field, day__gte=clock.today())
    return rows.exclude(state__in=OVER).count()


def served_nowhere_else(counter: ServiceCounter) -> list[ServiceField]:
    """Fields that this counter alone serves."""
    rows = ServiceField.objects.regardless(ARRANGED).filter(counters=counter)
    alone = ServiceField.objects.regardless(ARRANGED).annotate(n=Count("counters")).filter(n=1)
    return list(rows.filter(pk__in=alone.values("pk")))


def any_field(unit_id: int, code: str) -> ServiceField:
    """A field of a desk, one that was given up as well; refuses with NotFound."""
    found: ServiceField | None = ServiceField.objects.regardless(ARRANGED).filter(unit_id=unit_id, code=code).first()
    if found is None:
        raise NotFound(_("Không tìm thấy lĩnh vực này."))
    return found


def desk_view(desk: Unit) -> DeskView:
    """The desk as it is arranged, with its newest changes."""
    every = list(ServiceField.objects.regardless(ARRANGED).filter(unit_id=desk.pk))
    counters = counters_of(desk.pk)
    rows = [row_of(field, counters) for field in every if not field.retired]
    return DeskView(
        desk, rows, [field for field in every if field.retired], counters, changes_ahead(every), history(desk.pk)
    )


def row_of(field: ServiceField, counters: list[ServiceCounter]) -> FieldRow:
    """One field today."""
    today: Opening = opening_on(field, clock.today())
    numbers = tuple(counter.number for counter in counters if field in counter.fields.all())
    waiting = Visit.objects.regardless(ARRANGED).filter(field=field, day=clock.today(), state=State.WAITING).count()
    return FieldRow(field, issued_today(field), waiting, hours_words(today), today.note, numbers)


def changes_ahead(fields: list[ServiceField]) -> list[HoursChange]:
    """The other hours that count from today on, the newest of each day, with their words in `words`."""
    rows = HoursChange.objects.filter(field__in=fields, day__gte=clock.today()).select_related("field").order_by("pk")
    newest = {(row.field_id, row.day): row for row in rows}
    for row in newest.values():
        row.words = hours_words(Opening(row.day, tuple((int(a), int(b)) for a, b in row.intervals)))  # type: ignore[attr-defined]
    return sorted(newest.values(), key=lambda row: (row.day, row.field.order))


def history(unit_id: int) -> list[dict[str, Any]]:
    """What was changed at the desk, newest first."""
    events = timeline(f"queue-desk:{unit_id}", STAFF)[-SHOWN:]
    return [
        {"at": event.at, "title": title_of(event.kind), "text": text_of(event.data), "who": event.actor.get("name", "")}
        for event in reversed(events)
    ]


def title_of(kind: str) -> str:
    """What happened, in words."""
    words = {
        "field-made": _("Thêm lĩnh vực"),
        "field-set": _("Sửa lĩnh vực"),
        "field-retired": _("Bỏ lĩnh vực"),
        "field-restored": _("Dùng lại lĩnh vực"),
        "counter-set": _("Sắp xếp quầy"),
        "hours-changed": _("Đổi giờ một ngày"),
        "hours-restored": _("Trở lại giờ theo lịch"),
    }
    return words.get(kind, kind)


def text_of(data: dict[str, Any]) -> str:
    """The change's own data, in words."""
    if "number" in data:
        fields = ", ".join(data.get("fields", ()))
        return _("Quầy %(number)s: %(fields)s") % {"number": data["number"], "fields": fields or "–"}
    if "day" in data:
        day = date.fromisoformat(data["day"])
        hours = hours_words(Opening(day, tuple((int(a), int(b)) for a, b in data.get("intervals", ()))))
        parts = [data.get("field", ""), f"{day:%d/%m/%Y}", hours, data.get("note", "")]
        return " · ".join(part for part in parts if part)
    changed = [f"{before} → {after}" for before, after in data.get("changed", {}).values() if before is not None]
    return " · ".join([str(data.get("name", "")), *changed])
