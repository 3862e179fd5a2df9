"""Codes, masking and search words of a dossier: text in, text out."""

from collections.abc import Iterable
from datetime import date

LONGEST_WORD = 40


def series_of(eid_code: str, day: date) -> str:
    """The counter of dossier codes: per agency and local day."""
    return f"dossier:{eid_code}:{day:%y%m%d}"


def dossier_code(eid_code: str, day: date, serial: int) -> str:
    """`agency-YYMMDD-serial` (TT 03/2025 Art. 13): at least four digits, from 0001 each day."""
    return f"{eid_code}-{day:%y%m%d}-{serial:04d}"


def slip_number(serial: int, kind: str, year: int) -> str:
    """The number on a slip, per unit, kind and year: `0012/2026/PBS`."""
    return f"{serial:04d}/{year}/{kind}"


def mask_name(name: str) -> str:
    """Initials only, so that neither the name nor its length can be read: 'Nguyễn Văn An' → 'N*** V*** A***'."""
    return " ".join(f"{word[0].upper()}***" for word in name.split())


def mask_phone(phone: str) -> str:
    """The last three digits: enough to recognise one's own number."""
    digits = "".join(char for char in phone if char.isdigit())
    return f"***{digits[-3:]}" if len(digits) >= 6 else ""


def local_phone(phone: str) -> str:
    """Digits as people say them: '+84 909…' → '0909…'."""
    digits = "".join(char for char in phone if char.isdigit())
    return f"0{digits[2:]}" if digits.startswith("84") and len(digits) > 9 else digits


def search_words(folded_names: Iterable[str], phone: str, code: str) -> list[str]:
    """What a dossier is found by: every ending of each (folded) name, the phone number, the code's daily part.

    With endings stored ('nguyen van an', 'van an', 'an') any run of words typed is the beginning of one row, so one
    index range answers it without cutting sets of common words.
    """
    words: dict[str, None] = {}
    for name in folded_names:
        parts = name.split()
        for start in range(min(len(parts), 8)):
            words[" ".join(parts[start:])[:LONGEST_WORD]] = None
    if number := local_phone(phone):
        words[number] = None
    if code.count("-") >= 2:
        words[" ".join(code.rsplit("-", 2)[1:])] = None
    return list(words)
