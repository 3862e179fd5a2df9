"""iCalendar as RFC 5545 writes it: CRLF, lines folded at 75 octets, text escaped. Pure, so that rules may write with it."""

from collections.abc import Iterable
from datetime import UTC, datetime

OCTETS = 75


def folded(line: str) -> str:
    """A content line in pieces of at most 75 octets, never cutting a letter; the next pieces begin with a space."""
    pieces, piece, size = [], "", 0
    for char in line:
        width = len(char.encode())
        if size + width > OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece += char
        size += width
    return "\r\n".join([*pieces, piece])


def text(value: str) -> str:
    """A TEXT value: backslash, semicolon, comma and line ends escaped, control characters left out."""
    value = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    value = value.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(char for char in value if char >= " " and char != "\x7f")


def utc(at: datetime) -> str:
    """A moment in UTC: 20260810T010000Z."""
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def calendar(maker: str, lines: Iterable[str], *, method: str = "PUBLISH") -> str:
    """A whole calendar of content lines; `maker` names the part of the product, without a `method` it asks nothing."""
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//motcua//{maker}//VI", "CALSCALE:GREGORIAN"]
    asks = [f"METHOD:{method}"] if method else []
    return "".join(f"{folded(line)}\r\n" for line in [*head, *asks, *lines, "END:VCALENDAR"])
