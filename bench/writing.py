"""Writing through HTTP: filing with three papers, and whole lives of dossiers."""

import asyncio
import base64
import itertools
import json
import random
import struct
import zlib
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from bench.figures import Sheet
from bench.load import Client, Load, closed_loop
from bench.people import Session
from bench.place import Place

PROCEDURE, UNIT = "1.001193", "cu-chi-tan-thong-hoi"
SERIAL = itertools.count(1)


def small_picture(number: int) -> bytes:
    """A PNG of 60 x 40 pixels, a different one for each number, as small as a phone's thumbnail."""
    chance = random.Random(number)
    rows = b"".join(b"\0" + bytes(chance.randrange(256) for _ in range(60 * 3)) for _ in range(40))

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", 60, 40, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b"")


PICTURES = [small_picture(number) for number in range(64)]


@dataclass
class Town:
    """Who takes part: citizens who file, officers by what they do, the answers of a complete form and its papers."""

    citizens: list[Session]
    officers: dict[str, Session]
    specialist_id: int
    answers: dict[str, Any]
    papers: list[str]
    failures: list[str] = field(default_factory=list)

    def refused(self, what: str, status: int, body: bytes) -> int:
        """Keeps the first refusals, so that a failed run says why."""
        if len(self.failures) < 3:
            self.failures.append(f"{what}: {status} {body[:300]!r}")
        return status if status >= 400 else 599


async def call(
    client: Client, session: Session, method: str, path: str, body: bytes, **headers: str
) -> tuple[int, dict[str, Any], bytes]:
    """One request as a signed-in script; (status, JSON, body)."""
    client.cookies = dict(session.cookies)
    answer = await client.request(method, path, body=body, headers={**session.headers, **headers})
    found = json.loads(answer.body) if answer.headers.get("content-type", "").startswith("application/json") else {}
    return answer.status, found, answer.body


async def upload(client: Client, town: Town, session: Session) -> str:
    """Sends one paper at once; answers its id, or nothing."""
    number = next(SERIAL)
    content = PICTURES[number % len(PICTURES)]
    name = base64.b64encode(f"giay-to-{number}.png".encode()).decode()
    status, found, body = await call(
        client, session, "POST", "/tep/", content,
        **{
            "Content-Type": "application/offset+octet-stream", "Tus-Resumable": "1.0.0",
            "Upload-Length": str(len(content)), "Upload-Metadata": f"filename {name}",
        },
    )  # fmt: skip
    if status != 201:
        town.refused("upload", status, body)
        return ""
    return str(found["id"])


async def file(client: Client, town: Town, turn: int) -> tuple[int, dict[str, Any]]:
    """Three uploads and the filing itself."""
    session = town.citizens[turn % len(town.citizens)]
    papers = {}
    for key in town.papers:
        identity = await upload(client, town, session)
        if not identity:
            return 599, {}
        papers[key] = [identity]
    filing = {"procedure": PROCEDURE, "unit": UNIT, "answers": town.answers, "papers": papers}
    status, found, body = await call(
        client, session, "POST", "/api/v1/dossiers", json.dumps(filing).encode(),
        **{"Content-Type": "application/json", "Idempotency-Key": f"bench-{next(SERIAL)}-{random.random()}"},
    )  # fmt: skip
    return (status if status == 201 else town.refused("file", status, body)), found


async def only_file(client: Client, town: Town, turn: int, ready: "deque[tuple[int, dict[str, list[str]]]]") -> int:
    """The filing alone; its three papers were uploaded before the clock started."""
    if not ready:
        raise SystemExit("the prepared papers ran out: prepare more")
    whose, papers = ready.popleft()
    session = town.citizens[whose]
    filing = {"procedure": PROCEDURE, "unit": UNIT, "answers": town.answers, "papers": papers}
    status, _found, body = await call(
        client, session, "POST", "/api/v1/dossiers", json.dumps(filing).encode(),
        **{"Content-Type": "application/json", "Idempotency-Key": f"bench-{next(SERIAL)}-{random.random()}"},
    )  # fmt: skip
    return status if status == 201 else town.refused("submit", status, body)


