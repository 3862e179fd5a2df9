"""The verbs of `motcua`, as their users call them: exact answers, JSON with --json, readable errors, no traceback."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.city import City
from tests.city import city as new_city

UNIT = "cu-chi-tan-thong-hoi"


@pytest.fixture(scope="module")
def place() -> Iterator[City]:
    """The demo city; no server is needed."""
    with new_city() as city:
        yield city


def due(place: City, policy: str, at: str, *pauses: str) -> dict[str, str]:
    """What `motcua clock due` answers."""
    words = [word for pause in pauses for word in ("--pause", pause)]
    return place.json("clock", "due", "--policy", policy, "--unit", UNIT, "--at", at, *words)


@pytest.mark.parametrize(
    ("policy", "at", "start", "end"),
    [
        # Within closed hours the time stands still: 17:30 counts from 07:30 of the next morning.
        ("elapsed 240m; closed 17:00-07:30", "2026-08-17T17:30:00+07:00", "2026-08-18T07:30:00+07:00", "2026-08-18T11:30:00+07:00"),
        ("elapsed 240m; closed 17:00-07:30", "2026-08-17T09:00:00+07:00", "2026-08-17T09:00:00+07:00", "2026-08-17T13:00:00+07:00"),
        # A limit used up exactly at the end of an interval is due at that end.
        ("working 240m", "2026-08-17T07:30:00+07:00", "2026-08-17T07:30:00+07:00", "2026-08-17T11:30:00+07:00"),
        ("working 240m", "2026-08-17T10:00:00+07:00", "2026-08-17T10:00:00+07:00", "2026-08-17T15:30:00+07:00"),
        ("working 240m", "2026-08-15T10:00:00+07:00", "2026-08-17T07:30:00+07:00", "2026-08-17T11:30:00+07:00"),
        # Day 1 is the working day after reception; Saturday 22/08/2026 is worked for Monday 31/08.
        ("working 3d", "2026-08-17T09:00:00+07:00", "2026-08-18T00:00:00+07:00", "2026-08-20T17:00:00+07:00"),
        ("working 3d", "2026-08-20T09:00:00+07:00", None, "2026-08-24T17:00:00+07:00"),
        ("same-day; cutoff 15:00", "2026-08-17T14:59:00+07:00", None, "2026-08-17T17:00:00+07:00"),
        ("same-day; cutoff 15:00", "2026-08-17T15:01:00+07:00", None, "2026-08-18T17:00:00+07:00"),
    ],
)  # fmt: skip
def test_due_dates(place: City, policy: str, at: str, start: str | None, end: str) -> None:
    found = due(place, policy, at)
    assert datetime.fromisoformat(found["due"]) == datetime.fromisoformat(end)
    if start and policy != "working 3d":
        assert datetime.fromisoformat(found["effective_start"]) == datetime.fromisoformat(start)
    assert found["explanation"]


def test_a_pause_moves_the_due_time_and_an_open_one_takes_it_away(place: City) -> None:
    at = "2026-08-17T07:30:00+07:00"
    moved = due(place, "working 240m; pause", at, "2026-08-17T09:00:00+07:00/2026-08-17T10:00:00+07:00")
    assert datetime.fromisoformat(moved["due"]) == datetime.fromisoformat("2026-08-17T14:00:00+07:00")
    waiting = due(place, "working 240m; pause", at, "2026-08-17T09:00:00+07:00/")
    assert waiting["due"] is None
    assert waiting["paused"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("làm giấy khai sinh cho con", "1.001193"),
        ("khai sinh", "1.001193"),
        ("giay khai sinh", "1.001193"),
        ("xac nhan doc than", "1.004873"),
        ("sao y bản chính", "2.000815"),
        ("mở hộ kinh doanh", "1.001612"),
        ("xin phép xây nhà", "1.013225"),
        ("1.004873", "1.004873"),
    ],
)
def test_search_ranks_what_people_mean_first(place: City, typed: str, code: str) -> None:
    hits = place.json("search", typed)
    assert hits[0]["code"] == code
    assert {"code", "name", "score"} <= hits[0].keys()
    assert [hit["score"] for hit in hits] == sorted((hit["score"] for hit in hits), reverse=True)


def test_search_within_a_unit_and_for_nonsense(place: City) -> None:
    assert place.json("search", "khai sinh", "--unit", UNIT)[0]["code"] == "1.001193"
    assert place.json("search", "zzzzqqqq") == []
    nowhere = place.command("search", "khai sinh", "--unit", "khong-co", "--json", check=False)
    assert nowhere.returncode != 0
    assert "Traceback" not in nowhere.stderr


def test_units_are_imported_with_errors_by_row_and_column(place: City, tmp_path: Path) -> None:
    wrong = tmp_path / "sai.csv"
    wrong.write_text("code,name,level,parent\nx y,Thị trấn Lạ,commune,cu-chi\nla,,commune,khong-co\n", encoding="utf-8")
    refused = place.command("units", "import", str(wrong), "--json", check=False)
    assert refused.returncode != 0
    report = json.loads(refused.stdout)
    assert {error["row"] for error in report["errors"]} == {2, 3}
    assert all(error["column"] and len(error["message"]) > 8 for error in report["errors"])
    assert place.rows("SELECT count(*) FROM units_unit WHERE code = 'la'") == [(0,)]
    right = tmp_path / "dung.csv"
    right.write_text("code,name,level,parent,kind\ncu-chi-moi,Thị trấn Mới,commune,cu-chi,thị trấn\n", encoding="utf-8")
    told = place.json("units", "import", str(right))
    assert (told["created"], told["errors"]) == (1, [])
    assert place.json("units", "import", str(right))["created"] == 0


def test_seeding_grows_the_city_and_the_ledger_verifies(place: City) -> None:
    before = place.rows("SELECT count(*) FROM dossiers_dossier")[0][0]
    told = place.json("seed", "--dossiers", "300", "--open", "20")
    assert told["dossiers"] == 300
    after = place.rows("SELECT count(*) FROM dossiers_dossier")[0][0]
    assert after >= 300
    assert after > before
    report = place.json("verify-ledger")
    assert report["ok"]
    assert report["streams"] >= 300


def test_a_forged_ledger_is_found(tmp_path: Path) -> None:
    with new_city() as place:
        if place.database:
            pytest.skip("the same is shown for PostgreSQL in the room's own tests")
        import sqlite3

        forger = sqlite3.connect(place.home / "motcua.sqlite3")
        triggers = forger.execute("SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='ledger_event'")
        for (name,) in triggers.fetchall():
            forger.execute(f'DROP TRIGGER "{name}"')
        forger.execute("UPDATE ledger_event SET data = '{}' WHERE id = (SELECT max(id) - 5 FROM ledger_event)")
        forger.commit()
        forger.close()
        found = place.command("verify-ledger", "--json", check=False)
        assert found.returncode != 0
        assert json.loads(found.stdout)["ok"] is False
        assert json.loads(found.stdout)["findings"]


def test_check_says_in_words_what_is_misconfigured(place: City) -> None:
    told = place.command("check", "--json", check=False)
    found = json.loads(told.stdout)
    assert told.returncode == 1
    assert found["database"] == []
    assert any("MOTCUA_DEMO" in words for words in found["security"])
    assert all(len(words) > 15 for lines in found.values() for words in lines)


@pytest.mark.parametrize(
    "words",
    [
        ("clock", "due", "--policy", "working 3x", "--unit", UNIT, "--at", "2026-08-17T09:00:00+07:00"),
        ("clock", "due", "--policy", "working 3d", "--unit", "khong-co", "--at", "2026-08-17T09:00:00+07:00"),
        ("clock", "due", "--policy", "working 3d", "--unit", UNIT, "--at", "hôm qua"),
        ("units", "import", "khong-co.csv"),
        ("restore", "khong-co.tar.gz"),
        ("seed", "--dossiers", "-3"),
        ("khong-co-lenh-nay",),
    ],
)
def test_mistakes_are_answered_in_words(place: City, words: tuple[str, ...]) -> None:
    told = place.command(*words, check=False)
    assert told.returncode != 0
    assert "Traceback" not in told.stderr
    assert len((told.stderr + told.stdout).strip()) > 15


def test_help_speaks_both_languages(place: City) -> None:
    told = place.command("--help").stdout
    for verb in ("clock", "search", "seed", "verify-ledger", "units", "backup", "restore", "check", "serve", "outbox"):
        assert verb in told
    assert "/ " in told
