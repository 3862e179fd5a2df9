"""Two officers who save at the same moment: one of them is told, on both databases.

Each waits, after looking what is taken, for the other to have looked too. Whoever holds the rows is never joined there:
the wait ends by itself, and the other looks afterwards.
"""

import contextlib
import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import connection

from motcua.accounts.factories import make_officer
from motcua.accounts.models import Duty
from motcua.agenda import actions
from motcua.agenda.actions import arranging
from motcua.agenda.actions.arranging import Taken
from motcua.agenda.factories import LONG_AGO, House, make_house
from motcua.agenda.models import WorkEntry


def together(monkeypatch: pytest.MonkeyPatch, *saves: Callable[[], Any]) -> list[Any]:
    """Runs all at once; answers what each got, an entry or a refusal."""
    meeting, plain, got = threading.Barrier(len(saves)), arranging.demand_free, []

    def looked(*about: Any) -> None:
        plain(*about)
        with contextlib.suppress(threading.BrokenBarrierError):
            meeting.wait(0.4)

    def run(save: Callable[[], Any]) -> None:
        try:
            got.append(save())
        except Exception as refusal:
            got.append(refusal)
        finally:
            connection.close()

    monkeypatch.setattr(arranging, "demand_free", looked)
    threads = [threading.Thread(target=run, args=(save,)) for save in saves]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(got, key=lambda each: isinstance(each, Exception))


def wanting(house: House, token: str, by: str = "clerk", **about: Any) -> Callable[[], Any]:
    """Saving an entry, with everything looked up before."""
    actor, wish = house.actor(by), house.wish(**about)
    return lambda: actions.enter(actor=actor, unit_id=house.place.pk, wish=wish, token=token)


@pytest.mark.django_db(transaction=True)
def test_a_room_goes_to_one_of_two(at: Callable[[str], datetime], monkeypatch: pytest.MonkeyPatch) -> None:
    house = make_house(code="phuong-1")
    first = wanting(house, "a", room_id=house.room.pk)
    second = wanting(house, "b", "leader", room_id=house.room.pk, starts="09:00", ends="11:00")
    entry, refusal = together(monkeypatch, first, second)
    assert isinstance(entry, WorkEntry) and isinstance(refusal, Taken) and refusal.refused
    assert WorkEntry.objects.regardless("test").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_leader_of_two_places_is_not_planned_twice_unknowingly(
    at: Callable[[str], datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    house, other = make_house(code="phuong-1"), make_house(code="phuong-2")
    make_officer(other.place, "unit_head", valid_from=LONG_AGO)
    shared = Duty.objects.create(user=house.users["leader"], unit=other.place, role="unit_head", valid_from=LONG_AGO)
    first = wanting(house, "a", chair=house.duty("leader"))
    second = wanting(other, "b", chair=shared.pk)
    entry, refusal = together(monkeypatch, first, second)
    assert isinstance(entry, WorkEntry) and isinstance(refusal, Taken) and not refusal.refused


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_twice_at_once_is_one_entry(
    at: Callable[[str], datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    house = make_house(code="phuong-1")
    one, other = together(monkeypatch, wanting(house, "a"), wanting(house, "a"))
    assert one.pk == other.pk