async def prepared(port: int, town: Town, count: int) -> "deque[tuple[int, dict[str, list[str]]]]":
    """Papers uploaded by so many filings' owners, ready to be filed."""
    ready: deque[tuple[int, dict[str, list[str]]]] = deque()

    async def some(lane: int) -> None:
        client = Client(port)
        for number in range(lane, count, 4):
            whose = number % len(town.citizens)
            papers = {key: [await upload(client, town, town.citizens[whose])] for key in town.papers}
            ready.append((whose, papers))
        client.close()

    await asyncio.gather(*(some(lane) for lane in range(4)))
    return ready


async def live(client: Client, town: Town, turn: int) -> int:
    """One whole life: filed with three papers, accepted, assigned, processed, signed, issued, returned."""
    status, dossier = await file(client, town, turn)
    if status != 201:
        return status
    steps: list[tuple[str, str, dict[str, Any]]] = [
        ("receiver", "accept", {}),
        ("leader", "assign", {"user_id": town.specialist_id}),
        ("specialist", "complete-step", {}),
        ("leader", "sign", {}),
        ("clerk", "issue", {"number": f"{next(SERIAL)}/XN"}),
        (
            "receiver",
            "hand-over",
            {"receiver": "Người nộp", "delivery": "counter", "fee_document": f"BL-{next(SERIAL)}"},
        ),
    ]
    revision = dossier["revision"]
    for who, verb, given in steps:
        body = json.dumps({"revision": revision, **given}).encode()
        path = f"/api/v1/dossiers/{dossier['id']}/{verb}"
        status, found, answer = await call(
            client, town.officers[who], "POST", path, body, **{"Content-Type": "application/json"}
        )
        if status != 200:
            return town.refused(verb, status, answer)
        revision = found["revision"]
    return 200


def lives(place: Place, sheet: Sheet, town: Town, *, port: int, seconds: float, empty: float | None) -> float:
    """Whole lives a second with 8 clients; `empty` is the rate on an empty database of the same run."""

    async def work(client: Client, turn: int) -> int:
        return await live(client, town, turn)

    load = closed_loop(port, clients=8, seconds=seconds, work=work)
    demand_good(load, town)
    sheet.add(
        f"whole lives, 8 clients, {place.dossiers:,} dossiers",
        f"{load.rate:.1f}/s, p99 {load.percentile(99):.0f} ms",
        ">= 12/s",
        load.rate >= 12,
    )
    if empty:
        ratio = load.rate / empty
        sheet.add("whole lives: against the empty database", f"{ratio:.2f} x", ">= 0.8 x", ratio >= 0.8)
    return load.rate


def submits(place: Place, sheet: Sheet, town: Town, *, port: int, seconds: float) -> None:
    """Filing alone, 32 clients."""
    ready = asyncio.run(prepared(port, town, int(seconds * 200)))

    async def work(client: Client, turn: int) -> int:
        return await only_file(client, town, turn, ready)

    load = closed_loop(port, clients=32, seconds=seconds, work=work)
    demand_good(load, town)
    p99 = load.percentile(99)
    measured = f"{load.rate:.0f}/s, p50 {load.percentile(50):.0f} ms, p99 {p99:.0f} ms"
    sheet.add(
        f"submit alone, 32 clients, {place.dossiers:,} dossiers",
        measured,
        ">= 60/s, p99 <= 500 ms",
        load.rate >= 60 and p99 <= 500,
    )


def demand_good(load: Load, town: Town) -> None:
    """A run with errors is no measurement."""
    bad = {status: count for status, count in load.statuses.items() if status >= 400}
    if bad or load.errors:
        raise SystemExit(f"statuses {bad}, errors {dict(load.errors)}: {town.failures}")
