"""Which queries without a good answer may be kept for editors, and in which words: folded, without anything personal."""

from __future__ import annotations

import re

from motcua.procedures.rules.spelling import fold

LEAST_GOOD = 0.45
LONGEST, SHORTEST, MOST_WORDS = 80, 3, 12
MAIL = re.compile(r"\S+@\S+")
NUMBER = re.compile(r"\+?\d(?:[\s.\-/]?\d){5,}")
ADDRESS = re.compile(r"\S*(?://|www\.)\S*")


def keepable(text: str) -> str:
    """The folded query without mail addresses, links and runs of six digits or more; '' when nothing is worth keeping."""
    plain = NUMBER.sub(" ", ADDRESS.sub(" ", MAIL.sub(" ", text[:400])))
    folded = " ".join(fold(plain).split()[:MOST_WORDS])[:LONGEST].strip()
    return folded if len(folded) >= SHORTEST and not folded.replace(" ", "").isdigit() else ""


def good(scores: list[float]) -> bool:
    """Whether the best answer is likely what was meant."""
    return bool(scores) and scores[0] >= LEAST_GOOD
