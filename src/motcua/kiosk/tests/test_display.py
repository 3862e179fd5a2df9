"""The hall display and its stream."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.test import Client

from motcua.kiosk.queries.boards import DISPLAYS
from motcua.notifications.actions import ensure_templates
from motcua.queueing.factories import Hall, make_hall


def apart(work: Any) -> None:
    """Runs a coroutine in a thread of its own: a browser's driver keeps a loop running in this one."""
    with ThreadPoolExecutor(1) as beside:
        beside.submit(asyncio.run, work).result()


class Screen:
    """An open page, as the server's protocol sees it."""

    def __init__(self, path: str, last: str = "") -> None:
        headers = [(b"last-event-id", last.encode())] if last else []
        self.scope = {"type": "http", "path": path, "headers": headers}
        self.sent: asyncio.Queue[Any] = asyncio.Queue()
        self.closed = asyncio.Event()

    async def receive(self) -> Any:
        """Nothing but leaving."""
        await self.closed.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Any) -> None:
        """Keeps what the server says."""
        await self.sent.put(message)

    async def board(self) -> Any:
        """The next state that is sent."""
        while True:
            message = await asyncio.wait_for(self.sent.get(), 10)
            for line in message.get("body", b"").decode().splitlines():
                if line.startswith("data: "):
                    return json.loads(line[6:])


@pytest.fixture
def hall(transactional_db: None) -> Hall:
    """A desk that is open today."""
    ensure_templates()
    return make_hall(always_open=True).open()


def test_the_page_shows_numbers_and_no_names(hall: Hall, client: Client) -> None:
    path = f"/man-hinh/{hall.desk.code}/"
    assert "Chưa mời ai" in client.get(path).content.decode()
    hall.take(channel="online", name="Nguyễn Thị Lan", phone="0903000009")
    hall.call()
    text = client.get(path).content.decode()
    assert "A001" in text and "Lan" not in text and 'http-equiv="refresh"' in text
    assert client.get("/man-hinh/khong-co/").status_code == 404


def test_a_screen_that_slept_gets_the_present_at_once(hall: Hall) -> None:
    hall.take()
    path = f"/events/man-hinh/{hall.desk.code}/"

    async def watched() -> None:
        screen = Screen(path)
        task = asyncio.ensure_future(DISPLAYS.serve(screen.scope, screen.receive, screen.send))
        first = await screen.board()
        assert first["calls"] == [] and first["waiting"][0]["count"] == 1
        await asyncio.to_thread(hall.call)
        second = await screen.board()
        assert [call["label"] for call in second["calls"]] == ["A001"] and second["version"] > first["version"]
        back = Screen(path, last=str(first["version"]))
        again = asyncio.ensure_future(DISPLAYS.serve(back.scope, back.receive, back.send))
        assert await back.board() == second
        assert DISPLAYS.open_pages == 2
        known = Screen(path, last=str(second["version"]))
        quiet = asyncio.ensure_future(DISPLAYS.serve(known.scope, known.receive, known.send))
        assert (await asyncio.wait_for(known.sent.get(), 10))["status"] == 200
        for one in (screen, back, known):
            one.closed.set()
        await asyncio.gather(task, again, quiet)
        assert known.sent.empty() and DISPLAYS.open_pages == 0 and DISPLAYS.kept == {}

    apart(watched())


def test_a_desk_without_numbers_has_no_stream(hall: Hall) -> None:
    screen = Screen("/events/man-hinh/khong-co/")
    apart(DISPLAYS.serve(screen.scope, screen.receive, screen.send))
    assert screen.sent.get_nowait()["status"] == 404
