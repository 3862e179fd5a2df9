"""`make bench`: all figures. `make bench ARGS="--dossiers 10000 --seconds 4"` for a quick look, `--only tracking,inbox` for some.

Runs on SQLite, or on the PostgreSQL named by MOTCUA_DATABASE (databases motcua_bench_… are made on it and kept).
"""

import argparse
import json
import os
import subprocess
import time
from pathlib import Path

from bench import catalogue, inside, pages, queue, reading, reports, writing
from bench.figures import Sheet
from bench.people import citizens, officers
from bench.place import ROOT, Place, answers, known, served
from bench.writing import PROCEDURE, UNIT, Town

SMALL = 10_000
# Some dossiers for the bare view to read, beside a catalogue of full size.
FEW = 200
PORT, BARE_PORT = 8921, 8922
NAMES = {
    "receiver": "tiepnhan.tanthonghoi",
    "specialist": "tuphap.tanthonghoi",
    "leader": "chutich.tanthonghoi",
    "clerk": "vanthu.tanthonghoi",
}
FORM = """
import json, random, django; django.setup()
from motcua.dossiers.actions.demo import Maker
from motcua.kernel import clock
from motcua.procedures.queries import definition_of, open_version, papers_for
from motcua.units.queries import unit_by_code
place = unit_by_code("UNIT")
answers = Maker(random.Random(1)).answers("PROCEDURE", place, clock.now(), None)
papers = papers_for(definition_of(open_version("PROCEDURE", place.pk, clock.today()).pk), answers)
print(json.dumps({"answers": answers, "papers": [paper.key for paper in papers]}))
""".replace("UNIT", UNIT).replace("PROCEDURE", PROCEDURE)


def place_of(dossiers: int, called: str = "") -> Place:
    """A place with so many dossiers on the chosen database, or one with a name of its own; kept between runs under var/bench."""
    called = called or str(dossiers)
    server = os.environ.get("MOTCUA_DATABASE", "")
    postgres = server.startswith("postgres")
    name = f"{'postgresql' if postgres else 'sqlite'}-{called}"
    database = ""
    if postgres:
        made = f"motcua_bench_{called.replace('-', '_')}"
        database = f"{server.rsplit('/', 1)[0]}/{made}"
        subprocess.run(
            ["psql", "-qc", f"CREATE DATABASE {made} ENCODING UTF8 TEMPLATE template0", server],
            stderr=subprocess.DEVNULL,
        )
    return Place(name, ROOT / "var" / "bench" / name, database, dossiers)


def town_of(place: Place, port: int) -> Town:
    """Signs everybody in."""
    by_name = officers(port, list(NAMES.values()))
    form = json.loads(inside.program(place, FORM))
    user = known(place, f"SELECT id FROM accounts_user WHERE username = '{NAMES['specialist']}'")[0]["id"]
    return Town(
        citizens=citizens(port, 16),
        officers={role: by_name[name] for role, name in NAMES.items()},
        specialist_id=int(user),
        answers=form["answers"],
        papers=form["papers"][:3],
    )


