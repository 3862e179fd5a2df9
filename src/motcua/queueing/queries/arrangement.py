"""How a desk is arranged today: its fields, its counters, other hours. Kept in this process under the desk's own stamp."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection

from motcua.kernel import clock
from motcua.kernel.prepared import Prepared
from motcua.kernel.remembered import Kept, Remembered
from motcua.queueing.models import DeskStamp, HoursChange, ServiceCounter, ServiceField

ARRANGED = "public: which fields a desk serves, at which counters, when"
STAMPS = Prepared(lambda unit: DeskStamp.objects.regardless(ARRANGED).filter(unit_id=unit), mark=-7_041_776)


@dataclass(frozen=True)
class Arrangement:
    """A desk's fields in order, the counters of each by key, those that are open, and other hours from today on."""

    fields: tuple[ServiceField, ...]
    counters: Mapping[int, tuple[int, ...]]
    open: frozenset[int]
    changes: Mapping[tuple[int, date], HoursChange]

    def field(self, code: str) -> ServiceField | None:
        """The field with this code."""
        return next((field for field in self.fields if field.code == code), None)

    def at_work(self, field_id: int) -> tuple[int, ...]:
        """The open counters that serve a field."""
        return tuple(pk for pk in self.counters.get(field_id, ()) if pk in self.open)


KEPT: Kept[Arrangement] = Kept(most=500, seconds=300)


def arrangement(unit_id: int) -> Arrangement:
    """The desk as it is arranged now. Inside a transaction it is read anew: what is undone must not be kept."""
    today = clock.today()
    if connection.in_atomic_block:
        return load(unit_id, today)
    stamp = STAMPS.first(unit_id)
    return KEPT.get((unit_id, stamp.arranged if stamp else 0, today), lambda: load(unit_id, today))


def load(unit_id: int, today: date) -> Arrangement:
    """Three statements, whatever the number of fields."""
    fields = tuple(ServiceField.objects.regardless(ARRANGED).filter(unit_id=unit_id, retired=False))
    served = ServiceCounter.fields.through.objects.filter(servicecounter__unit_id=unit_id)
    counters: dict[int, list[int]] = {}
    opened = set()
    rows = served.order_by("servicecounter__number").values_list(
        "servicefield_id", "servicecounter_id", "servicecounter__is_open"
    )
    for field_id, counter_id, is_open in rows:
        counters.setdefault(field_id, []).append(counter_id)
        if is_open:
            opened.add(counter_id)
    changes = HoursChange.objects.filter(field__unit_id=unit_id, day__gte=today).order_by("pk")
    return Arrangement(
        fields,
        {field_id: tuple(each) for field_id, each in counters.items()},
        frozenset(opened),
        {(change.field_id, change.day): change for change in changes},
    )


def every_desk() -> frozenset[int]:
    """Ids of all desks that have a field."""
    rows = ServiceField.objects.regardless(ARRANGED).filter(retired=False)
    return frozenset(rows.values_list("unit_id", flat=True).order_by())


def newest_field() -> tuple[int, int]:
    """Changes when a field is made, given up or used again anywhere."""
    rows = ServiceField.objects.regardless(ARRANGED).filter(retired=False)
    return rows.count(), rows.order_by("-pk").values_list("pk", flat=True).first() or 0


DESKS: Remembered[frozenset[int]] = Remembered(every_desk, newest_field)
