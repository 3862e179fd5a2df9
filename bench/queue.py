"""The queue: tickets through HTTP on one series, and from the call to a thousand screens while tickets are issued."""

import asyncio
import itertools
import json
import random
import time
from dataclasses import dataclass, field
from typing import Any

from bench import inside
from bench.figures import Sheet, median
from bench.load import Client, Load
from bench.people import Session, officers
from bench.place import Place, Server, served
from bench.reading import getting, some_codes, somewhere, warmed

CLIENTS, ROUNDS, TICKETS, SCREENS, CALLS = 64, 3, 960, 1000, 40
PAUSE, BESIDE = 0.4, 16
OFFICER = "tiepnhan.tanthonghoi"
SERIAL = itertools.count(1)
# Series that gave no number yet today, open around the clock, with counters enough for all of them; and the officer's hall.
LAY = """
import json, django; django.setup()
from datetime import timedelta
from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM
from motcua.queueing import actions
from motcua.queueing.models import Series
from motcua.queueing.queries import counters_of, fields_of
from motcua.units.queries import active_nodes, desk_of, unit_by_code
used = set(Series.objects.filter(day=clock.today()).values_list("field__unit_id", flat=True))
hall = desk_of(unit_by_code("cu-chi-tan-thong-hoi").pk)
fresh = [node for node in active_nodes() if node.level == "desk" and node.id not in used and node.id != hall.pk]
chosen = []
for desk in [hall.pk, *(node.id for node in fresh[:ROUNDS])]:
    served = fields_of(desk)
    for place, each in enumerate(served):
        given = Series.objects.filter(field=each, day=clock.today()).values_list("last", flat=True).first() or 0
        actions.set_field(actor=SYSTEM, unit_id=desk, code=each.code, name=each.name, prefix=each.prefix, quota=999)
        for day in (clock.today(), clock.today() + timedelta(days=1)):
            actions.change_hours(actor=SYSTEM, field=each, day=day, intervals=[(0, 1440)], note="Đo tải")
    for number in range(1, 201):
        actions.set_counter(actor=SYSTEM, unit_id=desk, number=number, fields=served)
    chosen.append((desk, served[0].code))
codes = {node.id: node.code for node in active_nodes()}
counters = [counter.pk for counter in counters_of(hall.pk)][:20]
print(json.dumps({"series": [[codes[desk], code] for desk, code in chosen[1:]], "hall": hall.code,
                  "fields": [each.code for each in fields_of(hall.pk)], "counters": counters}))
""".replace("ROUNDS", str(ROUNDS))
DAY = "from tests.gates.day import simulate\nprint([simulate(seed).share for seed in range(1, 6)])"


@dataclass
class Screens:
    """Open displays of one desk; for each turn shown, when every screen had it."""

    port: int
    desk: str
    seen: dict[str, list[float]] = field(default_factory=dict)
    tasks: list["asyncio.Task[None]"] = field(default_factory=list)
    open: int = 0

    async def watch(self) -> None:
        """One display: reads events until it is cancelled."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(f"GET /events/man-hinh/{self.desk}/ HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        await reader.readuntil(b"\r\n\r\n")
        self.open += 1
        known: set[str] = set()
        last = b""
        try:
            while line := await reader.readline():
                if not line.startswith(b"data: "):
                    continue
                now = time.perf_counter()
                # All screens get the same bytes: only the first of them is read, so that the load is the server's.
                turns = self.turns(line) if line != last else frozenset()
                last = line
                for turn in turns - known:
                    self.seen.setdefault(turn, []).append(now)
                known |= turns
        finally:
            writer.close()

    kept: tuple[bytes, frozenset[str]] = (b"", frozenset())

    def turns(self, line: bytes) -> frozenset[str]:
        """The calls that an event shows, worked out once for all screens."""
        if self.kept[0] != line:
            self.kept = line, frozenset(call["turn"] for call in json.loads(line[6:])["calls"])
        return self.kept[1]

    async def start(self, count: int) -> None:
        """Opens them, some at a time, until all listen."""
        for _ in range(0, count, 50):
            self.tasks += [asyncio.create_task(self.watch()) for _ in range(50)]
            await asyncio.sleep(0.1)
        for _ in range(200):
            if self.open >= count:
                return
            await asyncio.sleep(0.1)

    def stop(self) -> None:
        """Turns all of them off."""
        for task in self.tasks:
            task.cancel()


async def press(client: Client, path: str) -> int:
    """One person takes one number, from a form that the browser has open."""
    number = next(SERIAL)
    given = {
        "khoa": f"bench-{number}-{random.random()}",
        "name": f"Nguyễn Văn {number}",
        "phone": f"09{random.randrange(10**8):08d}",
        "priority": "elderly" if number % 12 == 0 else "",
    }
    client.cookies = {"csrftoken": client.cookies["csrftoken"]}
    return (await client.post(path, given, **{"X-Forwarded-For": somewhere()})).status


async def crowd(port: int, path: str) -> Load:
    """64 clients with the form open press until the series has given so many numbers."""
    load = Load(0)
    clients = [Client(port) for _ in range(CLIENTS)]
    for client in clients:
        await client.get(path, **{"X-Forwarded-For": somewhere()})

    async def one(client: Client) -> None:
        for _ in range(TICKETS // CLIENTS):
            began = time.perf_counter()
            load.statuses[await press(client, path)] += 1
            load.latencies.append(time.perf_counter() - began)
        client.close()

    began = time.perf_counter()
    await asyncio.gather(*map(one, clients))
    load.seconds = time.perf_counter() - began
    return load


def tickets(place: Place, sheet: Sheet, laid: dict[str, Any], server: Server, *, port: int, bare_port: int) -> None:
    """Three rounds, each on a series of its own, each beside the bare view's rate of the same moment."""
    bare_work = getting([f"/bare/{code}" for code in some_codes(place, 200)])
    rates, bares, late, costs = [], [], [], []
    for desk, code in laid["series"]:
        bare = warmed(bare_port, bare_work, clients=8, seconds=3)
        before = server.cpu_seconds()
        load = asyncio.run(crowd(port, f"/lay-so/{desk}/{code}/"))
        if set(load.statuses) != {302}:
            raise SystemExit(f"tickets: {dict(load.statuses)}")
        rates.append(load.rate)
        bares.append(bare.rate)
        late.append(load.percentile(99))
        costs.append((server.cpu_seconds() - before) * 1000 / TICKETS)
    rate, p99 = median(rates), median(late)
    measured = f"{rate:,.0f}/s, p99 {p99:.0f} ms, {median(costs):.1f} ms CPU each; bare {median(bares):,.0f}/s"
    limit = ">= 200/s, p99 <= 500 ms"
    sheet.add(f"tickets on one series, {CLIENTS} clients", measured, limit, rate >= 200 and p99 <= 500)


