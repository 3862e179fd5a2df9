"""Edit the calendar; nothing counts before it is published."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import Refusal
from motcua.worktime.models import CalendarDay, DayKind, WorkingHours
from motcua.worktime.permissions import demand_manage
from motcua.worktime.queries.calendars import intervals_of
from motcua.worktime.queries.drafts import layer_key
from motcua.worktime.rules.policies import hhmm

TextIntervals = Sequence[Sequence[str] | str]
"""[["07:30", "11:30"], …] or ["07:30-11:30", …]."""
YEARS = range(2000, 2101)


def checked(intervals: TextIntervals) -> list[list[str]]:
    """The intervals in order as they are kept; refuses what is no time of day, empty or overlapping."""
    pairs = [span.split("-") if isinstance(span, str) else list(span) for span in intervals]
    try:
        if any(len(pair) != 2 for pair in pairs):
            raise ValueError(_("Viết mỗi khoảng giờ dạng 07:30-11:30."))
        return [[hhmm(start), hhmm(end)] for start, end in intervals_of([text.strip() for text in p] for p in pairs)]
    except ValueError as error:
        raise Refusal(_("Giờ làm việc không hợp lệ: %(why)s") % {"why": error}, fields={"intervals": str(error)})


def usual_hours(unit_id: int | None, field: str) -> list[list[str]]:
    """Monday's hours as edited for the layer, or for all: what a make-up day has when nothing else is said."""
    for unit, code in ((unit_id, field), (unit_id, ""), (None, "")):
        if row := WorkingHours.objects.filter(weekday=0, **layer_key(unit, code)).first():
            return list(row.intervals)
    return []


@transaction.atomic
def set_day(
    *,
    actor: Actor,
    unit_id: int | None,
    day: date,
    kind: str,
    intervals: TextIntervals = (),
    field: str = "",
    note: str = "",
    source: str = "",
) -> CalendarDay:
    """Says that a day differs for a unit (None: for all) and field; replaces what was said of it.

    A holiday has no hours, a half day must name them, a make-up day without hours gets those of a Monday, a closure
    may keep some. Counts from the next published version.
    """
    demand_manage(actor, unit_id)
    if kind not in DayKind.values:
        raise Refusal(_("Loại ngày không hợp lệ."), fields={"kind": _("Không có loại “%s”.") % kind})
    if day.year not in YEARS:
        raise Refusal(_("Năm phải từ 2000 đến 2100."), fields={"day": _("Năm phải từ 2000 đến 2100.")})
    spans = checked(intervals)
    if kind == DayKind.HOLIDAY and spans:
        raise Refusal(_("Ngày nghỉ không có giờ làm việc."), fields={"intervals": _("Để trống với ngày nghỉ.")})
    if kind == DayKind.MAKEUP and not spans:
        spans = usual_hours(unit_id, field)
    if kind in (DayKind.HALF, DayKind.MAKEUP) and not spans:
        raise Refusal(_("Cần ghi giờ làm việc của ngày này."), fields={"intervals": _("Ví dụ: 07:30-11:30.")})
    row, _created = CalendarDay.objects.update_or_create(
        **layer_key(unit_id, field),
        date=day,
        defaults={"kind": kind, "intervals": spans, "note": clean(note), "source": clean(source)},
    )
    return row


@transaction.atomic
def clear_day(*, actor: Actor, unit_id: int | None, day: date, field: str = "") -> bool:
    """Takes back that a day differs; True when something was there."""
    demand_manage(actor, unit_id)
    deleted, _rows = CalendarDay.objects.filter(date=day, **layer_key(unit_id, field)).delete()
    return deleted > 0


@transaction.atomic
def set_hours(
    *, actor: Actor, unit_id: int | None, weekday: int, intervals: TextIntervals, field: str = "", source: str = ""
) -> WorkingHours:
    """Says which hours of a weekday (0 = Monday, 5 = Saturday) are worked by a unit and field; none means a day off.

    Saturday mornings are off unless set here; once set they count as working time and as working days.
    """
    demand_manage(actor, unit_id)
    if weekday not in range(7):
        raise Refusal(_("Thứ trong tuần phải từ 0 (thứ Hai) đến 6 (Chủ nhật)."), fields={"weekday": _("Từ 0 đến 6.")})
    row, _created = WorkingHours.objects.update_or_create(
        **layer_key(unit_id, field),
        weekday=weekday,
        defaults={"intervals": checked(intervals), "source": clean(source)},
    )
    return row
