"""Remaining time in words, counted in the working time of the unit."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from motcua.kernel import clock
from motcua.work import rules
from motcua.work.queries.hours import working_time

WORKDAY_MINUTES = 8 * 60


def time_words(time: timedelta) -> str:
    """Working time in its two largest units, a working day counted as 8 hours: '2 ngày 3 giờ làm việc'."""
    days, minutes = divmod(int(time.total_seconds()) // 60, WORKDAY_MINUTES)
    hours, minutes = divmod(minutes, 60)
    parts = [_("%d ngày") % days if days else "", _("%d giờ") % hours if hours else ""]
    if not days and minutes:
        parts.append(_("%d phút") % minutes)
    words = " ".join(part for part in parts if part)
    return _("%s làm việc") % words if words else _("dưới 1 phút làm việc")


def left_words(unit_id: int, due: datetime | None, moment: datetime) -> str:
    """How much working time is left, or has passed since the due time; '' without a due time."""
    if due is None:
        return ""
    if due >= moment:
        return _("còn %s") % time_words(working_time(unit_id, moment, due))
    return _("quá %s") % time_words(working_time(unit_id, due, moment))


def light(due: datetime, start: datetime, moment: datetime) -> str:
    """The colour of a clock that began at `start`: "late", "soon" or "ok", by the inbox's own rule."""
    return rules.colour(due, rules.warning_time(start, due), moment)


def moment_words(at: datetime | None) -> str:
    """hh:mm dd/mm/yyyy on the local clock; '' for no moment."""
    return clock.local(at).strftime("%H:%M %d/%m/%Y") if at else ""
