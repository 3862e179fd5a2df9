"""Search as people type: an inverted index over names and aliases, candidates by rare words first, ranking by phrase.

The same order on every database, since it runs in the process. Built once per state of the catalogue.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from heapq import nlargest
from itertools import pairwise

from motcua.procedures.rules.phrasebook import (
    ASIDE,
    EMPTY_WORDS,
    FAINT,
    RELATIVES,
    SPECIAL,
    purpose,
    reworded,
    written_out,
)
from motcua.procedures.rules.spelling import (
    ANY_MARKS,
    LONGEST_QUERY,
    MOST_WORDS,
    Vocabulary,
    agreement,
    fold,
    marks_of,
    respelled,
    untelex,
    unvni,
)

MOST_POSTINGS = 4000
MOST_CANDIDATES = 40
LEAST_SCORE = 0.18
REWORDED = 0.9
UNASKED = 0.08
# What answers less than half as well as the best only fills the screen.
NEAR = 0.5
NAME, ALIAS, OFFICIAL = 1.0, 1.0, 0.86


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name or alias: its words with their marks, the pairs of neighbours, how much it counts and the weight of all its words."""

    words: Mapping[str, frozenset[str]]
    pairs: frozenset[tuple[str, str]]
    share: float
    weight: float


@dataclass(frozen=True, slots=True)
class Asked:
    """One word of the query: what it may stand for (word → how sure), its own weight and the marks it was typed with."""

    meanings: Mapping[str, float]
    weight: float
    marks: frozenset[str]


@dataclass
class SearchIndex:
    """Documents are numbered; `postings` leads from a word to the documents that have it."""

    codes: list[str]
    phrases: list[tuple[Phrase, ...]]
    postings: dict[str, tuple[int, ...]]
    rarity: dict[str, float]
    vocabulary: Vocabulary
    exact: dict[str, tuple[int, ...]]
    special: dict[int, frozenset[str]]

    def search(self, text: str, *, limit: int, allowed: Callable[[str], bool]) -> list[tuple[str, float]]:
        """(code, score) pairs, best first; at most 1.0 for a name or alias typed in full."""
        text = text[:LONGEST_QUERY]
        words, marks = written_out(fold(text).split()[:MOST_WORDS]), marks_of(text)
        same = frozenset(number for typed in (" ".join(words), "".join(words)) for number in self.exact.get(typed, ()))
        found = self.scored(words, marks, same)
        other = reworded(words)
        if other != words:
            for document, score in self.scored(other, marks, frozenset()).items():
                found[document] = max(found.get(document, 0.0), score * REWORDED)
        said = {*words, *other}
        found = {document: score for document, score in found.items() if allowed(self.codes[document])}
        least = max(LEAST_SCORE, NEAR * max(found.values(), default=0.0))
        ranked = [
            (-round(score if document in same else score - self.unasked(document, said), 4), self.codes[document])
            for document, score in found.items()
            if score >= least
        ]
        return [(code, -score) for score, code in sorted(ranked)[:limit]]

    def unasked(self, document: int, said: set[str]) -> float:
        """What a special kind of a procedure loses when nobody asked for that kind: the plain one is meant."""
        kind = self.special.get(document)
        return UNASKED if kind and kind.isdisjoint(said) else 0.0

    def scored(self, words: list[str], marks: Mapping[str, frozenset[str]], same: frozenset[int]) -> dict[int, float]:
        """The candidates for these words with their scores; `same` are those named in full."""
        asked = self.understand(words, marks)
        if not asked:
            return {}
        askers = askers_of(asked)
        return {
            document: 1.0 if document in same else min(self.score(document, asked, askers), 0.99)
            for document in self.candidates(asked, same)
        }

    def understand(self, words: list[str], marks: Mapping[str, frozenset[str]]) -> list[Asked]:
        """What each word of the query may mean."""
        asked: list[Asked] = []
        aside = purpose(words)
        for place, word in enumerate(words):
            share = FAINT if word in EMPTY_WORDS else ASIDE if place >= aside or word in RELATIVES else 1.0
            for meanings in self.meanings(word, last=place == len(words) - 1):
                best = max(meanings.values(), default=0.0)
                likely = [known for known, sure in meanings.items() if sure == best]
                weight = max((self.rarity.get(known, 1.0) for known in likely), default=4.0)
                asked.append(Asked(meanings, weight * share, marks.get(word, ANY_MARKS)))
        return asked

    def meanings(self, word: str, *, last: bool) -> list[dict[str, float]]:
        """Known words for a typed one: itself, its other spelling, its repair, its beginning, one slip, its parts."""
        known = self.vocabulary.words
        if word in known:
            return [{word: 1.0}]
        if respelled(word) in known:
            return [{respelled(word): 0.97}]
        repaired = untelex(unvni(word))
        if repaired in known:
            return [{repaired: 0.97}]
        found = self.vocabulary.similar(word)
        if repaired != word:
            for near, sure in self.vocabulary.similar(repaired).items():
                found[near] = max(found.get(near, 0.0), sure * 0.9)
        if last and len(word) >= 2:
            for longer in self.vocabulary.begins(word):
                found[longer] = max(found.get(longer, 0.0), 0.8)
        if not found or max(found.values()) < 0.7:
            parts = self.vocabulary.split(word) or self.vocabulary.split(repaired)
            if parts:
                return [{part: 0.95} for part in parts]
        return [found]

    def candidates(self, asked: list[Asked], same: frozenset[int]) -> list[int]:
        """The most promising documents: rare words are looked up first, common ones only add to what was found."""
        found: dict[int, float] = dict.fromkeys(same, 100.0)
        seen = 0
        terms = sorted(
            (
                (len(self.postings.get(known, ())), known, sure * one.weight)
                for one in asked
                for known, sure in one.meanings.items()
            ),
        )
        for size, known, worth in terms:
            if seen + size > MOST_POSTINGS and found:
                for document in set(found).intersection(self.postings[known]) if size < MOST_POSTINGS else ():
                    found[document] += worth
                continue
            seen += size
            for document in self.postings.get(known, ()):
                found[document] = found.get(document, 0.0) + worth
        best = nlargest(MOST_CANDIDATES, ((worth, -document) for document, worth in found.items()))
        return [-document for _worth, document in best]

    def score(self, document: int, asked: list[Asked], askers: Askers) -> float:
        """How well one phrase answers the query, plus a little for what the document's other phrases cover."""
        total = sum(one.weight for one in asked)
        best, together = 0.0, [0.0] * len(asked)
        for phrase in self.phrases[document]:
            found = hits(phrase, asked, askers)
            if not found:
                continue
            covered = 0.0
            for place, (_word, sure) in found.items():
                covered += sure * asked[place].weight
                together[place] = max(together[place], sure)
            own = sum(self.rarity[word] for word in {word for word, _sure in found.values()}) / phrase.weight
            pairs = [(found[place][0], found[place + 1][0]) for place in found if place + 1 in found]
            near = sum(pair in phrase.pairs for pair in pairs) / max(len(asked) - 1, 1)
            best = max(best, phrase.share * covered / total * (0.52 + 0.3 * own + 0.18 * near))
        union = sum(sure * one.weight for one, sure in zip(asked, together, strict=True)) / total
        return 0.82 * best + 0.18 * union


