"""When to warn, which colour an item has, how it ends: values in, values out."""

from datetime import UTC, datetime, timedelta

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
