"""How often what people type leads to the right procedure: shares over the whole catalogue, printed and held.

`held_out.txt` was written before the rules were tuned and is never read while tuning; `tuned.txt` is what rules are made with.
"""

from pathlib import Path

import pytest

from motcua.procedures.actions.demo import demo_documents
from motcua.procedures.rules.searching import SearchIndex, build_index

FOLDER = Path(__file__).parent / "queries"
LEAST_FIRST, LEAST_THREE = 0.90, 0.98


def lines(name: str) -> list[tuple[str, str]]:
    """(code, rest) of every line of a data file."""
    rows = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [(code, rest) for code, _, rest in (row.partition(" ") for row in rows if row and not row.startswith("#"))]


def asked(name: str) -> list[tuple[str, str]]:
    """(code, query) pairs of a data file."""
    return [(code, query) for code, rest in lines(name) for query in rest.split(" | ")]


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    """The catalogue, and by their official names alone the procedures of the national one that it lacks."""
    own = demo_documents()
    rows = [(code, str(d["name"]), str(d["short_name"]), d.get("aliases", [])) for code, d in own.items()]
    rows += [(code, name, name.removeprefix("Thủ tục "), []) for code, name in lines("names.txt") if code not in own]
    return build_index(rows)


def test_there_are_enough_queries_for_every_procedure() -> None:
    held, tuned = asked("held_out.txt"), asked("tuned.txt")
    assert len(held) + len(tuned) >= 300
    assert {code for code, _ in held} == {code for code, _ in lines("names.txt")}
    assert len({*held, *tuned}) >= 0.9 * len([*held, *tuned])


@pytest.mark.parametrize("part", ["held_out.txt", "tuned.txt"])
def test_the_right_one_comes_first(index: SearchIndex, part: str) -> None:
    pairs = asked(part)
    found = [[hit for hit, _ in index.search(query, limit=3, allowed=lambda code: True)] for _, query in pairs]
    first = sum(hits[:1] == [code] for hits, (code, _) in zip(found, pairs, strict=True)) / len(pairs)
    three = sum(code in hits for hits, (code, _) in zip(found, pairs, strict=True)) / len(pairs)
    print(f"\n{part}: {len(pairs)} queries, first {first:.3f}, among three {three:.3f}")
    assert (first >= LEAST_FIRST, three >= LEAST_THREE) == (True, True), (first, three)
