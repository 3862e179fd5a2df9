"""What must be true of a city after every bad day."""

import re
from collections import defaultdict

from tests.city import City

CODE = re.compile(r"(.+)-(\d{6})-(\d{4,})")


def codes(city: City) -> list[str]:
    """Codes of all dossiers."""
    return [row[0] for row in city.rows("SELECT code FROM dossiers_dossier ORDER BY id")]


def holes(city: City, known: set[str]) -> list[str]:
    """Gaps, duplicates and counters that disagree, among the codes given since `known`, per agency and day."""
    series: dict[str, list[int]] = defaultdict(list)
    touched = set()
    for code in codes(city):
        found = CODE.fullmatch(code)
        assert found, code
        series[f"{found[1]}:{found[2]}"].append(int(found[3]))
        if code not in known:
            touched.add(f"{found[1]}:{found[2]}")
    counters = {
        key.removeprefix("dossier:"): value for key, value in city.rows("SELECT key, value FROM kernel_counter")
    }
    return [
        f"{name}: {sorted(series[name])}, counter {counters.get(name)}"
        for name in touched
        if sorted(series[name]) != list(range(1, len(series[name]) + 1)) or counters.get(name) != len(series[name])
    ]


def assert_whole(city: City, known: set[str] = frozenset()) -> None:  # type: ignore[assignment]
    """The ledger verifies, numbers have no hole, and each dossier that waits for reception is in the list of work once."""
    report = city.json("verify-ledger")
    assert report["ok"], report
    assert holes(city, known) == []
    unanswered = "state IN ('submitted', 'supplement_before')"
    waiting = city.rows(f"SELECT id FROM dossiers_dossier WHERE {unanswered} ORDER BY id")
    items = city.rows("SELECT subject FROM work_workitem WHERE kind = 'dossier.receive' AND closed_at IS NULL")
    assert sorted(int(subject.removeprefix("dossier:")) for (subject,) in items) == [number for (number,) in waiting]
