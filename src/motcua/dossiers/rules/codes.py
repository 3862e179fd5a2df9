"""Dossier codes as people type them: any case, with spaces, without dots and dashes, with the wrong dash."""

import re
from collections.abc import Iterable

SIGNS = re.compile(r"[^0-9A-Z]")
LONGEST = 60
SHAPE = re.compile(r"[A-Z0-9]+(?:\.[A-Z0-9]+)*-[0-9]{6}-[0-9A-Z]{4,12}")


def tidy_code(typed: str, agencies: Iterable[str] = ()) -> str:
    """The code in its printed form; '' when it can't be one.

    Signs are put back with the help of the agencies' codes: 'h29 18 01 260817 0001' → 'H29.18.01-260817-0001'.
    """
    text = typed.strip().upper()[:LONGEST]
    for dash in "‐‑‒–—−_":
        text = text.replace(dash, "-")
    text = "".join(text.split())
    if SHAPE.fullmatch(text):
        return text
    bare = SIGNS.sub("", text)
    for agency in sorted(agencies, key=len, reverse=True):
        start = SIGNS.sub("", agency.upper())
        rest = bare.removeprefix(start)
        if start and rest != bare and len(rest) >= 10 and rest[:6].isdigit():
            return f"{agency.upper()}-{rest[:6]}-{rest[6:]}"
    return ""
