"""Reading through HTTP: tracking against the bare baseline, the officer's inbox, a spike."""

import asyncio
import itertools
import json
import random
import time
from collections.abc import Callable
from urllib.parse import quote

from bench.figures import Sheet, median
from bench.load import Client, Load, Work, closed_loop
from bench.people import Session
from bench.place import Place, known

addresses = itertools.count(1)
# How long an officer looks at a page before the next click, in seconds: short, so that 16 clients are a busy desk.
LOOK = 0.1


def somewhere() -> str:
    """An address nobody used before, so that no limit per address is met."""
    number = next(addresses)
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def some_codes(place: Place, count: int = 1500) -> list[str]:
    """Codes spread over the whole table."""
    top = int(known(place, "SELECT MAX(id) AS top FROM dossiers_dossier")[0]["top"])
    step = max(1, top // count)
    keys = ",".join(str(key) for key in range(1, top + 1, step))
    return [row["code"] for row in known(place, f"SELECT code FROM dossiers_dossier WHERE id IN ({keys})")]


def getting(
    paths: list[str], session: Session | None = None, wanted: str = "application/json", pause: float = 0
) -> Work:
    """Work that asks for one path after the other; with `pause` a client looks at each answer for so many seconds."""

    async def ask(client: Client, turn: int) -> int:
        if session is not None and not client.cookies:
            client.cookies.update(session.cookies)
        path = paths[turn % len(paths)]
        if pause:
            client.began = None
            await asyncio.sleep(pause * random.uniform(0.5, 1.5))
            client.began = time.perf_counter()
        return (await client.get(path, Accept=wanted, **{"X-Forwarded-For": somewhere()})).status

    return ask


def warmed(port: int, work: Work, *, clients: int, seconds: float) -> Load:
    """A run after a short warm-up."""
    closed_loop(port, clients=clients, seconds=1, work=work)
    return closed_loop(port, clients=clients, seconds=seconds, work=work)


def tracking(place: Place, sheet: Sheet, *, port: int, bare_port: int, seconds: float) -> None:
    """Tracking by code, JSON and page, beside the bare view; three rounds, each with its own baseline."""
    codes = some_codes(place)
    kinds = {
        "tracking by code, JSON": (getting([f"/api/v1/tracking/{code}" for code in codes]), 0.6),
        "tracking by code, HTML page": (getting([f"/tra-cuu/{code}" for code in codes], wanted="text/html"), 0.3),
    }
    beside_bare(place, sheet, kinds, port=port, bare_port=bare_port, seconds=seconds)


def beside_bare(
    place: Place, sheet: Sheet, kinds: dict[str, tuple[Work, float]], *, port: int, bare_port: int, seconds: float
) -> None:
    """Works with their limits as shares of what the bare view answers; three rounds, each with its own baseline."""
    bare = getting([f"/bare/{code}" for code in some_codes(place)])
    asked = {"bare": (bare_port, bare)} | {name: (port, work) for name, (work, _limit) in kinds.items()}
    rates: dict[str, list[float]] = {name: [] for name in asked}
    for _ in range(3):
        for name, (where, work) in asked.items():
            load = warmed(where, work, clients=8, seconds=seconds)
            if load.errors or set(load.statuses) != {200}:
                raise SystemExit(f"{name}: {dict(load.statuses)} {dict(load.errors)}")
            rates[name].append(load.rate)
    base = median(rates["bare"])
    for name, (_work, limit) in kinds.items():
        ratio = median([mine / bare for mine, bare in zip(rates[name], rates["bare"], strict=True)])
        measured = f"{median(rates[name]):,.0f}/s, bare {base:,.0f}/s: {ratio:.2f} x"
        sheet.add(name, measured, f">= {limit} x bare", ratio >= limit)


def inbox_paths(place: Place) -> dict[str, list[str]]:
    """What officers ask of their inbox: the list, filters, a name, a code."""
    rows = known(place, "SELECT code, person FROM work_workitem WHERE closed_at IS NULL ORDER BY id DESC LIMIT 400")
    names = sorted({" ".join(row["person"].split()[-2:]) for row in rows if row["person"]})[:40]
    codes = [row["code"] for row in rows][:200]
    return {
        "list": ["/can-bo/", "/can-bo/?trang=2", "/can-bo/?trang=5"],
        "filters": ["/can-bo/?mau=late", "/can-bo/?mau=soon", "/can-bo/?nguoi=unassigned"],
        "search by name": [f"/can-bo/?q={quote(name)}" for name in names],
        "search by code": [f"/can-bo/?q={quote(code)}" for code in codes],
    }


def inbox(
    place: Place, sheet: Sheet, session: Session, *, port: int, seconds: float, small: dict[str, float] | None
) -> dict[str, float]:
    """The inbox with 16 clients; answers the median latencies, to be compared with another size."""
    middles = {}
    for name, paths in inbox_paths(place).items():
        work = getting(paths, session, "text/html")
        flat_out = warmed(port, work, clients=16, seconds=seconds)
        load = warmed(port, getting(paths, session, "text/html", LOOK), clients=16, seconds=seconds)
        for each in (flat_out, load):
            if each.errors or set(each.statuses) != {200}:
                raise SystemExit(f"inbox {name}: {dict(each.statuses)} {dict(each.errors)}")
        middles[name] = flat_out.percentile(50)
        p50, p99 = load.percentile(50), load.percentile(99)
        good = p50 <= 30 and p99 <= 150
        measured = f"p50 {p50:.0f} ms, p99 {p99:.0f} ms at {load.rate:,.0f}/s"
        sheet.add(f"inbox, {name}, 16 clients, {place.dossiers:,}", measured, "p50 <= 30 ms, p99 <= 150 ms", good)
        measured = f"p50 {middles[name]:.0f} ms, p99 {flat_out.percentile(99):.0f} ms at {flat_out.rate:,.0f}/s"
        sheet.add("  the same without any pause between pages", measured, "(throughput, no limit set)", None)
        if small:
            ratio = middles[name] / small[name]
            sheet.add(f"inbox, {name}: {place.dossiers:,} against 10,000", f"{ratio:.2f} x", "<= 1.3 x", ratio <= 1.3)
    return middles


def spike(place: Place, sheet: Sheet, *, port: int, seconds: float) -> None:
    """Ten times the steady number of clients; then how long until latency is steady again."""
    codes = some_codes(place)
    work = getting([f"/api/v1/tracking/{code}" for code in codes])
    steady = warmed(port, work, clients=16, seconds=5)
    calm = steady.percentile(50)
    flood = closed_loop(port, clients=160 + 16, seconds=seconds, work=checked(codes))
    began = time.perf_counter()
    back = 0.0
    for _ in range(10):
        after = closed_loop(port, clients=16, seconds=1, work=work)
        back = time.perf_counter() - began
        if after.percentile(50) <= calm * 1.3 and set(after.statuses) == {200}:
            break
    strange = {status for status in flood.statuses if status not in (200, 503)}
    turned_away = flood.statuses[503] / max(1, sum(flood.statuses.values()))
    measured = f"{flood.rate:,.0f}/s, {turned_away:.0%} told to come back, p99 {flood.percentile(99):.0f} ms; steady after {back:.1f} s"
    good = not strange and not flood.errors and back <= 5
    sheet.add(f"spike: 11 times the clients for {seconds:.0f} s", measured, "no wrong answer, <= 5 s", good)


def checked(codes: list[str]) -> Callable[[Client, int], object]:
    """Tracking whose answer must be the right one, and whose 503 must say when to come back."""

    async def ask(client: Client, turn: int) -> int:
        code = codes[turn % len(codes)]
        answer = await client.get(
            f"/api/v1/tracking/{code}", **{"X-Forwarded-For": somewhere(), "Accept": "application/json"}
        )
        if answer.status == 200 and json.loads(answer.body)["code"] != code:
            return 599
        if answer.status == 503 and "retry-after" not in answer.headers:
            return 598
        return answer.status

    return ask
