"""A small HTTP/1.1 load generator on asyncio: keep-alive, cookies, latencies. It shares the machine with the server."""

import asyncio
import statistics
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode


@dataclass
class Answer:
    """One response."""

    status: int
    headers: dict[str, str]
    body: bytes


class Client:
    """One keep-alive connection with its own cookies."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None
        # When the work paused first: the moment its clock starts.
        self.began: float | None = None

    async def open(self) -> None:
        """Connects anew."""
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)

    def close(self) -> None:
        """Ends the connection."""
        if self.writer is not None:
            self.writer.close()
            self.writer = None

    async def request(
        self, method: str, path: str, *, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> Answer:
        """Sends one request; a connection the server closed is opened again once."""
        if self.writer is None:
            await self.open()
        try:
            return await self._exchange(method, path, body, headers or {})
        except (ConnectionError, asyncio.IncompleteReadError):
            self.close()
            await self.open()
            return await self._exchange(method, path, body, headers or {})

    async def _exchange(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        assert self.reader is not None and self.writer is not None
        lines = [f"{method} {path} HTTP/1.1", f"Host: localhost:{self.port}"]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        if body or method != "GET":
            lines.append(f"Content-Length: {len(body)}")
        lines += [f"{name}: {value}" for name, value in headers.items()]
        self.writer.write(("\r\n".join(lines) + "\r\n\r\n").encode() + body)
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        received = {}
        for line in head[1:]:
            name, _, value = line.partition(": ")
            if name.lower() == "set-cookie":
                cookie, _, content = value.split(";", 1)[0].partition("=")
                self.cookies[cookie] = content
            else:
                received[name.lower()] = value
        answer = Answer(int(head[0].split(" ", 2)[1]), received, await self._body(received))
        if received.get("connection", "").lower() == "close":
            self.close()
        return answer

    async def _body(self, headers: dict[str, str]) -> bytes:
        assert self.reader is not None
        if headers.get("transfer-encoding") == "chunked":
            parts = []
            while size := int((await self.reader.readline()).strip() or b"0", 16):
                parts.append((await self.reader.readexactly(size + 2))[:-2])
            await self.reader.readline()
            return b"".join(parts)
        return await self.reader.readexactly(int(headers.get("content-length", "0")))

    async def get(self, path: str, **headers: str) -> Answer:
        """GET."""
        return await self.request("GET", path, headers=headers)

    async def post(self, path: str, fields: dict[str, Any] | list[tuple[str, Any]], **headers: str) -> Answer:
        """POST of a form, with this connection's CSRF token."""
        pairs = list(fields.items()) if isinstance(fields, dict) else list(fields)
        if "csrftoken" in self.cookies:
            pairs.append(("csrfmiddlewaretoken", self.cookies["csrftoken"]))
        form = urlencode(pairs).encode()
        return await self.request(
            "POST", path, body=form, headers={"Content-Type": "application/x-www-form-urlencoded", **headers}
        )


@dataclass
class Load:
    """What a run of closed-loop clients saw; times in seconds."""

    seconds: float
    latencies: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)

    @property
    def rate(self) -> float:
        """Answers below 400 per second."""
        return sum(count for status, count in self.statuses.items() if status < 400) / self.seconds

    def percentile(self, share: int) -> float:
        """A latency percentile in milliseconds."""
        if len(self.latencies) < 2:
            return 0.0
        return statistics.quantiles(self.latencies, n=100, method="inclusive")[share - 1] * 1000


Work = Callable[[Client, int], Awaitable[int]]


async def _closed_loop(port: int, clients: int, seconds: float, work: Work) -> Load:
    load = Load(seconds)
    end = time.perf_counter() + seconds

    async def one(number: int) -> None:
        client = Client(port)
        turn = number
        while time.perf_counter() < end:
            began = time.perf_counter()
            try:
                load.statuses[await work(client, turn)] += 1
                load.latencies.append(time.perf_counter() - (client.began or began))
            except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError) as error:
                load.errors[type(error).__name__] += 1
                client.close()
            turn += clients
        client.close()

    began = time.perf_counter()
    await asyncio.gather(*(one(number) for number in range(clients)))
    load.seconds = time.perf_counter() - began
    return load


def closed_loop(port: int, *, clients: int, seconds: float, work: Work) -> Load:
    """`clients` clients, each asking again as soon as it was answered, for `seconds`; `work` answers an HTTP status."""
    return asyncio.run(_closed_loop(port, clients, seconds, work))
