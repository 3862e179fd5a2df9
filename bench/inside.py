"""Figures taken inside one process: due dates, slips, start-up."""

import json
import subprocess
import sys

from bench.figures import Sheet, median
from bench.place import ROOT, Place

DUE = """
import time, random, json
from datetime import datetime, timedelta
import django; django.setup()
from motcua.worktime.queries import calendar_for
from motcua.worktime.rules import VIETNAM, compute, parse_policy
from motcua.units.queries import active_units
calendar = calendar_for(active_units()[0].pk)
begin = datetime(2026, 1, 1, tzinfo=VIETNAM)
starts = [begin + timedelta(minutes=random.Random(n).randrange(500_000)) for n in range(4000)]
rates = {}
for text in ("working 3d", "working 240m", "elapsed 240m; closed 17:00-07:30", "same-day; cutoff 15:00", "working 8h; pause"):
    policy = parse_policy(text)
    best = []
    for _ in range(3):
        began = time.process_time()
        for _ in range(5):
            for start in starts:
                compute(policy, calendar, start, ())
        best.append(len(starts) * 5 / (time.process_time() - began))
    rates[text] = sorted(best)[1]
print(json.dumps(rates))
"""

SLIP = """
import json, time, django; django.setup()
from motcua.dossiers.models import Slip
from motcua.dossiers.slips import printing, typeset
took = {}
for kind in (1, 2, 3, 4, 6):
    slip = Slip.objects.filter(kind=kind).select_related("dossier__version", "dossier__unit").first()
    if slip is None:
        continue
    typeset.pdf(printing.contents_of(slip))
    times = []
    for _ in range(30):
        began = time.perf_counter()
        typeset.pdf(printing.contents_of(slip))
        times.append((time.perf_counter() - began) * 1000)
    took[kind] = sorted(times)[15]
print(json.dumps(took))
"""


def program(place: Place, source: str) -> str:
    """Runs a program inside a place's settings; answers its last line."""
    environment = {**place.environment, "DJANGO_SETTINGS_MODULE": "motcua.config.settings.embedded"}
    done = subprocess.run([sys.executable, "-c", source], env=environment, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr[-3000:])
    return done.stdout.strip().splitlines()[-1]


def due_dates(place: Place, sheet: Sheet) -> None:
    """Due dates a second on one core, for five policies."""
    for policy, rate in json.loads(program(place, DUE)).items():
        sheet.add(f"due dates: {policy}", f"{rate:,.0f} a CPU-second", ">= 100,000", rate >= 100_000)


def slips(place: Place, sheet: Sheet) -> None:
    """A slip as PDF, warm: contents from the row and the typeset sheet."""
    for kind, took in json.loads(program(place, SLIP)).items():
        sheet.add(f"slip {kind} as PDF, warm", f"{took:.1f} ms", "<= 25 ms", took <= 25)


def start_up(place: Place, sheet: Sheet) -> None:
    """CPU and memory of starting the web process."""
    source = (
        "import os,time,resource\n"
        "import motcua.config.asgi\n"
        "from django.urls import get_resolver; get_resolver().url_patterns\n"
        "u=resource.getrusage(resource.RUSAGE_SELF); print(u.ru_utime+u.ru_stime)"
    )
    cpu = median([float(program(place, source)) for _ in range(3)])
    sheet.add("start of the web process", f"{cpu:.2f} s CPU", "<= 2 s CPU", cpu <= 2)
