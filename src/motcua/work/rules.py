"""When to warn, which colour an item has, how it ends: values in, values out."""

from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta, tzinfo

FAR = datetime(2999, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
LATE, SOON, OK = "late", "soon", "ok"
COLOURS = (LATE, SOON, OK)


def warning_time(opened: datetime, due: datetime) -> datetime:
    """When an item turns "due soon": one day before it is due; of a span under two days the last quarter or more.

    The day before is when an apology must be drafted for what will be late (NĐ 118/2025, domain facts §1.1.7).
    """
    span = due - opened
    if span <= timedelta(0):
        return due
    return due - min(DAY, max(span / 4, span - DAY))


def colour(due: datetime | None, warn: datetime | None, moment: datetime) -> str:
    """ "late" once the due time is past, "soon" inside the warning time, "ok" otherwise or without a due time."""
    if due is None:
        return OK
    if moment > due:
        return LATE
    return SOON if warn is not None and moment >= warn else OK


def verdict(due: datetime | None, closed: datetime) -> str:
    """How a closed item is judged: done exactly at the due time is on time; without a due time it is on time."""
    return "late" if due is not None and closed > due else "on_time"


# An excuse can be asked for and decided until the end of January after the year in which the item ended; then the year's
# figures are final and come out the same whenever they are asked for.
EXCUSES_END = (1, 31)


@dataclass(frozen=True, slots=True)
class Tally:
    """What one head, or all of them, answer for in a period. `late` are those without a granted excuse.

    `opened` counts what came in during the period; `on_time`, `late` and `excused` what ended in it; `open_late` what was
    past its time and still open when it ended. `reopened` and `dissatisfied` count what came back, or was called bad, in it: they
    are no verdicts and change no share. `late_time` is the sum of the time that late items ran over.
    """

    opened: int = 0
    on_time: int = 0
    late: int = 0
    excused: int = 0
    open_late: int = 0
    reopened: int = 0
    dissatisfied: int = 0
    late_time: timedelta = timedelta(0)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    @property
    def counts(self) -> tuple[int, ...]:
        """The numbers in the order of the year-end sheet."""
        return (
            self.opened,
            self.on_time,
            self.late,
            self.excused,
            self.open_late,
            self.reopened,
            self.dissatisfied,
        )

    @property
    def judged(self) -> int:
        """Everything that has a verdict, or would have one."""
        return self.on_time + self.late + self.excused + self.open_late

    @property
    def share(self) -> float | None:
        """On time or excused, of everything judged, in percent with two decimals; None for nothing (not scored, QĐ 766)."""
        return round(100 * (self.on_time + self.excused) / self.judged, 2) if self.judged else None

    @property
    def mean_late(self) -> timedelta | None:
        """By how much a late item was late on average."""
        number = self.late + self.excused
        return self.late_time / number if number else None


def year_span(year: int, zone: tzinfo) -> tuple[datetime, datetime]:
    """A calendar year on the local clock, from its first moment up to and without the next year's."""
    return datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)


PERIODS = ("", *(f"q{number}" for number in range(1, 5)), *(f"m{number}" for number in range(1, 13)))
"""The whole year, its quarters, its months."""


def period_span(year: int, period: str, zone: tzinfo) -> tuple[datetime, datetime]:
    """A part of a year on the local clock, up to and without the first moment after it."""
    if not period:
        return year_span(year, zone)
    length = 3 if period[0] == "q" else 1
    first = length * (int(period[1:]) - 1) + 1
    after = first + length
    return datetime(year, first, 1, tzinfo=zone), datetime(year + (after > 12), (after - 1) % 12 + 1, 1, tzinfo=zone)


def excuses_open(ended: datetime, today: date) -> bool:
    """Whether an excuse for what ended (or was due) then can still be asked for or decided."""
    return today <= date(ended.year + 1, *EXCUSES_END)
