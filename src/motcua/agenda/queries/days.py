"""Days of a week in words, with what the working calendar says of them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.agenda.rules.weeks import Part
from motcua.kernel.refusals import Refusal
from motcua.worktime.queries import calendar_for

WEEKDAYS = (
    _("Thứ Hai"), _("Thứ Ba"), _("Thứ Tư"), _("Thứ Năm"), _("Thứ Sáu"), _("Thứ Bảy"), _("Chủ nhật"),
)  # fmt: skip
PARTS: dict[Part, Any] = {Part.MORNING: _("Sáng"), Part.AFTERNOON: _("Chiều"), Part.EVENING: _("Tối")}


@dataclass(frozen=True, slots=True)
class DayWords:
    """A day, whether it is worked, and why it differs from its weekday ("Quốc khánh", "làm bù")."""

    day: date
    name: Any
    works: bool
    note: str


def day_words(unit_id: int, days: tuple[date, ...]) -> list[DayWords]:
    """The days as the unit's working calendar knows them; without a calendar Monday to Friday are worked."""
    calendar = calendar_or_none(unit_id)
    return [
        DayWords(
            day,
            WEEKDAYS[day.weekday()],
            calendar.works_on(day) if calendar else day.weekday() < 5,
            calendar.notes.get(day, "") if calendar else "",
        )
        for day in days
    ]


def calendar_or_none(unit_id: int) -> Any:
    """The unit's working calendar, None before one was published."""
    try:
        return calendar_for(unit_id)
    except Refusal:
        return None
