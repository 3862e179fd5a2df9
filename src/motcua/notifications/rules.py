"""Filling a notice's words in, and keeping personal data out of it. Standard library only."""

import re
import unicodedata
from collections.abc import Mapping

# What a notice may say. Names, addresses, reasons and answers stay behind the link, which asks who one is.
ALLOWED = frozenset({"code", "due", "at", "until", "unit", "procedure", "amount", "link", "count", "title"})
PLACE = re.compile(r"\{(\w+)\}")
MARKS = {"đ": "d", "Đ": "D", "–": "-", "—": "-", "“": '"', "”": '"', "’": "'", "…": "..."}
LONGEST_SMS = 160


def places(text: str) -> frozenset[str]:
    """The names in braces that a text wants filled in."""
    return frozenset(PLACE.findall(text))


def fill(text: str, context: Mapping[str, object]) -> str:
    """The text with its places filled in; only allowed names are looked at.

    A line with a place for which nothing is known is left out, so that no notice says "due on ." to anybody.
    """
    known = {name: str(value) for name, value in context.items() if name in ALLOWED and value not in (None, "")}
    lines = [line for line in text.split("\n") if places(line) <= known.keys()]
    return PLACE.sub(lambda place: known[place[1]], "\n".join(lines)).strip()


def one_line(text: str, longest: int = 200) -> str:
    """A subject: one line, no control characters (a line break would start a new mail header), not too long."""
    return " ".join("".join(char for char in text if char >= " " or char in "\t\n").split())[:longest]


def sms_text(text: str, link: str = "") -> str:
    """The text as one SMS of 160 letters without marks; the link is never cut."""
    for mark, plain in MARKS.items():
        text = text.replace(mark, plain)
    text = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    text = " ".join(text.encode("ascii", "ignore").decode().split())
    if not link:
        return text[:LONGEST_SMS]
    return f"{text[: LONGEST_SMS - len(link) - 1].rstrip()} {link}"
