"""Remaining time in words, counted in the working time of the unit."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.kernel import clock
from motcua.work import rules
from motcua.work.queries.hours import working_time

WORKDAY_MINUTES = 8 * 60
ONE_AND_MANY = (1, 2)


class TimeWords:
    """The words of one page, translated once: a list asks for the same few of them at every row."""

    def __init__(self) -> None:
        self.days = [ngettext("%(n)d ngày", "%(n)d ngày", count) for count in ONE_AND_MANY]
        self.hours = [ngettext("%(n)d giờ", "%(n)d giờ", count) for count in ONE_AND_MANY]
        self.minutes = [ngettext("%(n)d phút", "%(n)d phút", count) for count in ONE_AND_MANY]
        self.working = _("%s làm việc")
        self.right_now, self.just_past = _("đến hạn ngay"), _("vừa quá hạn")
        self.ahead, self.behind = _("còn %s"), _("quá %s")

    def time(self, time: timedelta) -> str:
        """Working time in its two largest units, a working day counted as 8 hours: '2 ngày 3 giờ làm việc'; '' under a minute."""
        days, minutes = divmod(int(time.total_seconds()) // 60, WORKDAY_MINUTES)
        hours, minutes = divmod(minutes, 60)
        parts = [self.days[days > 1] % {"n": days}] if days else []
        if hours:
            parts.append(self.hours[hours > 1] % {"n": hours})
        if minutes and not days:
            parts.append(self.minutes[minutes > 1] % {"n": minutes})
        return self.working % " ".join(parts) if parts else ""

    def left(self, unit_id: int, due: datetime | None, moment: datetime) -> str:
        """How much working time is left, or has passed since the due time; '' without a due time."""
        if due is None:
            return ""
        if due >= moment:
            time = self.time(working_time(unit_id, moment, due))
            return self.ahead % time if time else self.right_now
        time = self.time(working_time(unit_id, due, moment))
        return self.behind % time if time else self.just_past


def left_words(unit_id: int, due: datetime | None, moment: datetime) -> str:
    """How much working time is left, or has passed since the due time; '' without a due time."""
    return TimeWords().left(unit_id, due, moment)


def light(due: datetime, start: datetime, moment: datetime) -> str:
    """The colour of a clock that began at `start`: "late", "soon" or "ok", by the inbox's own rule."""
    return rules.colour(due, rules.warning_time(start, due), moment)


def moment_words(at: datetime | None) -> str:
    """hh:mm dd/mm/yyyy on the local clock; '' for no moment."""
    return clock.local(at).strftime("%H:%M %d/%m/%Y") if at else ""
