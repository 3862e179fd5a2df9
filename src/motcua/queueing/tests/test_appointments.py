"""Appointments on real rows: kept, confirmed, changed, cancelled, checked in, missed; and what the last place means."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from motcua.accounts.factories import make_citizen
from motcua.accounts.queries import actor_of
from motcua.kernel import outbox
from motcua.kernel.actors import ANONYMOUS, SYSTEM
from motcua.kernel.refusals import Conflict, NotAllowed, NotFound, Refusal
from motcua.notifications.models import Message
from motcua.queueing import actions
from motcua.queueing.factories import Hall, book, give_times, monday
from motcua.queueing.models import Appointment, Period, Slot, Visit
from motcua.queueing.queries.slots import day_of, days_of, plan_of
from motcua.queueing.rules.calling import BOOKED, FIRST, USUAL, State
from motcua.worktime.factories import make_holiday

At = Callable[..., datetime]
NINE = monday(9)


def reread(visit: Visit) -> Visit:
    """The visit as it stands now."""
    return Visit.objects.regardless("test").get(pk=visit.pk)


def taken() -> dict[datetime, int]:
    """Places taken by time."""
    return {row.begins: row.taken for row in Slot.objects.all()}


def notices(code: str) -> int:
    """How many notices of a kind were written in the application; each goes out as a text message too."""
    return Message.objects.filter(template_code=code, channel="app").count()


def test_a_place_is_kept_confirmed_and_checked_in_by_the_written_rule(hall: Hall, at: At) -> None:
    field = give_times(hall)
    visit = book(field, NINE)
    assert (visit.state, visit.label, visit.number, visit.rank) == ("booked", "", None, BOOKED)
    assert taken() == {NINE: 1} and notices("appointment.booked") == 1
    at(8, 40)
    walked_in = hall.take()
    old = hall.take(priority="elderly")
    reference = visit.appointment.reference
    came = actions.check_in(actor=hall.officers[0], unit_id=hall.desk.pk, typed=f" {reference.lower()} ")
    assert actions.check_in(actor=ANONYMOUS, unit_id=hall.desk.pk, typed=f"https://x/so/{visit.code}/") == came
    assert (came.label, came.state, came.queued_at) == ("A003", "waiting", NINE)
    assert [hall.call(), hall.call(1)] == [old, visit]
    hall.do("serve", old)
    hall.do("finish", old)
    assert hall.call() == walked_in
    states = Period.objects.filter(visit=visit).values_list("state", flat=True)
    assert list(states) == ["reserved", "booked", "waiting", "called"]


def test_the_same_press_is_one_place_and_a_browser_keeps_one(hall: Hall) -> None:
    field = give_times(hall)
    first = actions.hold(actor=ANONYMOUS, field=field, begins=NINE, key="press")
    assert actions.hold(actor=ANONYMOUS, field=field, begins=NINE, key="press") == first
    second = actions.hold(actor=ANONYMOUS, field=field, begins=monday(10), key="other", instead=[first.code])
    assert taken() == {NINE: 0, monday(10): 1} and reread(first).state == "expired"
    citizen = actor_of(make_citizen())
    booker = actions.Booker(name="Lan")
    once = actions.confirm(actor=citizen, code=second.code, booker=booker)
    assert actions.confirm(actor=citizen, code=second.code, booker=booker) == once
    assert Period.objects.filter(visit=once, verb="confirm").count() == 1


def test_the_last_place_goes_to_one_and_the_other_hears_what_is_free(hall: Hall) -> None:
    field = give_times(hall, capacity=1)
    actions.hold(actor=ANONYMOUS, field=field, begins=NINE, key="one")
    with pytest.raises(Conflict) as refused:
        actions.hold(actor=ANONYMOUS, field=field, begins=NINE, key="two")
    assert "09:30 ngày 10/08/2026; 10:00 ngày 10/08/2026" in str(refused.value)
    assert taken() == {NINE: 1}
    everything = give_times(hall, capacity=0)
    with pytest.raises(Conflict, match="danh sách chờ"):
        actions.hold(actor=ANONYMOUS, field=everything, begins=monday(10), key="three")


def test_a_place_not_confirmed_in_time_is_free_again(hall: Hall, at: At) -> None:
    field = give_times(hall)
    held = actions.hold(actor=ANONYMOUS, field=field, begins=NINE, key="slow")
    at(8, 9)
    outbox.drain()
    assert not actions.lapse(actor=SYSTEM, visit_id=held.pk) and taken() == {NINE: 1}
    at(8, 10)
    with pytest.raises(Conflict, match="quá thời gian giữ chỗ"):
        actions.confirm(actor=actor_of(make_citizen()), code=held.code, booker=actions.Booker(name="Lan"))
    outbox.drain()
    assert taken() == {NINE: 0} and reread(held).state == "expired"
    assert not Appointment.objects.filter(visit__state="booked").exists()


def test_one_live_appointment_per_person_and_field_and_who_confirms_is_known(hall: Hall) -> None:
    field, other = give_times(hall), give_times(hall, 1)
    citizen = actor_of(make_citizen(phone="+84903000009"))
    book(field, NINE, citizen=citizen)
    with pytest.raises(Conflict, match="đã có lịch hẹn lúc 09:00 ngày 10/08/2026"):
        book(field, monday(10), citizen=citizen, phone="0903000010")
    book(other, NINE, citizen=citizen)
    held = actions.hold(actor=ANONYMOUS, field=field, begins=NINE, key="nobody")
    with pytest.raises(NotAllowed):
        actions.confirm(actor=ANONYMOUS, code=held.code, booker=actions.Booker(name="Lan", phone="0903000011"))
    with pytest.raises(Refusal) as refused:
        actions.confirm(
            actor=hall.officers[0], code=held.code, booker=actions.Booker(phone="1", priority="vip", dossier_code="X")
        )
    assert set(refused.value.fields) == {"name", "phone", "priority", "dossier_code"}
    helped = actions.confirm(actor=hall.officers[0], code=held.code, booker=actions.Booker(name="Bác Tư"))
    assert (helped.channel, helped.person, helped.user_id) == ("desk", "", None)


def test_another_time_frees_the_old_one_and_three_changes_are_enough(hall: Hall) -> None:
    field = give_times(hall)
    visit = book(field, NINE)
    for hour in (10, 14, 15):
        actions.change(actor=ANONYMOUS, code=visit.code, begins=monday(hour))
    assert actions.change(actor=ANONYMOUS, code=visit.code, begins=monday(15)) == visit
    assert [begins for begins, count in taken().items() if count] == [monday(15)]
    with pytest.raises(Refusal, match="đã đổi ba lần"):
        actions.change(actor=ANONYMOUS, code=visit.code, begins=NINE)
    tomorrow = monday(8) + timedelta(days=1)
    actions.change(actor=hall.officers[0], code=visit.code, begins=tomorrow)
    assert reread(visit).day == tomorrow.date() and notices("appointment.booked") == 5


def test_a_cancelled_time_is_free_at_once_and_not_after_its_hour(hall: Hall, at: At) -> None:
    field = give_times(hall)
    visit, late = book(field, NINE), book(field, NINE)
    actions.withdraw(actor=ANONYMOUS, code=visit.code)
    assert actions.withdraw(actor=ANONYMOUS, code=visit.code).state == "cancelled" and taken() == {NINE: 1}
    at(9, 0)
    for verb in (actions.withdraw, lambda **about: actions.change(**about, begins=monday(14))):
        with pytest.raises(Refusal, match="Đã đến giờ hẹn"):
            verb(actor=ANONYMOUS, code=late.code)


@pytest.mark.parametrize(
    ("hour", "minute", "rank"), [(8, 30, BOOKED), (9, 15, BOOKED), (9, 16, USUAL), (16, 59, USUAL)]
)
def test_the_hour_of_checking_in_decides_the_rank(hall: Hall, at: At, hour: int, minute: int, rank: int) -> None:
    visit = book(give_times(hall), NINE)
    at(hour, minute)
    assert actions.check_in(actor=ANONYMOUS, unit_id=hall.desk.pk, typed=visit.code).rank == rank


def test_checking_in_at_the_wrong_time_or_place_says_what_is_right(hall: Hall, at: At) -> None:
    field = give_times(hall)
    visit, tomorrow = book(field, NINE, priority="pregnant"), book(field, NINE + timedelta(days=1))
    desk = {"actor": ANONYMOUS, "unit_id": hall.desk.pk}
    at(8, 29)
    with pytest.raises(Refusal, match="Nhận từ 08:30"):
        actions.check_in(**desk, typed=visit.code)
    with pytest.raises(Refusal, match="09:00 ngày 11/08/2026"):
        actions.check_in(**desk, typed=tomorrow.code)
    with pytest.raises(NotFound):
        actions.check_in(actor=ANONYMOUS, unit_id=hall.desk.parent_id, typed=visit.code)
    with pytest.raises(NotFound):
        actions.check_in(**desk, typed="")
    actions.withdraw(actor=ANONYMOUS, code=tomorrow.code)
    with pytest.raises(Conflict, match="Đã hủy"):
        actions.check_in(**desk, typed=tomorrow.code)
    at(9, 40)
    assert actions.check_in(**desk, typed=visit.code).rank == FIRST


def test_who_has_an_appointment_gets_a_number_beyond_the_quota_and_gives_up_the_other(hall: Hall, at: At) -> None:
    field = give_times(hall)
    citizen = actor_of(make_citizen(phone="+84903000009"))
    visit = book(field, NINE, citizen=citizen)
    also = hall.take(channel="online", name="Lan", phone="0903000009")
    field.quota = 1
    field.save(update_fields=["quota"])
    at(8, 45)
    came = actions.check_in(actor=ANONYMOUS, unit_id=hall.desk.pk, typed=visit.code)
    assert (came.label, reread(also).state) == ("A002", "cancelled")


def test_nobody_came_and_the_third_time_pauses(hall: Hall, at: At) -> None:
    field = give_times(hall)
    citizen = actor_of(make_citizen(phone="+84903000009"))
    for day in range(3):
        at(moment=monday(8) + timedelta(days=day))
        book(field, NINE + timedelta(days=day), citizen=citizen)
        at(moment=monday(0, 4) + timedelta(days=day + 1))
        assert actions.end_appointments(actor=SYSTEM) == 1 and actions.end_appointments(actor=SYSTEM) == 0
    assert set(Visit.objects.regardless("test").values_list("state", flat=True)) == {State.ABSENT}
    at(moment=monday(8) + timedelta(days=3))
    with pytest.raises(Refusal, match="đã ba lần không đến"):
        book(field, NINE + timedelta(days=3), citizen=citizen)
    with pytest.raises(Refusal, match="đã ba lần không đến"):
        hall.take(channel="online", name="Lan", phone="0903000009")


def test_hours_exceptions_and_closures_decide_for_numbers_and_times_alike(hall: Hall, at: At) -> None:
    field = give_times(hall, days_ahead=7, notice=0)
    plan = plan_of(field)
    assert [len(day.times) for day in days_of(field, plan, monday(8))] == [15, 16, 16, 16, 16, 0, 0, 16]
    actions.change_hours(actor=SYSTEM, field=field, day=monday().date(), intervals=[(480, 600)], note="Mất điện")
    day = day_of(field, plan, monday().date(), monday(8))
    assert [each.words for each in day.times] == ["08:00–08:30", "08:30–09:00", "09:00–09:30", "09:30–10:00"]
    actions.close_today(actor=SYSTEM, field=field, note="Mất điện")
    assert day_of(field, plan, monday().date(), monday(8)).times == ()
    assert day_of(field, plan, monday().date() - timedelta(days=1), monday(8)).times == ()
    at(23, 59)
    with pytest.raises(Conflict):
        actions.hold(actor=ANONYMOUS, field=field, begins=monday(9), key="yesterday")
    assert actions.hold(actor=ANONYMOUS, field=field, begins=NINE + timedelta(days=1), key="next").day.day == 11


def test_a_holiday_added_on_the_day_displaces_tells_and_leaves_the_choice(hall: Hall, at: At) -> None:
    field = give_times(hall)
    visit, later = book(field, NINE), book(field, NINE + timedelta(days=1))
    held = actions.hold(actor=ANONYMOUS, field=field, begins=NINE, key="held")
    at(8, 5)
    make_holiday(monday().date(), note="Nghỉ lễ đột xuất")
    outbox.drain()
    outbox.drain()
    assert [reread(each).state for each in (visit, later, held)] == ["displaced", "booked", "expired"]
    assert notices("appointment.displaced") == 1 and taken()[NINE] == 0
    appointment = Appointment.objects.get(pk=visit.pk)
    assert appointment.note == "Nghỉ lễ đột xuất"
    with pytest.raises(Conflict):
        actions.change(actor=ANONYMOUS, code=visit.code, begins=monday(10))
    moved = actions.change(actor=ANONYMOUS, code=visit.code, begins=NINE + timedelta(days=1))
    appointment.refresh_from_db()
    assert (moved.state, appointment.note, appointment.moves) == ("booked", "", 0)


def test_slots_of_another_length_count_where_they_overlap(hall: Hall) -> None:
    field = give_times(hall, capacity=1)
    book(field, NINE)
    give_times(hall, capacity=1, minutes=60)
    day = day_of(field, plan_of(field), monday().date(), monday(7))
    left = {each.words: each.left for each in day.times}
    assert left["08:30–09:30"] == 0 and left["09:30–10:30"] == 1


def test_reminders_go_out_once_and_not_for_a_time_that_was_changed(hall: Hall, at: At) -> None:
    field = give_times(hall)
    friday, thursday = monday(10) + timedelta(days=4), monday(10) + timedelta(days=3)
    visit = book(field, friday)
    actions.change(actor=ANONYMOUS, code=visit.code, begins=thursday)
    at(moment=thursday - timedelta(days=1))
    outbox.drain()
    assert notices("appointment.reminder") == 1
    at(moment=thursday - timedelta(hours=2))
    outbox.drain()
    assert notices("appointment.reminder") == 2
    at(moment=friday)
    outbox.drain()
    assert notices("appointment.reminder") == 2
