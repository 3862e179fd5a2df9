"""The concurrency gate of the queue: 64 clients in two processes on one series, sixteen counters and the places of one time.

`python -m tests.gates.queue` prints the result for the database that MOTCUA_DATABASE names (SQLite without it); the suite
runs the same functions. `… lay`, `… take`, `… call`, `… hold` and `… open DESK` are steps that run inside the tried installation.
"""

import json
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from typing import Any

from tests.city import ROOT, City, city
from tests.gates import places

PROCESSES, CLIENTS, COUNTERS, QUOTA, PRESSES = 2, 32, 16, 80, 100


@dataclass(frozen=True)
class Outcome:
    """What was found in the tables afterwards; every fault must be zero."""

    database: str
    tickets: int
    duplicates: int
    gaps: int
    over_quota: int
    presses_with_two_tickets: int
    called: int
    called_twice: int
    never_called: int
    places_held: int
    errors: int
    take_seconds: float
    call_seconds: float

    @property
    def passed(self) -> bool:
        """Whether the gate holds."""
        faults = self.duplicates + self.gaps + self.over_quota + self.presses_with_two_tickets
        faults += self.called_twice + self.never_called + self.errors
        return faults == 0 and self.tickets == QUOTA and self.called == QUOTA and self.places_held == places.PLACES


def step(place: City, *words: str) -> subprocess.Popen[bytes]:
    """Starts one step in a process of its own."""
    settings = "motcua.config.settings.city" if place.database else "motcua.config.settings.embedded"
    known = place.environment
    environment = known | {"PYTHONPATH": f"{known['PYTHONPATH']}:{ROOT}", "DJANGO_SETTINGS_MODULE": settings}
    command = [sys.executable, "-m", "tests.gates.queue", *words]
    return subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE)


def both(place: City, name: str) -> tuple[int, float]:
    """Runs a step in two processes at once: errors met, and how long it took."""
    began = time.monotonic()
    running = [step(place, name) for _ in range(PROCESSES)]
    answers = [json.loads(process.communicate()[0] or b'{"errors": 1}') for process in running]
    return sum(answer["errors"] for answer in answers), time.monotonic() - began


def run(place: City) -> Outcome:
    """Lays the desk out, lets everybody in, and counts what stands in the tables."""
    place.command("migrate")
    step(place, "lay").communicate()
    wrong_taking, take_seconds = both(place, "take")
    wrong_calling, call_seconds = both(place, "call")
    numbers = [row[0] for row in place.rows("SELECT number FROM queueing_visit ORDER BY number")]
    keys = place.rows("SELECT key FROM queueing_visit")
    calls = [row[0] for row in place.rows("SELECT visit_id FROM queueing_period WHERE verb = 'call'")]
    wrong_holding, _seconds = both(place, "hold")
    return Outcome(
        database="PostgreSQL" if place.database else "SQLite",
        tickets=len(numbers),
        duplicates=len(numbers) - len(set(numbers)),
        gaps=len(set(range(1, len(numbers) + 1)) - set(numbers)),
        over_quota=max(0, len(numbers) - QUOTA),
        presses_with_two_tickets=len(keys) - len(set(keys)),
        called=len(calls),
        called_twice=len(calls) - len(set(calls)),
        never_called=len(numbers) - len(set(calls)),
        places_held=places.held(place),
        errors=wrong_taking + wrong_calling + wrong_holding,
        take_seconds=round(take_seconds, 1),
        call_seconds=round(call_seconds, 1),
    )


def inside(name: str) -> dict[str, int]:
    """One step inside the installation, at eight on a Monday."""
    import django

    django.setup()
    from motcua.kernel import clock
    from motcua.queueing.factories import monday

    moment = monday()
    clock.now = lambda: moment
    return {"lay": lay, "take": take, "call": call, "hold": hold}[name]()


