"""Filling a notice's words in, and keeping personal data out of it. Standard library only."""

import re
import unicodedata
from collections.abc import Mapping

# What a notice may say. Names, addresses, reasons and answers stay behind the link, which asks who one is.
# "text" is what a unit wrote to everybody, approved and public.
ALLOWED = frozenset({"code", "due", "at", "until", "unit", "procedure", "amount", "link", "count", "title", "text"})
PLACE = re.compile(r"\{(\w+)\}")
MARKS = {"đ": "d", "Đ": "D", "–": "-", "—": "-", "“": '"', "”": '"', "’": "'", "…": "..."}
LONGEST_SMS = 160
LONGEST_PUSH = 160


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


def push_text(body: str, link: str = "") -> str:
    """The text below a push message's title: the first lines without the link, which a tap opens, on one line."""
    lines = [line.strip() for line in body.split("\n") if not (link and link in line)]
    text = " ".join(line for line in lines if line)
    return text if len(text) <= LONGEST_PUSH else text[: LONGEST_PUSH - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


BROWSERS = (("Edg", "Edge"), ("SamsungBrowser", "Samsung Internet"), ("coc_coc", "Cốc Cốc"), ("OPR", "Opera"),
            ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("Chrome", "Chrome"), ("CriOS", "Chrome"), ("Safari", "Safari"))  # fmt: skip
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"),
           ("CrOS", "ChromeOS"), ("Linux", "Linux"))  # fmt: skip


def device_name(agent: str) -> str:
    """What a person recognises a device by: "Chrome, Android". Nothing finer is kept."""
    found = [next((name for mark, name in kinds if mark in agent), "") for kinds in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, found))
