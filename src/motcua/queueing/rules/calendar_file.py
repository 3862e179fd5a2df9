"""An appointment as a calendar file (RFC 5545): one event, times in UTC, a reminder two hours before."""

from dataclasses import dataclass
from datetime import UTC, datetime

BREAKS = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}
MOST_OCTETS = 75


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


def escaped(text: str) -> str:
    """The text with what has a meaning in the format escaped; control characters dropped."""
    kept = "".join(char for char in text.replace("\r", "") if char == "\n" or char >= " ")
    return "".join(BREAKS.get(char, char) for char in kept)


def folded(line: str) -> str:
    """Lines of at most 75 octets, never cut inside a letter; what goes on begins with a space."""
    lines, octets = [""], 0
    for char in line:
        size = len(char.encode())
        if octets + size > MOST_OCTETS:
            lines.append(" ")
            octets = 1
        lines[-1] += char
        octets += size
    return "\r\n".join(lines)


def stamp(at: datetime) -> str:
    """20260810T010000Z."""
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def written(event: Event) -> str:
    """The whole file."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//motcua//lich hen//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{escaped(event.uid)}",
        f"SEQUENCE:{event.serial}",
        f"DTSTAMP:{stamp(event.made)}",
        f"DTSTART:{stamp(event.begins)}",
        f"DTEND:{stamp(event.ends)}",
        f"SUMMARY:{escaped(event.title)}",
        f"LOCATION:{escaped(event.place)}",
        f"DESCRIPTION:{escaped(event.text)}",
        f"URL:{event.address}",
        f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{escaped(event.title)}",
        "TRIGGER:-PT2H",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "\r\n".join(folded(line) for line in lines) + "\r\n"
