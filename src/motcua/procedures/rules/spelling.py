"""Repairs what people type: marks, Telex and VNI leftovers, slips of one letter, words run together."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

NOT_WORD = re.compile(r"[^0-9a-z]+")
VOWELS = "aeiouy"
TONE_KEYS = re.compile(r"[sfrxjwz]")
DOUBLED = re.compile(r"([a-z])\1+")
# A word that could be Vietnamese is seldom a slip for another.
POSSIBLE = 0.7
SYLLABLE = re.compile(
    r"(ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?"
    r"(uye|oai|oay|uay|uoi|uou|ieu|yeu|[aeiouy]|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|ye)"
    r"(ng|nh|ch|[cmnpt])?"
)
BAR = "\u0335"
ANY_MARKS: frozenset[str] = frozenset()
HALF_MARKED, OTHER_MARKS = 0.9, 0.6
LONGEST_QUERY = 200
MOST_WORDS = 16


def fold(text: str) -> str:
    """'Đường Số 3' → 'duong so 3'; the same for composed, decomposed, old and new tone placement."""
    text = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    text = "".join(char for char in text if not unicodedata.combining(char))
    return NOT_WORD.sub(" ", text).strip()


def marks_of(text: str) -> dict[str, frozenset[str]]:
    """With which marks each folded word stands there: 'bán bản' → {'ban': {'\u0301', '\u0309'}}, '' for none.

    Marks have no order here, so that old and new tone placement and a mark on the wrong vowel come out the same.
    """
    found: dict[str, frozenset[str]] = {}
    for word in text.split():
        parts, marks = spelled(word)
        for part in parts:
            found[part] = found[part] | marks if part in found and found[part] != marks else marks
    return found


@lru_cache(maxsize=16_384)
def spelled(word: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The folded parts of a word and its marks, as one set for all words that have the same."""
    parts = unicodedata.normalize("NFKD", word.casefold().replace("đ", "d" + BAR))
    return tuple(fold(word).split()), alone("".join(sorted({char for char in parts if unicodedata.combining(char)})))


@lru_cache(maxsize=1_024)
def alone(marks: str) -> frozenset[str]:
    """One set for each combination of marks."""
    return frozenset([marks])


@lru_cache(maxsize=16_384)
def agreement(asked: frozenset[str], known: frozenset[str]) -> float:
    """How likely a word typed with these marks is one that the catalogue writes with those: 'bạn' is hardly 'bản'."""
    if not asked or not known or "" in asked or asked & known:
        return 1.0
    return HALF_MARKED if any(set(one) < set(other) for one in asked for other in known) else OTHER_MARKS


def respelled(word: str) -> str:
    """'ki' → 'ky', 'ly' → 'li': both ways of writing the last vowel are in use."""
    return word[:-1] + {"i": "y", "y": "i"}.get(word[-1:], word[-1:])


def untelex(word: str) -> str:
    """'giaays' → 'giay', 'dduowcj' → 'duoc', 'nhaf' → 'nha': after its first vowel no Vietnamese syllable has s f r x j w."""
    first = next((place for place, char in enumerate(word) if char in VOWELS), None)
    if first is None:
        return word.replace("w", "u") if len(word) <= 3 and "w" in word else word
    head, tail = word[: first + 1], word[first + 1 :]
    return DOUBLED.sub(r"\1", head.replace("w", "") + TONE_KEYS.sub("", tail))


def unvni(word: str) -> str:
    """'gia61y' → 'giay', 'd9ang' → 'dang': digits between letters are tone keys."""
    return re.sub(r"(?<=[a-z])[0-9]+", "", word) if re.search(r"[a-z][0-9]", word) else word


def distance(left: str, right: str, most: int = 2) -> int:
    """Edits between two words; swapping neighbours is one edit. Stops counting above `most`."""
    if abs(len(left) - len(right)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        before, last, row = row, before, [i]
        for j, b in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def shortened(word: str) -> Iterator[str]:
    """The word itself and the word without any one of its letters."""
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


@dataclass
class Vocabulary:
    """Every word of the catalogue, findable exactly, by its beginning and with one slip."""

    words: frozenset[str]
    ordered: list[str] = field(default_factory=list)
    nearby: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, words: Iterable[str]) -> Vocabulary:
        """Builds the neighbourhood once: each word under itself and under itself less one letter."""
        known = frozenset(words)
        nearby: dict[str, list[str]] = {}
        for word in sorted(known):
            if len(word) >= 3 and not word.isdigit():
                for short in set(shortened(word)):
                    nearby.setdefault(short, []).append(word)
        return cls(known, sorted(known), {short: tuple(found) for short, found in nearby.items()})

    def begins(self, prefix: str, most: int = 12) -> list[str]:
        """Words that begin so."""
        start = bisect_left(self.ordered, prefix)
        return [word for word in self.ordered[start : start + most] if word.startswith(prefix)]

    def similar(self, word: str) -> dict[str, float]:
        """Known words one slip away, with how sure that is; swapped and doubled letters are surer than other letters."""
        found: dict[str, float] = {}
        if len(word) < 3 or len(word) > 14:
            return found
        likely = POSSIBLE if SYLLABLE.fullmatch(word) else 1.0
        for short in shortened(word):
            for known in self.nearby.get(short, ()):
                if known not in found and known != word and distance(word, known, 1) == 1:
                    found[known] = self._sureness(word, known) * likely
        return found

    def _sureness(self, word: str, known: str) -> float:
        if sorted(word) == sorted(known) or DOUBLED.sub(r"\1", word) == known:
            return 0.9
        if len(word) != len(known):
            return 0.75 if word[0] == known[0] else 0.6
        return 0.65 if word[0] == known[0] else 0.5

    def split(self, word: str) -> list[str]:
        """'khaisinh' → ['khai', 'sinh'] when the parts are all known, fewest parts first; [] when it can't be parted."""
        if not 5 <= len(word) <= 40:
            return []
        best: list[list[str] | None] = [[], *[None] * len(word)]
        for end in range(1, len(word) + 1):
            for start in range(max(0, end - 7), end):
                part, before = word[start:end], best[start]
                if before is not None and len(part) > 1 and part in self.words:
                    now = best[end]
                    if now is None or len(before) + 1 < len(now):
                        best[end] = [*before, part]
        return best[-1] or []
