"""Pure decisions of the hall: whether a machine may work, what a scanned code is."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

VISIT = re.compile(r"/so/([\w-]{16,24})/?(?:[?#].*)?$")
BOOKING = re.compile(r"/lich-hen/([\w-]{16,24})/?(?:[?#].*)?$")
REFERENCE = re.compile(r"[A-Z0-9]{4,8}")
DOSSIER = re.compile(r"(?:/tra-cuu/)?([\w.-]{6,40})/?(?:[?#].*)?$")

LETTERS = {
    "A": "a", "B": "bê", "C": "xê", "D": "dê", "Đ": "đê", "E": "e", "F": "ép phờ", "G": "giê", "H": "hát", "I": "i",
    "J": "gi", "K": "ca", "L": "e lờ", "M": "e mờ", "N": "e nờ", "O": "o", "P": "pê", "Q": "quy", "R": "e rờ",
    "S": "ét xì", "T": "tê", "U": "u", "V": "vê", "W": "vê kép", "X": "ích xì", "Y": "i dài", "Z": "dét",
}  # fmt: skip


class Standing(StrEnum):
    """Whether a machine may work."""

    UNPAIRED = "unpaired"
    READY = "ready"
    EXPIRED = "expired"
    REVOKED = "revoked"


def standing(*, paired: bool, revoked: bool, expires_at: datetime, now: datetime) -> Standing:
    """What a machine is now: taken back for good, past its last day, not yet paired, or ready."""
    if revoked:
        return Standing.REVOKED
    if now >= expires_at:
        return Standing.EXPIRED
    return Standing.READY if paired else Standing.UNPAIRED


@dataclass(frozen=True)
class Scanned:
    """What a scanned or typed text names: kind "visit", "booking", "dossier" or "" for nothing known, and its code."""

    kind: str
    code: str


def scanned(text: str) -> Scanned:
    """Reads the QR of a number, of a receipt or of an appointment, a barcode, or the same typed by hand."""
    plain = text.strip()
    for kind, shape in (("visit", VISIT), ("booking", BOOKING)):
        if found := shape.search(plain):
            return Scanned(kind, found[1])
    word = plain.replace(" ", "").replace("-", "").upper()
    if REFERENCE.fullmatch(word):
        return Scanned("booking", word)
    found = DOSSIER.search(plain.replace(" ", ""))
    return Scanned("dossier", found[1].upper()) if found else Scanned("", "")


def for_the_ear(text: str) -> str:
    """A sentence with its single letters by their Vietnamese names: "Mời số D một" → "Mời số dê một"."""
    return " ".join(LETTERS.get(word, word) for word in text.split())
