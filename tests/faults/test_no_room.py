"""A full disk and files that are far too large: clear words, nothing half-kept, and all well once there is room."""

import os
import resource
import signal
import socket

import pytest

from tests.city import City
from tests.people import Person, photo

pytestmark = pytest.mark.fault
ROOM = 6 * 1024 * 1024


def full_disk() -> None:
    """Inside the server process: no file grows beyond six megabytes."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM))


def contents(city: City) -> int:
    """How many whole files are stored."""
    return sum(1 for path in (city.home / "files" / "tep").rglob("*") if path.is_file())


def test_a_full_disk_refuses_the_file_in_words_and_keeps_nothing_of_it(place: City) -> None:
    place.start(full_disk)
    with Person(place).as_citizen("0903000001") as person:
        person.http.headers["Accept"] = "application/json"
        small = person.upload(photo())
        assert small.status_code == 201, small.text
        files = contents(place)
        large = b"%PDF-1.7\n" + os.urandom(ROOM + 1024 * 1024) + b"\n%%EOF\n"
        answer = person.upload(large, "ban-ve.pdf")
        assert answer.status_code in (503, 507), answer.text
        assert len(answer.json()["message"]) > 20
        assert answer.headers.get("Retry-After") or answer.status_code == 507
        assert contents(place) == files
        half = "SELECT count(*) FROM files_storedfile WHERE name = 'ban-ve.pdf' AND state <> 'receiving'"
        assert place.rows(half) == [(0,)]
        assert person.upload(photo("#abcdef")).status_code == 201
        person.filed("sau-khi-day-dia")
    assert place.json("verify-ledger")["ok"]


def early(city: City, head: str) -> str:
    """The answer to a request whose body is never sent."""
    with socket.create_connection(("localhost", city.port), timeout=20) as line:
        line.sendall(head.replace("\n", "\r\n").encode() + b"\r\n\r\n")
        said = b""
        while b"0\r\n\r\n" not in said and (piece := line.recv(65536)):
            said += piece
        return said.decode(errors="replace")


def test_two_hundred_megabytes_are_refused_before_they_travel(place: City) -> None:
    place.start()
    size = 200 * 1024 * 1024
    for head in (
        f"POST /tep/ HTTP/1.1\nHost: localhost\nAccept: application/json\nContent-Type: application/offset+octet-stream\n"
        f"Tus-Resumable: 1.0.0\nUpload-Length: {size}\nContent-Length: {size}",
        f"POST /nop-ho-so/abc/giay-to/ HTTP/1.1\nHost: localhost\nContent-Type: multipart/form-data; boundary=x\n"
        f"Content-Length: {size}",
    ):
        answer = early(place, head)
        assert answer.startswith("HTTP/1.1 413"), answer[:300]
        assert "too-large" in answer or "quá lớn" in answer, answer
    with Person(place).as_citizen("0903000001") as person:
        announced = person.http.post(
            "/tep/",
            headers={
                "X-CSRFToken": person.http.cookies["csrftoken"], "Tus-Resumable": "1.0.0", "Upload-Length": str(size),
            },
        )  # fmt: skip
        assert announced.status_code == 413, announced.text
        assert "50 MB" in announced.json()["message"].replace(" ", " ")
    assert place.rows("SELECT count(*) FROM files_storedfile WHERE state = 'receiving'") == [(0,)]