async def calling(port: int, officer: Session, laid: dict[str, Any]) -> tuple[list[float], int, int]:
    """Calls at one counter after the other while people take numbers; (latencies in ms, screens, calls not seen by all)."""
    screens = Screens(port, laid["hall"])
    await screens.start(SCREENS)
    over = asyncio.Event()
    beside = [asyncio.create_task(issuing(port, laid, over)) for _ in range(BESIDE)]
    client = Client(port)
    client.cookies = dict(officer.cookies)
    await asyncio.sleep(1)
    sent = []
    for number in range(CALLS):
        counter = laid["counters"][number % len(laid["counters"])]
        base = f"/can-bo/quay/{counter}"
        for verb in ("mo", "moi") if number < len(laid["counters"]) else ("khong-den", "moi"):
            given = {"so": await in_hand(client, base)} if verb == "khong-den" else {}
            began = time.perf_counter()
            await client.post(f"{base}/{verb}/", given)
        sent.append(began)
        await asyncio.sleep(PAUSE)
    await asyncio.sleep(1)
    over.set()
    await asyncio.gather(*beside)
    screens.stop()
    latencies, unseen = judged(sent, screens)
    return latencies, screens.open, unseen


def judged(sent: list[float], screens: Screens) -> tuple[list[float], int]:
    """What each screen waited for each call; a turn belongs to the latest call sent before it was seen first."""
    latencies: list[float] = []
    by_call: dict[float, int] = {}
    for moments in screens.seen.values():
        before = [began for began in sent if began <= min(moments)]
        if before:
            latencies += [(moment - before[-1]) * 1000 for moment in moments]
            by_call[before[-1]] = len(moments)
    return latencies, sum(by_call.get(began, 0) < screens.open for began in sent)


async def in_hand(client: Client, base: str) -> str:
    """The visit at a counter, from the counter's page."""
    page = (await client.get(f"{base}/")).body.decode()
    return page.split('name="so" value="', 1)[1].split('"', 1)[0]


async def issuing(port: int, laid: dict[str, Any], over: asyncio.Event) -> None:
    """One of those who take numbers meanwhile, with a breath between."""
    client = Client(port)
    path = f"/lay-so/{laid['hall']}/{random.choice(laid['fields'])}/"
    await client.get(path, **{"X-Forwarded-For": somewhere()})
    while not over.is_set():
        await press(client, path)
        await asyncio.sleep(random.uniform(0.5, 1.5))
    client.close()


def screens(sheet: Sheet, laid: dict[str, Any], server: Server, *, port: int) -> None:
    """From an officer's press to every screen, and what the whole server takes for it."""
    officer = officers(port, [OFFICER])[OFFICER]
    latencies, opened, unseen = asyncio.run(calling(port, officer, laid))
    latencies.sort()
    p99 = latencies[int(len(latencies) * 0.99)] if latencies else float("inf")
    measured = f"p99 {p99:.0f} ms on {opened:,} screens, {unseen} of {CALLS} calls not seen by all"
    good = p99 <= 400 and opened >= SCREENS and not unseen
    sheet.add("from the call to the screen while tickets are issued", measured, "p99 <= 400 ms on 1,000 screens", good)
    memory = server.memory()
    sheet.add("memory of the whole server with its screens", f"{memory:.0f} MB", "<= 200 MB", memory <= 200)


def intervals(place: Place, sheet: Sheet) -> None:
    """A simulated day: how often the interval said at the ticket held the true wait."""
    shares = json.loads(inside.program(place, DAY))
    measured = f"{median(shares):.1%} (worst of five days {min(shares):.1%})"
    sheet.add("predicted wait holds, 2,000 tickets a day", measured, ">= 80 %", min(shares) >= 0.8)


def queue(place: Place, sheet: Sheet, *, port: int, bare_port: int) -> None:
    """All figures of the queue."""
    laid = json.loads(inside.program(place, LAY))
    intervals(place, sheet)
    with served(place, port=bare_port, bare=True), served(place, port=port) as server:
        tickets(place, sheet, laid, server, port=port, bare_port=bare_port)
        screens(sheet, laid, server, port=port)
