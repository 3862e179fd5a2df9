"""Days of a week in words, with what the working calendar says of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Generic, TypeVar

from django.utils.translation import gettext_lazy as _

from motcua.agenda.rules.weeks import Part, part_of
from motcua.kernel.refusals import Refusal
from motcua.worktime.queries import calendar_for

WEEKDAYS = (
    _("Thứ Hai"), _("Thứ Ba"), _("Thứ Tư"), _("Thứ Năm"), _("Thứ Sáu"), _("Thứ Bảy"), _("Chủ nhật"),
)  # fmt: skip
PARTS: dict[Part, Any] = {Part.MORNING: _("Sáng"), Part.AFTERNOON: _("Chiều"), Part.EVENING: _("Tối")}

MARKS: dict[str, tuple[Any, str]] = {
    "added": (_("Điều chỉnh: bổ sung"), "blue"),
    "changed": (_("Điều chỉnh"), "yellow"),
    "cancelled": (_("Điều chỉnh: hủy"), "red"),
}
T = TypeVar("T")


class Marked:
    """What an adjustment did to an entry of a published week: `mark` is one of MARKS, or empty."""

    __slots__ = ()
    mark: str

    @property
    def mark_words(self) -> Any:
        """The mark in words, empty without one."""
        return MARKS[self.mark][0] if self.mark else ""

    @property
    def mark_colour(self) -> str:
        """The colour of the mark's tag."""
        return MARKS[self.mark][1] if self.mark else ""


@dataclass(frozen=True, slots=True)
class DayWords:
    """A day, whether it is worked, and why it differs from its weekday ("Quốc khánh", "làm bù")."""

    day: date
    name: Any
    works: bool
    note: str


@dataclass(frozen=True, slots=True)
class Day(Generic[T]):
    """A day of a week; `parts` are (words, entries) for the parts of the day that have entries."""

    words: DayWords
    parts: tuple[tuple[Any, tuple[T, ...]], ...]


def day_of(words: DayWords, entries: Iterable[T], start: Callable[[T], time]) -> Day[T]:
    """A day with its entries by the part they begin in, told by `start` on the local clock."""
    by_part: dict[Part, list[T]] = {}
    for entry in entries:
        by_part.setdefault(part_of(start(entry)), []).append(entry)
    return Day(words, tuple((PARTS[part], tuple(by_part[part])) for part in Part if part in by_part))


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
