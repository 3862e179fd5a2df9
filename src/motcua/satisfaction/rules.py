"""Faces, reasons and shares: values in, values out."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import IntEnum

TARGET = 100.0
"""The share of occasions that should be rated, in percent (huyện Củ Chi: every commune)."""
MOST_REASONS = 5
LEAST = 5
"""The smallest group whose answers to a survey are shown: fewer could be recognised."""


class Face(IntEnum):
    """The three faces."""

    SAD = 1
    PLAIN = 2
    GLAD = 3


GOOD = ("fast", "kind", "clear", "on_time", "easy")
BAD = ("waiting", "manner", "unclear", "again", "late", "asked_more", "other")
REASONS: dict[Face, tuple[str, ...]] = {Face.SAD: BAD, Face.PLAIN: (*BAD[:-1], *GOOD[:2], "other"), Face.GLAD: GOOD}


def face_of_score(score: int) -> Face:
    """The face of a score from 1 to 5 that somebody gave to the own dossier."""
    return Face.SAD if score <= 2 else Face.GLAD if score >= 4 else Face.PLAIN


def good_reasons(face: int, reasons: list[str]) -> list[str]:
    """The reasons that belong to a face, each once, in the order of the list."""
    return [reason for reason in REASONS[Face(face)] if reason in reasons][:MOST_REASONS]


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted for a place: occasions (results handed over), how many of them were rated, and the faces of all answers."""

    occasions: int = 0
    rated: int = 0
    sad: int = 0
    plain: int = 0
    glad: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    @property
    def answers(self) -> int:
        """All answers."""
        return self.sad + self.plain + self.glad

    @property
    def satisfied(self) -> float | None:
        """Share of glad answers in percent; None without answers."""
        return round(100 * self.glad / self.answers, 2) if self.answers else None

    @property
    def missing(self) -> int:
        """How many more occasions would have to be rated to reach the target."""
        return max(0, math.ceil(self.occasions * TARGET / 100) - self.rated)

    @property
    def coverage(self) -> float | None:
        """Share of occasions that were rated, in percent; None without occasions."""
        return round(100 * self.rated / self.occasions, 2) if self.occasions else None


FIXED = {"faces": ("1", "2", "3"), "scale": ("1", "2", "3", "4", "5")}


def fault_of(kind: str, options: Sequence[str], required: bool, given: Sequence[str]) -> str:
    """What is wrong with the answer to a question: "missing", "unknown", or nothing."""
    if not given:
        return "missing" if required else ""
    if kind == "text":
        return ""
    allowed = FIXED.get(kind, options)
    single = kind != "many"
    return "unknown" if set(given) - set(allowed) or (single and len(given) > 1) else ""
