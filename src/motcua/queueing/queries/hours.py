"""When a field is open: ONE function for taking numbers, estimates, displays and closing."""

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


def opening_on(field: ServiceField, day: date) -> Opening:
    """The hours of a field on a day: its own change of that day, else its layer of the working calendar."""
    if day >= clock.today():
        change = arrangement(field.unit_id).changes.get((field.pk, day))
    else:
        change = HoursChange.objects.filter(field=field, day=day).order_by("-pk").first()
    if change is not None:
        return Opening(day, tuple((int(a), int(b)) for a, b in change.intervals), change.note)
    calendar = calendar_for(field.unit_id, field.code)
    return Opening(day, tuple(calendar.intervals_on(day)), calendar.notes.get(day, ""))


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
