"""Fill in the public holidays of some years from a kept library; what people entered stays."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from motcua.kernel.actors import Actor
from motcua.worktime.actions.editing import set_day
from motcua.worktime.models import CalendarDay
from motcua.worktime.permissions import demand_manage
from motcua.worktime.providers.holiday_library import known_days

CORRECTIONS = Path(__file__).resolve().parents[1] / "demo" / "corrections.csv"


@dataclass(frozen=True)
class Correction:
    """A day the library lacks or words otherwise, with the document that says so."""

    day: date
    kind: str
    note: str
    source: str


def corrections(path: Path = CORRECTIONS) -> list[Correction]:
    """The corrections kept with the product."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Correction(date.fromisoformat(row["date"]), row["kind"], row["note"], row["source"])
            for row in csv.DictReader(file)
        ]


@transaction.atomic
def prefill_holidays(
    *, actor: Actor, years: Sequence[int], corrected: Iterable[Correction] | None = None
) -> list[CalendarDay]:
    """Adds holidays and make-up days of the years to everybody's calendar where nothing is entered yet.

    Corrections stand above the library. Answers the rows added; they count after `publish_version`.
    """
    demand_manage(actor, None)
    standing = set(CalendarDay.objects.filter(unit__isnull=True, field="").values_list("date", flat=True))
    days = {day.day: Correction(day.day, day.kind, day.note, day.source) for day in known_days(years)}
    for row in corrections() if corrected is None else corrected:
        if row.day.year in years:
            days[row.day] = row
    return [
        set_day(actor=actor, unit_id=None, day=row.day, kind=row.kind, note=row.note, source=row.source)
        for row in sorted(days.values(), key=lambda row: row.day)
        if row.day not in standing
    ]
