"""The database is away for some seconds: a short wait or an honest 503 in words, and all well afterwards without a restart."""

import sqlite3
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest

from tests.city import City, postgres
from tests.faults.reading import assert_whole, codes
from tests.people import Person

pytestmark = pytest.mark.fault


@contextmanager
def taken_by_another(city: City) -> Iterator[None]:
    """SQLite: another program holds the database for itself. PostgreSQL: it lets nobody in and throws everybody out."""
    if not city.database:
        other = sqlite3.connect(city.home / "motcua.sqlite3", isolation_level=None, timeout=30)
        other.execute("BEGIN EXCLUSIVE")
        try:
            yield
        finally:
            other.execute("ROLLBACK")
            other.close()
        return
    name = urlsplit(city.database).path.lstrip("/")

    def say(words: str) -> None:
        subprocess.run(["psql", "-qc", words, postgres()], check=True, capture_output=True)

    say(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
    say(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
    try:
        yield
    finally:
        say(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')


class Later:
    """Something done by another person meanwhile."""

    def __init__(self, work: Callable[[], object]) -> None:
        self.result: object = None
        self.thread = threading.Thread(target=lambda: setattr(self, "result", work()))
        self.thread.start()

    def wait(self) -> object:
        """What came of it."""
        self.thread.join(90)
        return self.result


def test_a_database_away_for_long_is_said_in_words_and_comes_back_by_itself(place: City) -> None:
    place.start()
    known = set(codes(place))
    with Person(place).as_citizen("0903000001") as person, Person(place) as stranger:
        first = person.filed("truoc-khi-mat")
        with taken_by_another(place):
            refused = person.file("khi-dang-mat")
            assert refused.status_code == 503, refused.text[:500]
            assert int(refused.headers["Retry-After"]) > 0
            if place.database:
                page = stranger.http.get(f"/tra-cuu/{first['code']}")
                assert page.status_code == 503
                assert int(page.headers["Retry-After"]) > 0
                assert "thử lại" in page.text
                assert "http-equiv" not in page.text or "Traceback" not in page.text
            assert stranger.http.get("/healthz").status_code == 200, "alive, though not ready"
        answer = person.file("khi-dang-mat")
        for _ in range(20):
            if answer.status_code == 201:
                break
            assert answer.status_code == 503
            answer = person.file("khi-dang-mat")
        assert answer.status_code == 201, answer.text
        assert stranger.http.get(f"/tra-cuu/{first['code']}").status_code == 200
        assert stranger.http.get("/readyz").status_code == 200
    assert len(set(codes(place)) - known) == 2
    assert_whole(place, known)


@pytest.mark.skipif(bool(postgres()), reason="PostgreSQL queues no connection while it lets nobody in")
def test_a_database_busy_for_a_moment_is_waited_for(place: City) -> None:
    place.start()
    with Person(place).as_citizen("0903000001") as person, Person(place) as stranger:
        with taken_by_another(place):
            sent = Later(lambda: person.file("dang-ban"))
            assert stranger.http.get("/thu-tuc/").status_code == 200, "reading goes on"
        answer = sent.wait()
        assert getattr(answer, "status_code", None) == 201
    assert_whole(place)
