"""Instants as whole microseconds on a clock in Việt Nam, counted from 1 Jan 2000: whole numbers are quick and exact."""

from datetime import UTC, date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7), "+07")
EPOCH = datetime(2000, 1, 1, tzinfo=VIETNAM)
EPOCH_ORDINAL = date(2000, 1, 1).toordinal()
MICROSECOND = timedelta(microseconds=1)
SECOND_US = 1_000_000
MINUTE_US = 60 * SECOND_US
DAY_US = 86_400 * SECOND_US


def to_us(at: datetime) -> int:
    """Microseconds since the epoch of an aware datetime; a naive one raises TypeError."""
    delta = at - EPOCH
    return (delta.days * 86_400 + delta.seconds) * 1_000_000 + delta.microseconds


def from_us(us: int) -> datetime:
    """The aware datetime (+07:00) of microseconds since the epoch."""
    days, rest = divmod(us, DAY_US)
    return EPOCH + timedelta(days, 0, rest)


def date_of(day: int) -> date:
    """The date of a day number (0 = 1 Jan 2000)."""
    return date.fromordinal(EPOCH_ORDINAL + day)


def day_of(day: date) -> int:
    """The day number of a date."""
    return day.toordinal() - EPOCH_ORDINAL


def utc(at: datetime) -> datetime:
    """The same instant in UTC."""
    return at.astimezone(UTC)
