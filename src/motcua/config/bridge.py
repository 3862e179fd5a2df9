"""From the server's event loop to Django in a few threads and back, with as few changes of thread as can be.

Each change of thread waits for the interpreter's lock while other requests compute. So a body that is not large is gathered
by the loop before a thread is taken, and an answer that is whole comes back whole. A phone on a slow line holds no thread
while its photo arrives; large bodies and streamed answers (files) go piece by piece from the thread that works on them.
"""

import asyncio
import contextvars
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from a2wsgi.wsgi import Body, build_environ

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

MOST_GATHERED = 4 * 1024 * 1024
"""Bytes of one body: several photos as a phone sends them."""
PATIENCE = 60
"""Seconds without a byte of a body after which the line counts as broken."""
ROOM = 24 * 1024 * 1024
"""Bytes of all gathered bodies together; beyond that bodies wait in their connections."""


class Call:
    """One request inside its thread: runs the application and gathers its answer, or streams it."""

    def __init__(self, application: Any, environ: Any, loop: asyncio.AbstractEventLoop, send: Send) -> None:
        self.application, self.environ, self.loop, self.send = application, environ, loop, send
        self.start: Message = {}

    def started(self, status: str, headers: Iterable[tuple[str, str]], _error: Any = None) -> None:
        """WSGI's `start_response`."""
        pairs = [(name.strip().encode("latin1").lower(), value.strip().encode("latin1")) for name, value in headers]
        self.start = {"type": "http.response.start", "status": int(status[:3]), "headers": pairs}

    def run(self) -> list[Message]:
        """What is still to be sent when the thread is done: the whole answer, or nothing after a streamed one."""
        answer = self.application(self.environ, self.started)
        try:
            if not getattr(answer, "streaming", True):
                return [self.start, {"type": "http.response.body", "body": b"".join(answer)}]
            self.hand_over(self.start)
            for chunk in answer:
                self.hand_over({"type": "http.response.body", "body": chunk, "more_body": True})
            self.hand_over({"type": "http.response.body", "body": b""})
            return []
        finally:
            getattr(answer, "close", lambda: None)()

    def hand_over(self, message: Message) -> None:
        """Sends from the thread, and waits until the connection has taken it."""
        sending: Any = self.send(message)
        asyncio.run_coroutine_threadsafe(sending, self.loop).result()


class Bridge:
    """A WSGI application for the event loop. `gather` a request's body, then call the bridge with what it answers."""

    def __init__(self, application: Any, *, threads: int) -> None:
        self.application = application
        self.threads = ThreadPoolExecutor(threads, thread_name_prefix="WSGI")
        self.held = 0

    def room_for(self, scope: Message) -> int:
        """The length of a body that may be gathered; 0 when there is none, or when it is to be read piece by piece."""
        length = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
        size = int(length) if length.isdigit() and len(length) < 12 else 0
        return size if size <= min(MOST_GATHERED, ROOM - self.held) else 0

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answers one request."""
        loop = asyncio.get_running_loop()
        call = Call(self.application, build_environ(scope, Body(loop, receive)), loop, send)
        for message in await loop.run_in_executor(self.threads, contextvars.copy_context().run, call.run):
            await send(message)


async def next_of(receive: Receive) -> Message:
    """The next message; the break of the line when none comes."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await receive()
    except TimeoutError:
        return {"type": "http.disconnect"}


async def gathered(receive: Receive) -> Receive:
    """Waits for a whole body; answers how to receive it in one piece.

    Of a connection that breaks the application sees what came, and then the break, as if it had read by itself.
    """
    parts: list[bytes] = []
    more = True
    last: list[Message] = []
    while more:
        message = await next_of(receive)
        if message["type"] != "http.request":
            last.append(message)
            break
        parts.append(message.get("body", b""))
        more = message.get("more_body", False)
    waiting: list[Message] = [{"type": "http.request", "body": b"".join(parts), "more_body": more}, *last]
    parts.clear()

    async def again() -> Message:
        return waiting.pop(0) if waiting else await receive()

    return again
