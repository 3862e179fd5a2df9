"""A backup made while the server runs stands up in an empty home: everything of one moment, and the ledger verifies."""

import threading

import pytest

from tests.city import City
from tests.city import city as new_city
from tests.faults.reading import codes
from tests.people import Person

pytestmark = pytest.mark.fault
TABLES = ("dossiers_dossier", "dossiers_revision", "ledger_event", "ledger_stream", "work_workitem", "files_storedfile",
          "accounts_user", "units_unit", "kernel_counter", "notifications_message", "procedures_procedureversion")  # fmt: skip


def counts(city: City) -> dict[str, int]:
    """How many rows each table has."""
    return {table: city.rows(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES}


def test_a_backup_of_a_running_city_stands_up_elsewhere(place: City) -> None:
    place.start()
    before = set(codes(place))
    stop, filed = threading.Event(), []

    def go_on_filing() -> None:
        with Person(place).as_citizen("0903000001") as person:
            while not stop.is_set():
                filed.append(person.file_birth()["code"])

    busy = threading.Thread(target=go_on_filing)
    busy.start()
    try:
        told = place.json("backup", str(place.home / "sao-luu.tar.gz"))
    finally:
        stop.set()
        busy.join(60)
    assert told["files"] > 0
    with new_city(empty=True) as other:
        other.command("restore", str(place.home / "sao-luu.tar.gz"))
        assert other.json("verify-ledger")["ok"]
        restored = set(codes(other))
        assert before <= restored <= set(codes(place))
        other.start()
        newest = max(restored, key=lambda code: (code.rsplit("-", 1)[0], int(code.rsplit("-", 1)[1])))
        with Person(other) as stranger:
            assert stranger.http.get(f"/tra-cuu/{newest}").status_code == 200
        keys = other.rows("SELECT storage_key FROM files_storedfile WHERE storage_key <> ''")
        missing = [key for (key,) in keys if not (other.home / "files" / key).exists()]
        assert missing == []


def test_a_quiet_city_and_its_copy_hold_the_same(place: City) -> None:
    place.start()
    with Person(place).as_citizen("0903000001") as person:
        filed = person.file_birth()
    place.stop()
    file = place.home / "sao-luu.tar.gz"
    place.command("backup", str(file))
    again = place.command("backup", str(file), check=False)
    assert again.returncode != 0, "a backup is never overwritten"
    with new_city(empty=True) as other:
        other.command("restore", str(file))
        assert counts(other) == counts(place)
        refused = other.command("restore", str(file), check=False)
        assert refused.returncode != 0
        assert "--replace" in refused.stdout + refused.stderr
        other.command("restore", str(file), "--replace")
        assert counts(other) == counts(place)
        other.start()
        with Person(other).as_citizen("0903000001") as person:
            page = person.http.get(f"/cua-toi/ho-so/{filed['code']}/")
            assert filed["code"] in page.text
            assert person.file_birth()["code"] != filed["code"]


def test_a_damaged_backup_is_refused_whole(place: City) -> None:
    file = place.home / "sao-luu.tar.gz"
    place.command("backup", str(file))
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(bytes(content))
    with new_city(empty=True) as other:
        refused = other.command("restore", str(file), check=False)
        assert refused.returncode != 0
        assert "Traceback" not in refused.stderr
        if not other.database:
            assert not (other.home / "motcua.sqlite3").exists() or not other.rows(
                "SELECT name FROM sqlite_master WHERE name = 'units_unit'"
            )