Askers = dict[str, list[tuple[int, float]]]


def askers_of(asked: list[Asked]) -> Askers:
    """Which words of the query may mean a known word, by their places, and how surely."""
    found: Askers = {}
    for place, one in enumerate(asked):
        for known, sure in one.meanings.items():
            found.setdefault(known, []).append((place, sure))
    return found


def hits(phrase: Phrase, asked: list[Asked], askers: Askers) -> dict[int, tuple[str, float]]:
    """For each word of the query that the phrase has, by its place: the surest meaning, less sure under other marks."""
    found: dict[int, tuple[str, float]] = {}
    for known in sorted(askers.keys() & phrase.words.keys()):
        for place, sure in askers[known]:
            likely = sure * agreement(asked[place].marks, phrase.words[known])
            if place not in found or likely > found[place][1]:
                found[place] = known, likely
    return found


Row = tuple[str, str, str, Iterable[str]]


def build_index(rows: Iterable[Row]) -> SearchIndex:
    """The index of (code, official name, short name, aliases) rows."""
    codes: list[str] = []
    texts: list[list[tuple[list[str], dict[str, frozenset[str]], float]]] = []
    exact: dict[str, list[int]] = {}
    special: dict[int, frozenset[str]] = {}
    for number, (code, name, short_name, aliases) in enumerate(rows):
        codes.append(code)
        spoken = [(short_name, NAME), *((alias, ALIAS) for alias in aliases), (name, OFFICIAL), (code, NAME)]
        words = [(written_out(fold(text).split()), marks_of(text), share) for text, share in spoken]
        if kind := special_kind(fold(short_name)):
            special[number] = kind
        texts.append([one for one in words if one[0]])
        for found, _marks, share in texts[-1]:
            if share == NAME:
                for spelling in {" ".join(found), "".join(found)}:
                    exact.setdefault(spelling, []).append(number)
    postings: dict[str, set[int]] = {}
    for number, phrases in enumerate(texts):
        for found, _marks, _share in phrases:
            for word in found:
                postings.setdefault(word, set()).add(number)
    size = max(len(codes), 1)
    rarity = {word: math.log(1 + size / len(owners)) + 0.2 for word, owners in postings.items()}
    return SearchIndex(
        codes=codes,
        phrases=[tuple(make_phrase(*one, rarity) for one in phrases) for phrases in texts],
        postings={word: tuple(sorted(owners)) for word, owners in postings.items()},
        rarity=rarity,
        vocabulary=Vocabulary.of(postings),
        exact={spelling: tuple(numbers) for spelling, numbers in exact.items()},
        special=special,
    )


def special_kind(name: str) -> frozenset[str]:
    """The words by which somebody asks for this special kind of a procedure; none for a plain one."""
    return frozenset(word for sign, asked in SPECIAL.items() if sign in name for word in asked.split())


def make_phrase(
    found: list[str], marks: Mapping[str, frozenset[str]], share: float, rarity: Mapping[str, float]
) -> Phrase:
    """A phrase ready for scoring."""
    words = {word: marks.get(word, ANY_MARKS) for word in found}
    return Phrase(words, frozenset(pairwise(found)), share, sum(rarity[word] for word in words))
