"""A whole installation for tests that must see the real thing: own home, own database, the product's own server process."""

import atexit
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
ROOT = Path(__file__).resolve().parents[1]


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class City:
    """An installation with the demo city; `url` has no slash at its end."""

    home: Path
    database: str = ""
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    more: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://localhost:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """What its processes are told."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("MOTCUA_", "DJANGO_"))}
        chosen = {
            "MOTCUA_HOME": str(self.home),
            "MOTCUA_DEMO": "1",
            "MOTCUA_ADDRESS": self.url,
            "MOTCUA_LOG_LEVEL": "WARNING",
            # Everybody in a test names an own address, so that limits per address count as they would in the world.
            "MOTCUA_PROXIES": "1",
            # The push service of a test listens on this machine.
            "MOTCUA_PUSH_PRIVATE": "1",
            "PYTHONPATH": str(ROOT / "src"),
        }
        if self.database:
            chosen["MOTCUA_DATABASE"] = self.database
        return {**kept, **chosen, **self.more}

    def json(self, *words: str) -> Any:
        """What a verb prints with `--json`."""
        return json.loads(self.command(*words, "--json").stdout)

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        """Rows of one SELECT, asked past the product."""
        if not self.database:
            with closing(sqlite3.connect(self.home / "motcua.sqlite3", timeout=20)) as connection:
                return connection.execute(question).fetchall()
        import psycopg

        with psycopg.connect(self.database) as connection:
            return connection.execute(question).fetchall()  # type: ignore[call-overload]

    def log(self) -> str:
        """What the server has written."""
        path = self.home / "server.log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def command(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Runs a verb of the operators' command."""
        done = subprocess.run(
            [sys.executable, "-m", "motcua", *words],
            env=self.environment,
            cwd=self.home,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0 or not check, f"{words}: {done.stdout[-1500:]}\n{done.stderr[-3000:]}"
        return done

    def start(self, before: Any = None) -> None:
        """Starts the server and waits until it answers; `before` runs inside the new process, before the product."""
        with (self.home / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "motcua", "serve", "--port", str(self.port)],
                env=self.environment, cwd=self.home, stdout=log, stderr=log, preexec_fn=before,
            )  # fmt: skip
        for _ in range(1200):
            if self.answers("/healthz"):
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise AssertionError(self.log()[-4000:])

    def answers(self, path: str) -> bool:
        """Whether an address answers with 200."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=5) as response:
                return response.status == 200
        except OSError:
            return False

    def kill(self) -> None:
        """Ends the server at once, as a power cut would."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()
        self.process = None

    def stop(self) -> None:
        """Ends the server politely."""
        if self.process is not None:
            self.process.terminate()
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
            self.process = None


def postgres() -> str:
    """The PostgreSQL the suite runs on, '' when it runs on SQLite."""
    server = os.environ.get("MOTCUA_DATABASE", "")
    return server if server.startswith("postgres") else ""


def new_database(like: str = "template0") -> tuple[str, str]:
    """(address, name) of a fresh PostgreSQL database, a copy of `like`; two empty words on SQLite."""
    server = postgres()
    if not server:
        return "", ""
    name = f"motcua_city_{uuid.uuid4().hex[:10]}"
    words = f'CREATE DATABASE "{name}" ENCODING UTF8 TEMPLATE "{like}"'
    subprocess.run(["psql", "-qc", words, server], check=True, stdout=subprocess.DEVNULL)
    return server.rsplit("/", 1)[0] + "/" + name, name


def drop_database(name: str) -> None:
    """Removes a database that `new_database` made."""
    if name:
        words = f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'
        subprocess.run(["psql", "-qc", words, postgres()], check=False, stdout=subprocess.DEVNULL)


@cache
def model_city() -> tuple[Path, str]:
    """(home, database) of the demo city, loaded once by the product's own command; every other city is a copy."""
    home = Path(tempfile.mkdtemp(prefix="motcua-model-"))
    address, name = new_database()
    atexit.register(drop_database, name)
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    place = City(home, address)
    place.command("demo")
    place.command("static")
    return home, name


def in_the_morning() -> dict[str, str]:
    """What makes an installation believe that it is ten in the morning, tomorrow if that is past today.

    For `city(**in_the_morning())`; the processes of its steps believe it too.
    """
    present = datetime.now(LOCAL)
    ten = present.replace(hour=10, minute=0, second=0, microsecond=0)
    ahead = (ten if ten >= present else ten + timedelta(days=1)) - present
    return {"CLOCK_AHEAD": str(int(ahead.total_seconds())), "PYTHONPATH": f"{ROOT / 'tests' / 'clock'}:{ROOT / 'src'}"}


@contextmanager
def city(*, empty: bool = False, **more: str) -> Iterator[City]:
    """An installation that is stopped and removed afterwards; not started yet. `empty` has neither data nor tables."""
    model, name = (None, "template0") if empty else model_city()
    database, name = new_database(name)
    with tempfile.TemporaryDirectory(prefix="motcua-city-", ignore_cleanup_errors=True) as home:
        if model is not None:
            shutil.copytree(model, home, dirs_exist_ok=True)
        place = City(Path(home), database, more=dict(more))
        try:
            yield place
        finally:
            place.stop()
            drop_database(name)
