"""How often what people type leads to the right procedure: shares over the whole catalogue, printed and held.

`held_out.txt` and `fresh.txt` were written before the rules were tuned; `tuned.txt` is what rules are made with.
"""

from pathlib import Path
from unicodedata import normalize

import pytest

from motcua.procedures.actions.demo import demo_documents
from motcua.procedures.rules.searching import SearchIndex, build_index

FOLDER = Path(__file__).parent / "queries"
LEAST_FIRST, LEAST_THREE = 0.92, 0.99
PARTS = ("held_out.txt", "fresh.txt", "tuned.txt")


def lines(name: str) -> list[tuple[str, str]]:
    """(code, rest) of every line of a data file."""
    rows = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [(code, rest) for code, _, rest in (row.partition(" ") for row in rows if row and not row.startswith("#"))]


def asked(name: str) -> list[tuple[frozenset[str], str]]:
    """(codes that may be meant, query) pairs of a data file."""
    return [(frozenset(codes.split(",")), query) for codes, rest in lines(name) for query in rest.split(" | ")]


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    """The catalogue, and by their official names alone the procedures of the national one that it lacks."""
    own = demo_documents()
    rows = [(code, str(d["name"]), str(d["short_name"]), d.get("aliases", [])) for code, d in own.items()]
    rows += [(code, name, name.removeprefix("Thủ tục "), []) for code, name in lines("names.txt") if code not in own]
    return build_index(rows)


def test_there_are_enough_queries_for_every_procedure() -> None:
    every = [pair for part in PARTS for pair in asked(part)]
    assert len(every) >= 800 and len(set(every)) >= 0.9 * len(every)
    assert {code for codes, _ in asked("held_out.txt") for code in codes} == {code for code, _ in lines("names.txt")}
    assert {code for codes, _ in asked("fresh.txt") for code in codes} == set(demo_documents())


@pytest.mark.parametrize("part", PARTS)
def test_the_right_one_comes_first(index: SearchIndex, part: str) -> None:
    pairs = asked(part)
    found = [[hit for hit, _ in index.search(query, limit=3, allowed=lambda code: True)] for _, query in pairs]
    first = sum(not codes.isdisjoint(hits[:1]) for hits, (codes, _) in zip(found, pairs, strict=True)) / len(pairs)
    three = sum(not codes.isdisjoint(hits) for hits, (codes, _) in zip(found, pairs, strict=True)) / len(pairs)
    print(f"\n{part}: {len(pairs)} queries, first {first:.3f}, among three {three:.3f}")
    assert (first >= LEAST_FIRST, three >= LEAST_THREE) == (True, True), (first, three)


def test_decomposed_letters_find_the_same(index: SearchIndex) -> None:
    for _codes, query in asked("fresh.txt"):
        composed, decomposed = (
            index.search(normalize(form, query), limit=3, allowed=lambda code: True) for form in ("NFC", "NFD")
        )
        assert composed == decomposed, query