class Run:
    """One run of the benchmarks over three sizes of the same city."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.sheet = Sheet()
        self.only = set(options.only.split(",")) if options.only else set()
        self.big, self.small, self.empty = place_of(options.dossiers), place_of(SMALL), place_of(0)
        self.laws = place_of(FEW)

    def wants(self, name: str) -> bool:
        """Whether a part was asked for."""
        return not self.only or name in self.only

    def prepare(self, place: Place) -> None:
        """Makes a place and says how long its seed took."""
        took = place.prepare()
        self.sheet.add(
            f"seed of {place.dossiers:,} dossiers ({place.name})", f"{took:,.0f} s", "minutes, not hours", took < 3600
        )

    def alone(self) -> None:
        """What needs no server."""
        if not self.only or self.only - {"catalogue", "queue", "reports", "pages"}:
            self.prepare(self.empty)
        if self.wants("catalogue"):
            self.prepare(self.laws)
            seconds = self.options.seconds
            catalogue.catalogue(self.laws, self.sheet, port=PORT, bare_port=BARE_PORT, seconds=seconds)
        if self.wants("queue"):
            self.prepare(self.laws)
            queue.queue(self.laws, self.sheet, port=PORT, bare_port=BARE_PORT)
        if self.wants("reports"):
            count, seconds = self.options.reports, self.options.seconds
            big, small = place_of(0, f"reports-{count}"), place_of(0, "reports-small")
            reports.reports(big, small, self.sheet, count=count, port=PORT, bare_port=BARE_PORT, seconds=seconds)
        if self.wants("pages"):
            sites, seconds = place_of(FEW, "pages"), self.options.seconds
            self.prepare(sites)
            pages.pages(sites, self.sheet, port=PORT, bare_port=BARE_PORT, seconds=seconds)
        if self.wants("clock"):
            inside.due_dates(self.empty, self.sheet)
        if self.wants("slip"):
            inside.slips(self.empty, self.sheet)
        if self.wants("start"):
            inside.start_up(self.empty, self.sheet)
            self.second_start()

    def second_start(self) -> None:
        """From the command of the second `make run` to the first answer."""
        began = time.perf_counter()
        command = ["make", "-s", "run", f"PORT={PORT}"]
        home = {**self.empty.environment, "MOTCUA_HOME": str(self.empty.home)}
        process = subprocess.Popen(
            command, cwd=ROOT, env=home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            while not answers(PORT, "/healthz") and time.perf_counter() - began < 60:
                time.sleep(0.05)
            took = time.perf_counter() - began
        finally:
            os.killpg(process.pid, 15)
            process.wait()
        self.sheet.add("second `make run` answers", f"{took:.1f} s", "<= 5 s", took <= 5)

    def over_http(self) -> None:
        """What goes through the server, on the small city first, then on the big one."""
        seconds = self.options.seconds
        rate = None
        middles = None
        if self.wants("lives"):
            with served(self.empty, port=PORT):
                rate = writing.lives(
                    self.empty, self.sheet, town_of(self.empty, PORT), port=PORT, seconds=seconds, empty=None
                )
        if self.wants("inbox"):
            self.prepare(self.small)
            with served(self.small, port=PORT):
                session = officers(PORT, [NAMES["receiver"]])[NAMES["receiver"]]
                middles = reading.inbox(self.small, self.sheet, session, port=PORT, seconds=seconds, small=None)
        self.prepare(self.big)
        with served(self.big, port=PORT) as server, served(self.big, port=BARE_PORT, bare=True):
            self.on_the_big_city(seconds, rate, middles)
            self.sheet.add(
                "memory of the web process after this load",
                f"{server.memory():.0f} MB",
                "<= 150 MB",
                server.memory() <= 150,
            )

    def on_the_big_city(self, seconds: float, rate: float | None, middles: dict[str, float] | None) -> None:
        """Everything that must hold at full size."""
        if self.wants("tracking"):
            reading.tracking(self.big, self.sheet, port=PORT, bare_port=BARE_PORT, seconds=seconds)
        if self.wants("inbox"):
            session = officers(PORT, [NAMES["receiver"]])[NAMES["receiver"]]
            reading.inbox(self.big, self.sheet, session, port=PORT, seconds=seconds, small=middles)
        if self.wants("submit") or self.wants("lives"):
            town = town_of(self.big, PORT)
            if self.wants("submit"):
                writing.submits(self.big, self.sheet, town, port=PORT, seconds=seconds)
            if self.wants("lives"):
                writing.lives(self.big, self.sheet, town, port=PORT, seconds=seconds, empty=rate)
        if self.wants("spike"):
            reading.spike(self.big, self.sheet, port=PORT, seconds=self.options.spike)


def main() -> None:
    """Measures, prints, and ends with 1 when a limit was missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dossiers", type=int, default=1_000_000)
    parser.add_argument("--reports", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--spike", type=float, default=60)
    parser.add_argument(
        "--only", default="", help="catalogue,queue,reports,pages,clock,slip,start,tracking,inbox,submit,lives,spike"
    )
    run = Run(parser.parse_args())
    Path(ROOT / "var" / "bench").mkdir(parents=True, exist_ok=True)
    run.alone()
    if run.wants("tracking") or run.only & {"inbox", "submit", "lives", "spike"}:
        run.over_http()
    print(f"\n{len(run.sheet.rows)} figures, {run.sheet.missed()} missed ({UNIT}, {os.cpu_count()} cores)")
    raise SystemExit(1 if run.sheet.missed() else 0)


if __name__ == "__main__":
    main()