def open_all_day(desk: str) -> None:
    """Every field of a desk is open today and tomorrow, whatever hour the test runs at."""
    import django

    django.setup()
    from datetime import timedelta

    from motcua.kernel import clock
    from motcua.kernel.actors import SYSTEM
    from motcua.queueing import actions
    from motcua.queueing.queries import fields_of
    from motcua.units.queries import unit_by_code

    for field in fields_of(unit_by_code(desk).pk):
        for day in (clock.today(), clock.today() + timedelta(days=1)):
            actions.change_hours(actor=SYSTEM, field=field, day=day, intervals=[(0, 1440)], note="Mở cả ngày")


def lay() -> dict[str, int]:
    """A desk with one field and sixteen open counters."""
    from motcua.kernel.actors import SYSTEM
    from motcua.notifications.actions import ensure_templates
    from motcua.queueing import actions
    from motcua.queueing.factories import make_hall

    ensure_templates()
    hall = make_hall(quota=QUOTA)
    places.lay(hall)
    for number in range(1, COUNTERS + 1):
        counter = actions.set_counter(actor=SYSTEM, unit_id=hall.desk.pk, number=number, fields=hall.fields[:1])
        actions.open_counter(actor=hall.officers[0], counter_id=counter.pk)
    return {"errors": 0}


def many(work: Any, tasks: range) -> dict[str, int]:
    """Runs `work` for every task in 32 threads; counts what went wrong."""
    from django.db import connection

    met: set[str] = set()

    def one(task: int) -> int:
        try:
            work(task)
            return 0
        except Exception as error:
            met.add(f"{type(error).__name__}: {error}")
            return 1
        finally:
            if connection.vendor == "postgresql":
                connection.close()

    with ThreadPoolExecutor(CLIENTS) as clients:
        errors = sum(clients.map(one, tasks))
    for words in sorted(met):
        print(words, file=sys.stderr)
    return {"errors": errors}


def take() -> dict[str, int]:
    """Presses every key once; the other process presses the same keys."""
    from motcua.kernel.actors import ANONYMOUS
    from motcua.kernel.refusals import Refusal
    from motcua.queueing import actions
    from motcua.queueing.models import ServiceField

    field = ServiceField.objects.regardless("the gate").order_by("pk")[0]

    def press(number: int) -> None:
        try:
            actions.take(actor=ANONYMOUS, field=field, wish=actions.Wish(key=f"press-{number}", channel="kiosk"))
        except Refusal as refusal:
            assert refusal.code == "used-up", refusal

    return many(press, range(PRESSES))


def call() -> dict[str, int]:
    """Thirty-two clerks at sixteen counters call, serve and finish until nobody waits."""
    from motcua.accounts.models import User
    from motcua.accounts.queries import actor_of
    from motcua.kernel.refusals import Conflict
    from motcua.queueing import actions
    from motcua.queueing.models import ServiceCounter

    counters = list(ServiceCounter.objects.regardless("the gate"))
    officer = actor_of(User.objects.get(pk=counters[0].holder_id))

    def work(number: int) -> None:
        counter = counters[number % COUNTERS]
        while True:
            about = {"actor": officer, "counter_id": counter.pk}
            try:
                visit = actions.call_next(**about)
                if visit is None:
                    return
                actions.advance("serve", **about, visit_id=visit.pk)
                actions.finish(**about, visit_id=visit.pk)
            except Conflict:
                # Another clerk of the same counter was quicker with this person.
                continue

    return many(work, range(CLIENTS))


def hold() -> dict[str, int]:
    """Presses for the places of one time."""
    return many(places.press, range(places.PRESSES))


def main() -> None:
    """Prints the result of the gate and fails when it does not hold."""
    if sys.argv[1:2] == ["open"]:
        open_all_day(sys.argv[2])
        return
    if len(sys.argv) > 1:
        print(json.dumps(inside(sys.argv[1])))
        return
    with city(empty=True) as place:
        outcome = run(place)
    for name, value in asdict(outcome).items():
        print(f"{name:26} {value}")
    print("PASSED" if outcome.passed else "FAILED")
    sys.exit(0 if outcome.passed else 1)


if __name__ == "__main__":
    main()
