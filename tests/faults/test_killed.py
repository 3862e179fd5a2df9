"""kill -9 in the middle of submissions and of jobs: nothing is lost, nothing is there twice."""

import random
import subprocess
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.city import City
from tests.city import city as new_city
from tests.faults.reading import assert_whole, codes
from tests.people import Person

pytestmark = pytest.mark.fault
KILLS, ROUND, PEOPLE = 4, 12, 6


class Round:
    """Many file at once until so many have been answered; then the server is killed under them."""

    def __init__(self, city: City, people: list[Person], told: dict[str, str]) -> None:
        self.city, self.people, self.told = city, people, told
        self.answered, self.deadly = 0, threading.Event()
        self.lock = threading.Lock()

    def send(self, turn: int, key: str, fatal: int) -> None:
        """One try; a broken line is no answer."""
        try:
            answer = self.people[turn % len(self.people)].file(key)
        except httpx.TransportError:
            return
        if answer.status_code == 503:
            return
        assert answer.status_code == 201, answer.text
        with self.lock:
            assert self.told.setdefault(key, answer.json()["code"]) == answer.json()["code"]
            self.answered += 1
            if self.answered >= fatal:
                self.deadly.set()

    def run(self, keys: list[str], fatal: int) -> None:
        """Sends all keys; kills as soon as `fatal` of them were answered, while others are under way."""
        with ThreadPoolExecutor(PEOPLE) as pool:
            under_way = [pool.submit(self.send, turn, key, fatal) for turn, key in enumerate(keys)]
            assert self.deadly.wait(120)
            self.city.kill()
            for each in under_way:
                each.result()


def test_killed_again_and_again_while_many_file(place: City) -> None:
    chance = random.Random(20260817)
    place.start()
    known = set(codes(place))
    people = [Person(place).as_citizen(f"09071{number:05d}") for number in range(PEOPLE)]
    told: dict[str, str] = {}
    keys = [f"don-so-{number:04d}" for number in range(KILLS * ROUND)]
    for number in range(KILLS):
        fresh = keys[number * ROUND : (number + 1) * ROUND]
        Round(place, people, told).run(fresh, fatal=chance.randrange(1, ROUND - 2))
        place.start()
    for turn, key in enumerate(keys):
        answer = people[turn % ROUND % PEOPLE].file(key)
        assert answer.status_code == 201, answer.text
        assert told.setdefault(key, answer.json()["code"]) == answer.json()["code"]
    assert len(set(told.values())) == len(keys)
    assert set(codes(place)) == known | set(told.values())
    assert len(codes(place)) == len(known) + len(keys)
    assert_whole(place, known)
    for person in people:
        person.http.close()


KILLER = """
import hashlib, os, pathlib, signal, sys, django
django.setup()
from motcua.kernel import clock, outbox
from motcua.kernel.models import OutboxMessage
OutboxMessage.objects.filter(done_at=None, failed_at=None).update(run_after=clock.now())  # as when the leases end
for name, handler in list(outbox.HANDLERS.items()):
    def deadly(_handler=handler, _name=name, **payload):
        _handler(**payload)
        mark = pathlib.Path(sys.argv[1], hashlib.sha256(repr((_name, payload)).encode()).hexdigest())
        if mark.exists():
            return
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    outbox.HANDLERS[name] = deadly
outbox.drain()
"""
DRAIN = "import django; django.setup(); from motcua.kernel import outbox; outbox.drain()"


def run(city: City, program: str, marks: Path) -> subprocess.CompletedProcess[str]:
    """A worker's program in a process of its own."""
    environment = {**city.environment, "DJANGO_SETTINGS_MODULE": "motcua.config.settings.embedded"}
    return subprocess.run([sys.executable, "-c", program, str(marks)], env=environment, capture_output=True, text=True)


@pytest.mark.timeout(900)
def test_a_job_killed_between_its_work_and_its_mark_is_repeated_and_tells_once(tmp_path: Path) -> None:
    with new_city(MOTCUA_SETTINGS="city") as place:
        assert run(place, DRAIN, tmp_path).returncode == 0, "what the demo left to do is done first"
        place.start()
        before = place.rows("SELECT count(*) FROM notifications_message")[0][0]
        with (
            Person(place).as_citizen("0903000001") as person,
            Person(place).as_officer("tiepnhan.tanthonghoi") as receiver,
        ):
            filed = person.filed("viec-nen-0001")
            receiver.does("accept", filed)
        place.stop()
        assert place.rows("SELECT count(*) FROM kernel_outboxmessage WHERE done_at IS NULL")[0][0] >= 2
        for _ in range(20):
            died = run(place, KILLER, tmp_path)
            if died.returncode == 0:
                break
            assert died.returncode == -9, died.stderr
        assert died.returncode == 0, "every job came to its end at last"
        assert len(list(tmp_path.iterdir())) >= 2, "workers died on the way"
        assert place.rows("SELECT count(*) FROM kernel_outboxmessage WHERE done_at IS NULL") == [(0,)]
        told = place.rows(
            f"SELECT template_code, channel FROM notifications_message WHERE related = 'dossier:{filed['id']}'"
        )
        assert told
        assert [pair for pair, times in Counter(told).items() if times > 1] == []
        assert place.rows("SELECT count(*) FROM notifications_message")[0][0] >= before + len(told)
        assert place.rows("SELECT count(*) FROM kernel_outboxmessage WHERE failed_at IS NOT NULL") == [(0,)]
        assert_whole(place)
