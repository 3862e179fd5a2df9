"""Number, quota and capacity in one statement; who presses at the same moment; what a process keeps of a desk."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

import pytest
from django.db import IntegrityError

from motcua.kernel import clock
from motcua.kernel.actors import ANONYMOUS, SYSTEM
from motcua.kernel.refusals import Refusal
from motcua.queueing import actions, queries
from motcua.queueing.actions.issuing import Order, Wish, issue_together, next_in
from motcua.queueing.factories import Hall
from motcua.queueing.models import Period, Series, Visit
from motcua.queueing.queries import arrangement
from motcua.queueing.queries.visits import places_left

At = Callable[..., datetime]


def order(hall: Hall, key: str, places: int = 99) -> Order:
    """A checked wish in the first field."""
    return Order(ANONYMOUS, hall.fields[0], Wish(key=key, channel="kiosk"), "", "", None, places)


def labels(hall: Hall) -> list[str]:
    """The numbers of the first field, in order."""
    rows = Visit.objects.regardless("test").filter(issued_field=hall.fields[0])
    return list(rows.order_by("number").values_list("label", flat=True))


def test_the_statement_itself_holds_the_capacity(hall: Hall) -> None:
    today = clock.today()
    hall.take()
    hall.take(1)
    assert next_in(hall.fields[0], today, places=2) == 2
    with pytest.raises(Refusal) as full:
        next_in(hall.fields[0], today, count=2, places=2)
    assert full.value.code == "closed" and "kín" in str(full.value)
    with pytest.raises(Refusal):
        next_in(hall.fields[1], today, places=1)
    hall.call()
    assert next_in(hall.fields[0], today, places=1) == 3
    assert Series.objects.get(field=hall.fields[0]).last == 3


def test_the_first_number_of_a_day_is_held_as_well(hall: Hall) -> None:
    visit = hall.take()
    hall.call()
    actions.transfer(actor=hall.officers[0], visit_id=visit.pk, field=hall.fields[1])
    with pytest.raises(Refusal):
        next_in(hall.fields[1], clock.today(), places=1)
    assert next_in(hall.fields[1], clock.today(), places=2) == 1


def test_those_who_press_together_are_numbered_in_their_order(hall: Hall) -> None:
    outcomes = issue_together([order(hall, key) for key in ("one", "two", "three")])
    assert [getattr(visit, "label", "") for visit in outcomes] == ["A001", "A002", "A003"]
    assert Period.objects.filter(verb="take", seq=1, state="waiting").count() == 3


def test_one_who_stands_in_the_way_keeps_nobody_else_from_a_number(hall: Hall) -> None:
    outcomes = issue_together([order(hall, key) for key in ("one", "same", "same", "two")])
    assert [type(outcome) for outcome in outcomes] == [Visit, Visit, IntegrityError, Visit]
    assert labels(hall) == ["A001", "A002", "A003"] and Series.objects.get(field=hall.fields[0]).last == 3
    last = issue_together([order(hall, "four", places=4), order(hall, "five", places=4)])
    assert [type(outcome) for outcome in last] == [Visit, Refusal]


def test_a_press_answered_before_is_answered_after_closing_too(hall: Hall, at: At) -> None:
    first = hall.take(key="press")
    at(17, 30)
    assert hall.take(key="press") == first
    with pytest.raises(Refusal):
        hall.take(key="another")


def test_places_follow_the_hours_left_and_the_counters_at_work(hall: Hall, at: At) -> None:
    at(16, 0)
    assert places_left(hall.fields[0], clock.now()) == 15
    actions.close_counter(actor=hall.officers[1], counter_id=hall.counters[1].pk)
    assert places_left(hall.fields[0], clock.now()) == 7


def test_what_a_process_keeps_of_a_desk_ends_with_every_change(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrangement, "connection", SimpleNamespace(in_atomic_block=False))
    unit_id, loads = hall.desk.pk, []
    load = arrangement.load
    monkeypatch.setattr(arrangement, "load", lambda *about: loads.append(1) or load(*about))
    before = arrangement.arrangement(unit_id)
    hall.take()
    assert arrangement.arrangement(unit_id) is before and len(loads) == 1
    actions.close_counter(actor=hall.officers[0], counter_id=hall.counters[0].pk)
    assert arrangement.arrangement(unit_id).at_work(hall.fields[1].pk) == ()
    actions.change_hours(actor=SYSTEM, field=hall.fields[0], day=clock.today(), intervals=[], note="Mất điện")
    assert queries.opening_on(hall.fields[0], clock.today()).note == "Mất điện"
    actions.set_field(actor=SYSTEM, unit_id=unit_id, code="moi", name="Mới", prefix="M")
    assert [field.code for field in queries.fields_of(unit_id)] == ["ho-tich", "dat-dai", "moi"]
    assert unit_id in queries.desks_with_fields()
