"""Server-sent events for many open pages: one look at the stamps for all of them, one document per topic that changed.

What is sent is always the whole present state, so a page that slept or lost the network needs nothing but the newest
event. The stamps are rows written in the transaction of the change: other processes and hosts are seen as well.
"""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from django.db import close_old_connections

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
EVERY = 0.1
KEEP_ALIVE = 20.0
MOST_OPEN = 3000
AT_ONCE = 100
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]


class Page:
    """One open page: the version it has, and a mark that there is a newer one."""

    def __init__(self) -> None:
        self.changed = asyncio.Event()


class Fanout:
    """All open pages of one kind in this process.

    `topic_of(rest of the address)` answers an id or None, `stamps(ids)` the version of each, `document(id)` the
    version and the text to send. These three run in a thread; everything else in the server's loop.
    """

    def __init__(
        self,
        *,
        prefix: str,
        topic_of: Callable[[str], int | None],
        stamps: Callable[[frozenset[int]], dict[int, int]],
        document: Callable[[int], tuple[int, str]],
    ) -> None:
        self.prefix, self.topic_of, self.stamps, self.document = prefix, topic_of, stamps, document
        self.pages: dict[int, set[Page]] = {}
        self.kept: dict[int, tuple[int, bytes]] = {}
        self.watch: asyncio.Task[None] | None = None

    @property
    def open_pages(self) -> int:
        """How many pages are open."""
        return sum(map(len, self.pages.values()))

    async def serve(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answers one page until it goes away."""
        topic = await asyncio.to_thread(fresh(self.topic_of), scope["path"].removeprefix(self.prefix))
        if topic is None or self.open_pages >= MOST_OPEN:
            await refuse(send, 404 if topic is None else 503)
            return
        page = Page()
        self.pages.setdefault(topic, set()).add(page)
        self.start_watch()
        leaving = asyncio.ensure_future(gone(receive))
        try:
            if topic not in self.kept:
                await self.renew(topic)
            await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
            await self.feed(page, topic, last_seen(scope), send, leaving)
        finally:
            leaving.cancel()
            self.forget(topic, page)

    async def feed(self, page: Page, topic: int, seen: int, send: Send, leaving: "asyncio.Future[None]") -> None:
        """Sends each newer state; a line now and then keeps connections alive that nothing happens on."""
        while not leaving.done():
            version, event = self.kept[topic]
            page.changed.clear()
            if version != seen:
                seen = version
                await send({"type": "http.response.body", "body": event, "more_body": True})
            waiting: asyncio.Future[Any] = asyncio.ensure_future(page.changed.wait())
            both: set[asyncio.Future[Any]] = {waiting, leaving}
            await asyncio.wait(both, timeout=KEEP_ALIVE, return_when=asyncio.FIRST_COMPLETED)
            if not waiting.done():
                waiting.cancel()
                if not leaving.done():
                    await send({"type": "http.response.body", "body": b": .\n\n", "more_body": True})

    def forget(self, topic: int, page: Page) -> None:
        """A page is gone; without pages a topic is neither watched nor kept."""
        self.pages[topic].discard(page)
        if not self.pages[topic]:
            del self.pages[topic]
            self.kept.pop(topic, None)

    def start_watch(self) -> None:
        """One watching task, as long as pages are open."""
        if self.watch is None or self.watch.done():
            self.watch = asyncio.ensure_future(self.look())

    async def look(self) -> None:
        """Compares the stamps a few times a second; a database that is away for a while only delays."""
        while self.pages:
            await asyncio.sleep(EVERY)
            try:
                stamps = await asyncio.to_thread(fresh(self.stamps), frozenset(self.pages))
                for topic, version in stamps.items():
                    if topic in self.kept and self.kept[topic][0] != version:
                        await self.renew(topic)
            except Exception:
                await asyncio.sleep(2)

    async def renew(self, topic: int) -> None:
        """Makes the topic's event anew and wakes its pages, some at a time so that others are answered between."""
        version, text = await asyncio.to_thread(fresh(self.document), topic)
        self.kept[topic] = (version, f"retry: 2000\nid: {version}\ndata: {text}\n\n".encode())
        for number, page in enumerate(list(self.pages.get(topic, ()))):
            page.changed.set()
            if number % AT_ONCE == AT_ONCE - 1:
                await asyncio.sleep(0)


def fresh(question: Callable[..., Any]) -> Callable[..., Any]:
    """A question that gives up a connection which the database has closed meanwhile."""

    def asked(*values: Any) -> Any:
        close_old_connections()
        return question(*values)

    return asked


def last_seen(scope: Message) -> int:
    """The version the page already has, from the header that browsers send when they come back."""
    value: bytes = dict(scope["headers"]).get(b"last-event-id", b"")
    return int(value) if value.isdigit() and len(value) < 19 else -1


async def gone(receive: Receive) -> None:
    """Ends when the page goes away."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def refuse(send: Send, status: int) -> None:
    """An answer without a stream; 503 asks to come again."""
    await send({"type": "http.response.start", "status": status, "headers": [(b"retry-after", b"10")]})
    await send({"type": "http.response.body", "body": b""})
