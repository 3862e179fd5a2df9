"""The verbs on real rows: limits, order, bad moments, and what the database itself refuses."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.accounts.factories import make_citizen, officer_actor
from motcua.accounts.queries import actor_of
from motcua.dossiers.factories import make_dossier
from motcua.kernel import clock
from motcua.kernel.actors import ANONYMOUS, SYSTEM
from motcua.kernel.refusals import Conflict, NotAllowed, Refusal
from motcua.notifications.models import Message
from motcua.queueing import actions, queries
from motcua.queueing.factories import Hall, make_hall, monday
from motcua.queueing.models import Period, Series, Visit
from motcua.queueing.queries.hours import next_open
from motcua.queueing.queries.visits import missed_before, person_hash, reason_for, visit_of_dossier
from motcua.worktime.factories import make_holiday

At = Callable[..., datetime]
ONLINE = {"channel": "online", "name": "Nguyễn Thị Lan", "phone": "0903000009"}


def states(visit: Visit) -> list[str]:
    """The states a visit went through."""
    return list(Period.objects.filter(visit=visit).values_list("state", flat=True))


def reread(visit: Visit) -> Visit:
    """The visit as it stands now."""
    return Visit.objects.regardless("test").select_related("field").get(pk=visit.pk)


def test_a_visit_from_the_number_to_the_rating(hall: Hall, at: At) -> None:
    visit = hall.take(dossier_code=make_dossier().code)
    assert (visit.label, visit.state, visit.dossier is not None) == ("A001", "waiting", True)
    at(8, 5)
    assert hall.call() == visit
    at(8, 6)
    hall.do("recall", visit)
    at(8, 7)
    hall.do("serve", visit)
    hall.do("hold", visit)
    hall.do("resume", visit)
    at(8, 20)
    hall.do("finish", visit)
    rated = actions.rate(actor=ANONYMOUS, code=visit.code, score=5, remark="Nhanh")
    assert rated.score == 5
    with pytest.raises(Refusal):
        actions.rate(actor=ANONYMOUS, code=visit.code, score=1)
    assert states(visit) == ["waiting", "called", "called", "serving", "held", "serving", "done"]


def test_the_same_press_is_one_ticket_and_one_person_holds_one_online_number(hall: Hall) -> None:
    first = hall.take(key="press", **ONLINE)
    assert hall.take(key="press", **ONLINE) == first
    assert hall.take(key="another", **{**ONLINE, "phone": "+84 903 000 009"}) == first
    assert hall.take(1, key="other-field", **ONLINE).label == "B001"
    assert hall.take(**{**ONLINE, "phone": "0903000010"}).label == "A002"
    actions.cancel(actor=ANONYMOUS, code=first.code)
    assert hall.take(key="again", **ONLINE).label == "A003"
    assert Series.objects.get(field=hall.fields[0]).last == 3


def test_what_is_wrong_is_said_at_its_field(hall: Hall) -> None:
    with pytest.raises(Refusal) as refused:
        hall.take(channel="online", name=" ", phone="028 3892 0001", priority="vip", dossier_code="H29-KHONG-CO")
    assert set(refused.value.fields) == {"name", "phone", "priority", "dossier_code"}
    assert not Visit.objects.regardless("test").exists() and not Series.objects.exists()


def test_the_quota_and_the_end_of_the_range(db: None, at: At) -> None:
    hall = make_hall(quota=2)
    assert [hall.take().label, hall.take().label] == ["A001", "A002"]
    with pytest.raises(Refusal) as refused:
        hall.take()
    assert refused.value.code == "used-up"
    actions.set_field(actor=SYSTEM, unit_id=hall.desk.pk, code="ho-tich", name="Hộ tịch", prefix="A", quota=999)
    Series.objects.filter(field=hall.fields[0]).update(last=998)
    hall.fields[0].refresh_from_db()
    assert hall.take().label == "A999"
    with pytest.raises(Refusal):
        hall.take()
    assert Series.objects.get(field=hall.fields[0]).last == 999


def test_the_next_one_is_by_priority_then_arrival_and_the_screen_says_why(hall: Hall, at: At) -> None:
    early = hall.take()
    at(8, 10)
    late = hall.take()
    mother = hall.take(priority="child")
    assert queries.followed(mother.code).ahead == 0 and queries.followed(late.code).ahead == 2
    called = hall.call()
    assert called == mother and called is not None and "con nhỏ" in reason_for(called)
    second = hall.call(1)
    assert second == early and second is not None and "08:00" in reason_for(second)
    with pytest.raises(Conflict):
        hall.call()
    hall.do("serve", mother)
    hall.do("finish", mother)
    assert hall.call() == late
    hall.do("miss", late)
    assert hall.call() is None


def test_a_call_missed_has_its_place_back_for_a_quarter_of_an_hour(hall: Hall, at: At) -> None:
    visit, other = hall.take(), hall.take()
    hall.call()
    hall.do("recall", visit)
    hall.do("recall", visit)
    with pytest.raises(Refusal):
        hall.do("recall", visit)
    hall.do("miss", visit)
    at(8, 10)
    actions.rejoin(actor=hall.officers[0], visit_id=visit.pk)
    assert hall.call() == visit
    hall.do("miss", visit)
    at(8, 40)
    actions.rejoin(actor=hall.officers[0], visit_id=visit.pk)
    assert hall.call() == other


def test_a_transfer_keeps_number_and_place(hall: Hall, at: At) -> None:
    visit = hall.take()
    at(8, 3)
    waiting = hall.take(1)
    hall.call()
    hall.do("serve", visit)
    actions.transfer(actor=hall.officers[0], visit_id=visit.pk, field=hall.fields[1])
    moved = reread(visit)
    assert (moved.label, moved.field.code, moved.state) == ("A001", "dat-dai", "waiting")
    assert queries.followed(waiting.code).ahead == 1
    with pytest.raises(Refusal):
        actions.transfer(actor=hall.officers[0], visit_id=waiting.pk, field=hall.fields[1])
    assert hall.call() == moved


def test_only_officers_of_the_desk_call_and_only_at_their_own_open_counter(hall: Hall) -> None:
    visit = hall.take()
    stranger = officer_actor(make_hall().desk)
    with pytest.raises(NotAllowed):
        actions.call_next(actor=stranger, counter_id=hall.counters[0].pk)
    with pytest.raises(NotAllowed):
        actions.call_next(actor=actor_of(make_citizen()), counter_id=hall.counters[0].pk)
    with pytest.raises(Refusal):
        actions.call_next(actor=hall.officers[1], counter_id=hall.counters[0].pk)
    hall.call()
    with pytest.raises(Conflict):
        actions.close_counter(actor=hall.officers[0], counter_id=hall.counters[0].pk)
    with pytest.raises(Conflict):
        actions.open_counter(actor=hall.officers[1], counter_id=hall.counters[0].pk)
    with pytest.raises(Conflict):
        hall.do("serve", visit, counter=1)
    hall.do("serve", visit)
    hall.do("finish", visit)
    actions.close_counter(actor=hall.officers[0], counter_id=hall.counters[0].pk)
    with pytest.raises(Refusal):
        hall.call()


def test_clocks_around_midnight(db: None, at: At) -> None:
    hall = make_hall()
    for day in (10, 11):
        for field in hall.fields:
            when = monday().replace(day=day).date()
            actions.change_hours(actor=SYSTEM, field=field, day=when, intervals=[(0, 1440)], note="Mở cả đêm")
    at(23, 30)
    evening = hall.take()
    at(moment=monday(0, 1) + timedelta(days=1))
    morning = hall.take()
    assert (evening.label, morning.label) == ("A001", "A001") and evening.day < morning.day
    hall.open()
    assert not queries.followed(evening.code).live
    assert hall.call() == morning
    assert actions.end_days(actor=SYSTEM) == 1 and actions.end_days(actor=SYSTEM) == 0
    assert reread(evening).state == "expired" and reread(morning).state == "called"


def test_nobody_is_given_a_number_that_can_not_be_served(hall: Hall, at: At) -> None:
    at(16, 50)
    assert hall.take().label == "A001"
    at(16, 59)
    with pytest.raises(Refusal) as full:
        hall.take()
    at(17, 0)
    with pytest.raises(Refusal) as over:
        hall.take()
    assert "kín" in str(full.value) and "07:30" in str(over.value) and "11/08/2026" in str(over.value)


def test_a_field_closed_while_people_hold_numbers(hall: Hall, at: At) -> None:
    visit = hall.take()
    at(9, 0)
    head = officer_actor(hall.desk, "unit_head", valid_from=monday() - timedelta(days=9))
    with pytest.raises(Refusal) as silent:
        actions.close_today(actor=head, field=hall.fields[0], note=" ")
    assert "note" in silent.value.fields
    actions.close_today(actor=head, field=hall.fields[0], note="Mất điện")
    with pytest.raises(Refusal) as refused:
        hall.take()
    assert "Mất điện" in str(refused.value)
    seen = queries.followed(visit.code)
    assert "Mất điện" in seen.closed_note and seen.live
    assert hall.take(1).label == "B001"
    assert hall.call() == visit
    actions.reopen_today(actor=head, field=hall.fields[0])
    assert hall.take().label == "A002"


def test_a_holiday_added_on_the_day(hall: Hall) -> None:
    visit = hall.take()
    make_holiday(monday().date(), note="Nghỉ đột xuất")
    with pytest.raises(Refusal) as refused:
        hall.take()
    assert "Nghỉ đột xuất" in str(refused.value)
    again = next_open(hall.fields[0], clock.now())
    assert again is not None and clock.local(again).date() == monday().date() + timedelta(days=1)
    assert "Nghỉ đột xuất" in queries.followed(visit.code).closed_note


def test_three_numbers_left_unused_pause_the_telephone(hall: Hall, at: At) -> None:
    for day in range(3):
        at(moment=monday() + timedelta(days=day))
        hall.open()
        visit = hall.take(**ONLINE)
        hall.call()
        hall.do("miss", visit)
    at(moment=monday() + timedelta(days=3))
    assert actions.end_days(actor=SYSTEM) == 3
    assert len(missed_before(person_hash("+84903000009"), clock.now())) == 3
    with pytest.raises(Refusal) as refused:
        hall.take(**ONLINE)
    assert refused.value.code == "paused"
    assert hall.take(channel="kiosk").label == "A001"
    at(moment=monday() + timedelta(days=11))
    assert hall.take(**ONLINE).label == "A001"


def test_who_has_three_before_them_is_told_once(hall: Hall) -> None:
    for _ in range(4):
        hall.take()
    hall.take(**ONLINE)
    hall.call()
    hall.call(1)
    assert Message.objects.filter(template_code="visit.near").count() == 1
    assert "A005" in Message.objects.get(template_code="visit.near").body


def test_a_number_is_found_again_by_dossier_and_by_telephone(hall: Hall) -> None:
    dossier = make_dossier()
    visit = hall.take(dossier_code=dossier.code, **ONLINE)
    assert visit_of_dossier(dossier.code, dossier.secret) == visit
    with pytest.raises(Refusal):
        visit_of_dossier(dossier.code, "AAAA")
    person = make_citizen(phone="+84903000009")
    assert queries.own_visits(actor_of(person), "+84903000009", []) == [visit]
    assert queries.own_visits(ANONYMOUS, "", []) == []
    assert queries.own_visits(ANONYMOUS, "", [visit.code]) == [visit]


def test_periods_are_never_changed(hall: Hall) -> None:
    visit = hall.take()
    for statement in ("UPDATE queueing_period SET verb = 'x'", "DELETE FROM queueing_period"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert states(visit) == ["waiting"]


def test_the_display_knows_no_names(hall: Hall) -> None:
    visit = hall.take(**ONLINE)
    before = queries.stamps(frozenset({hall.desk.pk}))[hall.desk.pk]
    hall.call()
    shown = queries.snapshot(hall.desk.pk)
    assert shown["version"] > before
    assert shown["calls"][0]["say"] == "Mời số A không không một đến quầy một"
    assert visit.name not in str(shown) and visit.code not in str(shown)
