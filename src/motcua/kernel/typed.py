"""Numbers and days as addresses, forms and subjects carry them: read in one way, so that nothing typed becomes an error of the server."""

from datetime import date
from typing import Any

DIGITS = 18
"""As many as every database's integer holds."""


def number_typed(text: Any, *, digits: int = DIGITS) -> int | None:
    """A whole number of at most so many ASCII digits; None for anything else, such as a sign, "²" or a number too long."""
    typed = str(text)
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= digits else None


def page_typed(text: Any) -> int:
    """The page of a list that an address asks for, from 1 on; 1 for anything else."""
    return max(1, number_typed(text, digits=5) or 1)


def subject_number(subject: Any, *kinds: str) -> int | None:
    """The id in a subject like "dossier:12" of one of these kinds; None for another subject."""
    kind, _, name = str(subject).partition(":")
    return number_typed(name) if kind in kinds else None


def day_typed(text: Any) -> date | None:
    """A day as a date field or an address sends it, "2026-11-23"; None for anything else."""
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None
