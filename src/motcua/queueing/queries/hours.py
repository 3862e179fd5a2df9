"""When a field is open: ONE function for taking numbers, estimates, displays, appointments and closing."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from motcua.kernel import clock
from motcua.queueing.models import HoursChange, ServiceField
from motcua.queueing.queries.arrangement import arrangement
from motcua.worktime.queries import calendar_for

Span = tuple[int, int]
LOOK_AHEAD = 21


@dataclass(frozen=True)
class Opening:
    """A day of a field: its hours in minutes and why they differ, in words."""

    day: date
    spans: tuple[Span, ...]
    note: str = ""


def openings(field: ServiceField, first: date, days: int) -> list[Opening]:
    """The hours of a field on so many days from the first: its own change of a day, else its layer of the working calendar.

    Numbers, estimates, displays and the times of appointments all ask here.
    """
    wanted = [first + timedelta(days=ahead) for ahead in range(days)]
    if first >= clock.today():
        known = arrangement(field.unit_id).changes
        changes = {day: known[field.pk, day] for day in wanted if (field.pk, day) in known}
    else:
        rows = HoursChange.objects.filter(field=field, day__gte=first, day__lte=wanted[-1]).order_by("pk")
        changes = {change.day: change for change in rows}
    calendar = calendar_for(field.unit_id, field.code) if len(changes) < days else None
    found = []
    for day in wanted:
        if change := changes.get(day):
            found.append(Opening(day, tuple((int(a), int(b)) for a, b in change.intervals), change.note))
        elif calendar is not None:
            found.append(Opening(day, tuple(calendar.intervals_on(day)), calendar.notes.get(day, "")))
    return found


def opening_on(field: ServiceField, day: date) -> Opening:
    """The hours of a field on a day."""
    return openings(field, day, 1)[0]


def minute_of_day(at: datetime) -> float:
    """The minute of the local day, with its seconds as a fraction."""
    local = clock.local(at)
    return local.hour * 60 + local.minute + local.second / 60


def next_open(field: ServiceField, at: datetime) -> datetime | None:
    """When the field opens next, None when not within three weeks; `at` itself while it is open."""
    local = clock.local(at)
    for ahead in range(LOOK_AHEAD):
        day = local.date() + timedelta(days=ahead)
        now = minute_of_day(at) if ahead == 0 else -1.0
        for start, end in opening_on(field, day).spans:
            if end > now:
                begins = datetime(day.year, day.month, day.day, tzinfo=clock.LOCAL) + timedelta(minutes=start)
                return max(begins, at)
    return None


def hours_words(opening: Opening) -> str:
    """The hours as people read them: 07:30–11:30, 13:00–17:00."""
    return ", ".join(
        f"{start // 60:02d}:{start % 60:02d}–{end // 60:02d}:{end % 60:02d}" for start, end in opening.spans
    )
