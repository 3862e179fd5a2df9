"""Entries as iCalendar (RFC 5545) has them: one time zone, stable UIDs, cancelled entries kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from motcua.ui.icalendar import calendar, text, utc

ZONE = "Asia/Ho_Chi_Minh"
TIMEZONE = (
    "BEGIN:VTIMEZONE", f"TZID:{ZONE}", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0700",
    "TZOFFSETTO:+0700", "TZNAME:+07", "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """One entry for calendar programs; `starts` and `ends` are local times without a zone, `stamp` is aware."""

    uid: str
    sequence: int
    stamp: datetime
    starts: datetime
    ends: datetime
    summary: str
    location: str = ""
    description: str = ""
    url: str = ""
    cancelled: bool = False


def local(at: datetime) -> str:
    """A local date and time."""
    return at.strftime("%Y%m%dT%H%M%S")


def lines_of(event: Event) -> list[str]:
    """The content lines of one entry."""
    said = [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{utc(event.stamp)}",
        f"LAST-MODIFIED:{utc(event.stamp)}",
        f"SEQUENCE:{event.sequence}",
        f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}",
        f"DTSTART;TZID={ZONE}:{local(event.starts)}",
        f"DTEND;TZID={ZONE}:{local(event.ends)}",
        f"SUMMARY:{text(event.summary)}",
    ]
    more = (("LOCATION", text(event.location)), ("DESCRIPTION", text(event.description)), ("URL", event.url))
    return [*said, *(f"{name}:{value}" for name, value in more if value), "END:VEVENT"]


def written(name: str, events: Iterable[Event]) -> str:
    """A whole calendar. Of several states of one entry only the newest is kept; without entries it is still a calendar."""
    newest: dict[str, Event] = {}
    for event in events:
        if event.uid not in newest or newest[event.uid].sequence <= event.sequence:
            newest[event.uid] = event
    titles = [f"NAME:{text(name)}", f"X-WR-CALNAME:{text(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT1H"]
    body = [line for event in newest.values() for line in lines_of(event)]
    return calendar("lich cong tac", [*titles, *TIMEZONE, *body])
