"""Runs product code in processes of their own on a real database, to be killed or raced; answers what they print as JSON."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parents[4]
HEAD = """
import json, os, signal, sys, threading, time
import django
django.setup()
from django.db import connection, connections
from motcua.accounts.models import User
from motcua.accounts.queries import actor_of
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, Draft
from motcua.kernel import outbox
from motcua.kernel.models import Counter
from motcua.ledger.queries import verify
ALL = Dossier.objects.regardless("test")
def say(value): print("JSON" + json.dumps(value, default=str), flush=True)
def die(): os.kill(os.getpid(), signal.SIGKILL)
def at_once(run, count):
    gate, found = threading.Barrier(count), []
    def one():
        gate.wait()
        try: found.append(run())
        except Exception as error: found.append(f"{type(error).__name__}: {error}")
        finally: connections.close_all()
    threads = [threading.Thread(target=one) for _ in range(count)]
    [thread.start() for thread in threads]; [thread.join() for thread in threads]
    return found
"""


class Outside:
    """A database that other processes may open: the test's own on PostgreSQL, a copy in a file of the one in memory."""

    def __init__(self, folder: Path) -> None:
        if connection.vendor == "postgresql":
            settings = connection.settings_dict
            user, host = settings["USER"], settings["HOST"]
            self.url = (
                f"postgresql://{user}:{settings['PASSWORD']}@{host}:{settings['PORT'] or 5432}/{settings['NAME']}"
            )
            if not host:
                self.url = f"postgresql://{user}@/{settings['NAME']}"
        else:
            self.url = str(folder / "outside.sqlite3")
            with sqlite3.connect(self.url) as copy:
                connection.connection.backup(copy)
            copy.close()

    def start(self, code: str) -> subprocess.Popen[str]:
        """Starts a process with the product set up."""
        environment = {
            **os.environ,
            "MOTCUA_DATABASE": self.url,
            "DJANGO_SETTINGS_MODULE": "motcua.config.settings.test",
            "PYTHONPATH": str(ROOT / "src"),
        }
        return subprocess.Popen(
            [sys.executable, "-c", HEAD + code],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, code: str):
        """What the process says, once it has ended well."""
        process = self.start(code)
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err[-4000:]
        return [json.loads(line[4:]) for line in out.splitlines() if line.startswith("JSON")][-1]

    def killed(self, code: str) -> None:
        """Runs a process that kills itself."""
        process = self.start(code)
        _, err = process.communicate(timeout=120)
        assert process.returncode == -signal.SIGKILL, err[-4000:]
