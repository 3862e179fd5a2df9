"""A whole installation for tests that must see the real thing: own home, own database, the product's own server process."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

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
            "PYTHONPATH": str(ROOT / "src"),
        }
        if self.database:
            chosen["MOTCUA_DATABASE"] = self.database
        return {**kept, **chosen, **self.more}

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

    def start(self) -> None:
        """Starts the server and waits until it answers."""
        log = (self.home / "server.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "motcua", "serve", "--demo", "--port", str(self.port)],
            env=self.environment, cwd=self.home, stdout=log, stderr=log,
        )  # fmt: skip
        for _ in range(1200):
            if self.answers("/healthz"):
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise AssertionError((self.home / "server.log").read_text()[-4000:])

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


def new_database() -> tuple[str, str]:
    """(address, name) of a fresh PostgreSQL database when the suite runs on PostgreSQL, else two empty words."""
    server = os.environ.get("MOTCUA_DATABASE", "")
    if not server.startswith("postgres"):
        return "", ""
    name = f"motcua_city_{uuid.uuid4().hex[:10]}"
    subprocess.run(["psql", "-qc", f'CREATE DATABASE "{name}" ENCODING UTF8 TEMPLATE template0', server], check=True)
    return server.rsplit("/", 1)[0] + "/" + name, name


@contextmanager
def city(**more: str) -> Iterator[City]:
    """An installation that is stopped and removed afterwards; not started yet."""
    database, name = new_database()
    with tempfile.TemporaryDirectory(prefix="motcua-city-", ignore_cleanup_errors=True) as home:
        place = City(Path(home), database, more=dict(more))
        try:
            yield place
        finally:
            place.stop()
            if name:
                server = os.environ["MOTCUA_DATABASE"]
                subprocess.run(["psql", "-qc", f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', server], check=False)
