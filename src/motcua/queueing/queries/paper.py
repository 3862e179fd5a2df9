"""Questions about numbers on paper: which ranges there are, what was entered, the sheet to print."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from motcua.kernel import clock
from motcua.kernel.press import compile_sheet
from motcua.kernel.refusals import NotFound
from motcua.queueing.models import ServiceField, Visit
from motcua.queueing.models.paper import PaperRange
from motcua.queueing.rules.limits import label
from motcua.units.queries import place_of

OWN = "the permission is checked on the desk"
SHEETS = Path(__file__).resolve().parents[1] / "sheets"
SHOWN = timedelta(days=30)


@dataclass(frozen=True)
class RangeState:
    """A range with how many of its numbers were entered."""

    range: PaperRange
    entered: int
    total: int


def ranges_of(unit_id: int) -> list[RangeState]:
    """The ranges of a desk, of the last month and to come, newest day first."""
    rows = PaperRange.objects.regardless(OWN).filter(unit_id=unit_id, day__gte=clock.today() - SHOWN)
    return [
        RangeState(row, len(entered_in(row)), row.last - row.first + 1)
        for row in rows.select_related("field").order_by("-day", "field_id", "first")
    ]


def range_by_id(pk: int) -> PaperRange:
    """A range; refuses with NotFound. The caller checks whose it is."""
    found: PaperRange | None = PaperRange.objects.regardless(OWN).select_related("field").filter(pk=pk).first()
    if found is None:
        raise NotFound(_("Không tìm thấy dải số giấy này."))
    return found


def entered_in(row: PaperRange) -> dict[int, Visit]:
    """The visits of a range by their number."""
    visits = Visit.objects.regardless(OWN).select_related("counter")
    found = visits.filter(issued_field_id=row.field_id, day=row.day, number__range=(row.first, row.last))
    return {visit.number: visit for visit in found.order_by("number") if visit.number is not None}


def ranges_on(field: ServiceField, day: date) -> list[tuple[int, int]]:
    """(first, last) of every range of a field on a day."""
    rows = PaperRange.objects.regardless(OWN).filter(field=field, day=day)
    return list(rows.values_list("first", "last"))


def lowest_paper_number(field: ServiceField) -> int | None:
    """The lowest number that is on paper for today or a day to come: the quota must stay below it."""
    rows = PaperRange.objects.regardless(OWN).filter(field=field, day__gte=clock.today())
    return rows.order_by("first").values_list("first", flat=True).first()


def printed(row: PaperRange) -> bytes:
    """The numbers to tear off and the desk's sheet to write the times on, as PDF/A."""
    place = place_of(row.unit_id)
    said = {
        "place": place.name if place else "",
        "field": row.field.name,
        "day": f"{row.day:%d/%m/%Y}",
        "labels": [label(row.field.prefix, number) for number in range(row.first, row.last + 1)],
    }
    return compile_sheet(
        root=SHEETS,
        sheet=SHEETS / "numbers.typ",
        fonts=settings.SHEET_FONTS,
        inputs={"data": json.dumps(said, ensure_ascii=False)},
        issued_at=clock.now().isoformat(),
    )
