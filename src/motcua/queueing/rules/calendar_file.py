"""An appointment as a calendar file (RFC 5545): one event, times in UTC, a reminder two hours before."""

from dataclasses import dataclass
from datetime import datetime

from motcua.ui.icalendar import calendar, text, utc


@dataclass(frozen=True)
class Event:
    """What stands in the calendar; `serial` grows with each change so that a calendar takes the newer one."""

    uid: str
    serial: int
    begins: datetime
    ends: datetime
    title: str
    place: str
    text: str
    address: str
    made: datetime
    cancelled: bool = False


def written(event: Event) -> str:
    """The whole file."""
    lines = [
        "BEGIN:VEVENT",
        f"UID:{text(event.uid)}",
        f"SEQUENCE:{event.serial}",
        f"DTSTAMP:{utc(event.made)}",
        f"DTSTART:{utc(event.begins)}",
        f"DTEND:{utc(event.ends)}",
        f"SUMMARY:{text(event.title)}",
        f"LOCATION:{text(event.place)}",
        f"DESCRIPTION:{text(event.text)}",
        f"URL:{event.address}",
        f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{text(event.title)}",
        "TRIGGER:-PT2H",
        "END:VALARM",
        "END:VEVENT",
    ]
    return calendar("lich hen", lines)
