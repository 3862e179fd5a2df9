"""The bridge between the server's loop and Django's threads: bodies arrive whole, slow ones hold nobody up, answers stay in order."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from motcua.config import asgi, bridge
from motcua.config.bridge import MOST_GATHERED, ROOM, Bridge, Message

WAITS = 10.0


class Answer:
    """A response as Django's handler gives it."""

    def __init__(self, parts: Iterable[bytes], *, streaming: bool = False) -> None:
        self.parts, self.streaming, self.closed = parts, streaming, False

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.parts)

    def close(self) -> None:
        self.closed = True


class Browser:
    """One connection: what it sends, in pieces, and what it was sent."""

    def __init__(self, *pieces: bytes, length: int | None = None, breaks: bool = False) -> None:
        size = sum(map(len, pieces)) if length is None else length
        self.scope = {
            "type": "http", "method": "POST" if size else "GET", "path": "/", "query_string": b"", "http_version": "1.1",
            "headers": [(b"content-length", str(size).encode())] if size else [],
        }  # fmt: skip
        end: list[Message] = [{"type": "http.disconnect"}] if breaks else []
        bodies = [
            {"type": "http.request", "body": piece, "more_body": breaks or number < len(pieces) - 1}
            for number, piece in enumerate(pieces)
        ]
        self.waiting: list[Message] = [*(bodies or [{"type": "http.request", "body": b""}]), *end]
        self.sent: list[Message] = []

    async def receive(self) -> Message:
        await asyncio.sleep(0)
        return self.waiting.pop(0)

    async def send(self, message: Message) -> None:
        self.sent.append(dict(message))

    @property
    def status(self) -> int:
        return int(self.sent[0]["status"])

    @property
    def body(self) -> bytes:
        return b"".join(message.get("body", b"") for message in self.sent[1:])


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], asgi.Application]:
    """The application around another WSGI application, with one thread."""

    def serve(wsgi: Any) -> asgi.Application:
        application = asgi.Application()
        application.django = Bridge(wsgi, threads=1)
        return application

    return serve


def ask(application: asgi.Application, *browsers: Browser) -> None:
    async def all_of_them() -> None:
        calls: list[Awaitable[None]] = [application(each.scope, each.receive, each.send) for each in browsers]
        await asyncio.wait_for(asyncio.gather(*calls), WAITS)

    # In a thread of its own: a browser driven by a test before may have left its loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, all_of_them()).result()


def echo(environ: Any, start: Any) -> Answer:
    start("200 OK", [("X-Length", environ.get("CONTENT_LENGTH", ""))])
    return Answer([b"<", environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)), b">"])


@pytest.mark.parametrize("pieces", [(), (b"a",), (b"a" * 70_000, b"b", b"", b"c" * 900_000)])
def test_a_body_arrives_whole_and_the_answer_is_sent_at_once(served: Any, pieces: tuple[bytes, ...]) -> None:
    browser = Browser(*pieces)
    application = served(echo)
    ask(application, browser)
    assert (browser.status, browser.body) == (200, b"<" + b"".join(pieces) + b">")
    assert (
        len(browser.sent) == 2
        and (b"x-length", str(len(b"".join(pieces)) or "").encode()) in browser.sent[0]["headers"]
    )
    assert (application.django.held, application.under_way) == (0, 0)


def test_a_slow_line_holds_no_thread_and_counts_as_no_work(served: Any) -> None:
    application = served(echo)
    slow, quick = Browser(b"a" * 10, b"b" * 10), Browser()
    seen: list[tuple[int, int]] = []

    async def receive() -> Message:
        while not quick.sent:
            seen.append((application.under_way, application.django.held))
            await asyncio.sleep(0.01)
        return slow.waiting.pop(0)

    slow.receive = receive  # type: ignore[method-assign]
    ask(application, slow, quick)
    assert slow.body == b"<" + b"a" * 10 + b"b" * 10 + b">" and quick.body == b"<>"
    assert seen and all(held == 20 for _under_way, held in seen) and seen[-1][0] <= 1


def test_a_large_body_is_read_piece_by_piece(served: Any) -> None:
    read: list[int] = []

    def large(environ: Any, start: Any) -> Answer:
        read.extend(len(environ["wsgi.input"].read(1_000_000)) for _ in range(5))
        start("200 OK", [])
        return Answer([b"done"])

    browser = Browser(*[b"x" * 1_000_000] * 5)
    application = served(large)
    assert application.django.room_for(browser.scope) == 0
    ask(application, browser)
    assert read == [1_000_000] * 5 and browser.body == b"done"


def test_gathered_bodies_never_take_more_than_the_room(served: Any) -> None:
    django = served(echo).django
    scope = Browser(length=MOST_GATHERED).scope
    assert django.room_for(scope) == MOST_GATHERED and django.room_for(Browser(length=MOST_GATHERED + 1).scope) == 0
    django.held = ROOM - MOST_GATHERED + 1
    assert django.room_for(scope) == 0
    for odd in (b"-1", b"1e3", b"", b"9" * 40, "٣".encode()):
        assert django.room_for({"headers": [(b"content-length", odd)]}) == 0


def test_of_a_line_that_breaks_what_came_is_seen_and_nothing_stays_held(served: Any) -> None:
    browser = Browser(b"half", length=1000, breaks=True)
    application = served(echo)
    ask(application, browser)
    assert browser.body == b"<half>" and application.django.held == 0


def test_who_sends_nothing_any_more_is_not_waited_for(served: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bridge, "PATIENCE", 0.05)
    browser = Browser(b"half", length=1000, breaks=True)
    first = browser.waiting[0]

    async def receive() -> Message:
        if first in browser.waiting:
            return browser.waiting.pop(0)
        await asyncio.sleep(WAITS * 2)
        raise AssertionError("waited too long")

    browser.receive = receive  # type: ignore[method-assign]
    application = served(echo)
    ask(application, browser)
    assert browser.body == b"<half>" and application.django.held == 0


def test_a_streamed_answer_goes_in_pieces_and_is_closed(served: Any) -> None:
    answers: list[Answer] = []

    def stream(environ: Any, start: Any) -> Answer:
        start("200 OK", [])
        answers.append(Answer((bytes([number]) for number in range(5)), streaming=True))
        return answers[0]

    browser = Browser()
    ask(served(stream), browser)
    assert browser.body == bytes(range(5)) and len(browser.sent) == 7 and answers[0].closed
    assert [message.get("more_body", False) for message in browser.sent[1:]] == [True] * 5 + [False]


def test_a_failure_gives_everything_back(served: Any) -> None:
    def broken(environ: Any, start: Any) -> Answer:
        raise RuntimeError("on purpose")

    application = served(broken)
    with pytest.raises(RuntimeError):
        ask(application, Browser(b"abc"))
    assert (application.django.held, application.under_way) == (0, 0)


def test_a_flood_is_turned_away_with_words_and_a_time(served: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asgi, "MOST_AT_ONCE", 0)
    browser = Browser(b"abc")
    ask(served(echo), browser)
    assert browser.status == 503 and (b"retry-after", b"3") in browser.sent[0]["headers"]
