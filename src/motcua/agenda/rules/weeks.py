"""Weeks begin on Monday; a day has three parts."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

FIRST, LAST = date(2000, 1, 3), date(2099, 12, 31)
NOON, EVENING = time(12, 0), time(18, 0)
AHEAD = timedelta(days=366)


class Part(StrEnum):
    """The parts of a day under which a plan lists its entries."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


def part_of(starts: time) -> Part:
    """Before noon, before 18:00, or later: what counts is when an entry begins."""
    if starts < NOON:
        return Part.MORNING
    return Part.AFTERNOON if starts < EVENING else Part.EVENING


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """A week from Monday to Sunday."""

    monday: date

    @classmethod
    def of(cls, day: date) -> "Week":
        """The week a day lies in."""
        return cls(day - timedelta(days=day.weekday()))

    @property
    def days(self) -> tuple[date, ...]:
        """Its seven days, Monday first."""
        return tuple(self.monday + timedelta(days=number) for number in range(7))

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=6)

    @property
    def before(self) -> "Week":
        """The week before."""
        return Week(self.monday - timedelta(days=7))

    @property
    def after(self) -> "Week":
        """The week after."""
        return Week(self.monday + timedelta(days=7))

    @property
    def span(self) -> str:
        """23/11 – 29/11/2026."""
        return f"{self.monday:%d/%m} – {self.sunday:%d/%m}/{self.sunday.year:04d}"

    def is_over(self, today: date) -> bool:
        """Whether its Sunday is past."""
        return self.sunday < today

    def may_change(self, today: date) -> bool:
        """Entries may be planned in the running week and a year ahead; a week that is over stays as it was."""
        return not self.is_over(today) and self.monday <= today + AHEAD


def readable_day(text: str) -> date | None:
    """A day of an address, `2026-11-23`; None for anything else or for one no calendar is kept for."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST <= day <= LAST else None
