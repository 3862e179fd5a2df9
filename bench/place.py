"""Where benchmarks run: a database made by the product's own commands, and servers on this machine."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MOTCUA = [sys.executable, "-m", "motcua"]


@dataclass(frozen=True)
class Place:
    """A home folder and a database with so many dossiers."""

    name: str
    home: Path
    database: str
    dossiers: int

    @property
    def environment(self) -> dict[str, str]:
        """What every process of this place is told."""
        chosen = {
            "MOTCUA_HOME": str(self.home),
            "MOTCUA_DEMO": "1",
            # Clients name their own addresses, so that limits per address count as they would in the world.
            "MOTCUA_PROXIES": "1",
            "MOTCUA_LOG_LEVEL": "ERROR",
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        }
        if self.database:
            chosen["MOTCUA_DATABASE"] = self.database
        return {**os.environ, **chosen}

    def run(self, *words: str) -> str:
        """Runs a verb of the product's command here."""
        done = subprocess.run([*MOTCUA, *words], env=self.environment, cwd=ROOT, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"motcua {' '.join(words)} failed:\n{done.stdout[-2000:]}\n{done.stderr[-3000:]}")
        return done.stdout

    def prepare(self) -> float:
        """Makes the database unless it stands already; answers the seconds the seed took."""
        ready = self.home / f"seeded-{self.dossiers}"
        if ready.exists():
            return float(ready.read_text())
        self.home.mkdir(parents=True, exist_ok=True)
        self.run("demo", "--reset", "--yes")
        began = time.perf_counter()
        if self.dossiers:
            self.run("seed", "--dossiers", str(self.dossiers))
        took = time.perf_counter() - began
        ready.write_text(f"{took:.1f}")
        return took


@dataclass
class Server:
    """A running server process."""

    port: int
    process: subprocess.Popen[bytes]

    def memory(self) -> float:
        """Resident memory in MB."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
        return 0.0

    def cpu_seconds(self) -> float:
        """CPU used so far, user and system."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def answers(port: int, path: str) -> bool:
    """Whether a server answers there with 200."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=2) as response:
            return response.status == 200
    except OSError:
        return False


@contextmanager
def served(place: Place, *, port: int, bare: bool = False) -> Iterator[Server]:
    """The product's server over a place, or the bare baseline behind the same kind of server."""
    words = [sys.executable, "-m", "bench.bare_server", str(port)] if bare else [*MOTCUA, "serve", "--port", str(port)]
    process = subprocess.Popen(
        words, env=place.environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    try:
        for _ in range(2400):
            if answers(port, "/healthz"):
                break
            if process.poll() is not None:
                raise SystemExit(process.stderr.read().decode()[-3000:] if process.stderr else "server ended")
            time.sleep(0.05)
        else:
            raise SystemExit("the server did not answer within 120 s")
        yield Server(port, process)
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()


def known(place: Place, question: str) -> list[dict]:
    """Rows of one SELECT in a place's database, as dictionaries."""
    program = (
        "import json,sys,django;django.setup();from django.db import connection as c;k=c.cursor();k.execute(sys.argv[1]);"
        "n=[d[0] for d in k.description];print(json.dumps([dict(zip(n,map(str,r))) for r in k.fetchall()]))"
    )
    environment = {**place.environment, "DJANGO_SETTINGS_MODULE": "motcua.config.settings.embedded"}
    done = subprocess.run(
        [sys.executable, "-c", program, question], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)
