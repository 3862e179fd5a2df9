"""Planning, clashes, the way of a plan, editions."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from motcua.accounts.factories import make_officer, officer_actor
from motcua.accounts.models import ActingFor
from motcua.accounts.queries import actor_of
from motcua.agenda import actions
from motcua.agenda.actions.arranging import Taken
from motcua.agenda.factories import LONG_AGO, MONDAY, House, make_house
from motcua.agenda.models import Edition, WorkEntry
from motcua.agenda.queries import published_week
from motcua.agenda.queries.weekly import officer_week
from motcua.agenda.rules.weeks import Week
from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM
from motcua.kernel.refusals import Conflict, NotAllowed, NotFound, Refusal
from motcua.ledger.queries import STAFF, timeline
from motcua.work.models import WorkItem
from motcua.worktime.actions import publish_version, set_day

At = Callable[[str], datetime]


def kinds(subject: str) -> list[str]:
    """What the ledger says happened."""
    return [event.kind for event in timeline(subject, STAFF)]


def open_kinds(house: House) -> list[tuple[str, str]]:
    """What stands open in the inbox: kind and role."""
    rows = WorkItem.objects.regardless("test").open().filter(unit=house.place)
    return list(rows.values_list("kind", "holder_role"))


def test_an_entry_is_planned_once_however_often_the_form_is_sent(house: House) -> None:
    first = house.enter(token="press", chair=house.duty("leader"), people=[house.duty("deputy")], room_id=house.room.pk)
    again = house.enter(token="press", chair=house.duty("leader"), room_id=house.room.pk)
    assert first.pk == again.pk and kinds(first.subject) == ["entered"]
    people = [(str(person), person.chairs) for person in first.people.all()]
    assert people == [("Chủ tịch Nguyễn Văn Phước", True), ("Phó Chủ tịch Lê Thị Kim Hoa", False)]
    assert (first.start, first.end, first.where) == ("08:00", "10:00", "Phòng họp, Lầu 1")


@pytest.mark.parametrize(
    ("about", "field"),
    [
        ({"title": " \x00\u200b "}, "title"),
        ({"title": "x" * 301}, "title"),
        ({"ends": "08:00"}, "ends"),
        ({"starts": "22:00", "ends": "02:00"}, "ends"),
        ({"day": date(2026, 8, 2)}, "day"),
        ({"day": date(2027, 9, 6)}, "day"),
        ({"room_id": 10**9}, "room"),
        ({"chair": 10**9}, "chair"),
        ({"people": [10**9]}, "people"),
        ({"departments": [10**9]}, "departments"),
        ({"guests": "ă" * 501}, "guests"),
    ],
)
def test_what_can_not_stand_is_said_at_its_field(house: House, about: dict, field: str) -> None:
    with pytest.raises(Refusal) as caught:
        house.enter(**about)
    assert field in caught.value.fields
    assert not WorkEntry.objects.regardless("test").exists()


def test_people_rooms_and_offices_of_other_places_are_refused(house: House) -> None:
    other = make_house(code="phuong-2", name="Phường 2")
    for about in ({"chair": other.duty("leader")}, {"room_id": other.room.pk}, {"departments": [other.office.pk]}):
        with pytest.raises(Refusal):
            house.enter(**about)


def test_a_room_is_booked_once_at_a_time_and_nothing_explains_it_away(house: House) -> None:
    first = house.enter(room_id=house.room.pk, title="Họp giao ban")
    with pytest.raises(Taken) as caught:
        house.enter(
            room_id=house.room.pk,
            starts="09:59",
            ends="11:00",
            clash_reason="Cần gấp",
            clashes_seen=frozenset({first.pk}),
        )
    assert caught.value.refused and "room" in caught.value.fields
    assert [clash.words for clash in caught.value.clashes] == ["Phòng họp: 08:00–10:00 Họp giao ban"]
    house.enter(room_id=house.room.pk, starts="10:00", ends="11:00")
    actions.cancel(actor=house.actor("clerk"), entry_id=first.pk, reason="Hoãn")
    house.enter(room_id=house.room.pk, starts="08:30", ends="09:30")


def test_a_person_who_is_taken_is_a_warning_that_needs_a_reason_in_sight_of_all_clashes(house: House) -> None:
    first = house.enter(chair=house.duty("leader"))
    second = house.wish(starts="09:00", ends="11:00", people=[house.duty("leader")], title="Tiếp công dân")
    with pytest.raises(Taken) as caught:
        actions.enter(actor=house.actor("clerk"), unit_id=house.place.pk, wish=second, token="a")
    assert not caught.value.refused and "clash_reason" in caught.value.fields
    assert "Chủ tịch Nguyễn Văn Phước: 08:00–10:00 Họp giao ban" in caught.value.clashes[0].words
    with pytest.raises(Taken):
        house.enter(starts="09:00", ends="11:00", people=[house.duty("leader")], clash_reason="Dự phần đầu")
    explained = replace(second, clash_reason="Dự phần đầu", clashes_seen=frozenset({first.pk}))
    entry = actions.enter(actor=house.actor("clerk"), unit_id=house.place.pk, wish=explained, token="a")
    assert entry.clash_reason == "Dự phần đầu"
    assert timeline(entry.subject, STAFF)[0].data["clash_reason"] == "Dự phần đầu"
    shown = officer_week(house.actor("clerk"), house.place.pk, Week.of(MONDAY))
    assert shown.clashes == 2


def test_somebody_who_is_away_is_a_warning_too(house: House) -> None:
    away = ActingFor.objects.create(
        duty_id=house.duty("leader"), substitute=house.users["deputy"],
        starts_at=datetime(2026, 8, 10, 9, tzinfo=clock.LOCAL), ends_at=datetime(2026, 8, 14, tzinfo=clock.LOCAL),
    )  # fmt: skip
    with pytest.raises(Taken) as caught:
        house.enter(chair=house.duty("leader"))
    words = "Chủ tịch Nguyễn Văn Phước: 09:00 10/08–00:00 14/08 vắng mặt, Lê Thị Kim Hoa làm thay"
    assert [clash.words for clash in caught.value.clashes] == [words]
    house.enter(chair=house.duty("leader"), ends="09:00")
    about = {"starts": "10:00", "ends": "11:00", "clash_reason": "Dự trực tuyến", "clashes_seen": frozenset({-away.pk})}
    assert house.enter(chair=house.duty("leader"), **about).clash_reason == "Dự trực tuyến"
    away.ended_at = datetime(2026, 8, 10, 9, 30, tzinfo=clock.LOCAL)
    away.save()
    house.enter(chair=house.duty("leader"), starts="13:00", ends="14:00")


def test_steps_of_a_week_that_is_over_leave_the_inbox(house: House, at: At) -> None:
    house.enter()
    actions.submit(actor=house.actor("clerk"), plan_id=house.plan().pk)
    at("2026-08-16 23:00")
    assert actions.end_weeks(actor=SYSTEM) == 0
    at("2026-08-17 00:20")
    assert actions.end_weeks(actor=SYSTEM) == 1 and open_kinds(house) == []
    assert actions.end_weeks(actor=SYSTEM) == 0
    assert kinds(house.plan().subject) == ["plan-submitted", "plan-expired"]


def test_a_reason_without_anything_to_explain_is_not_kept(house: House) -> None:
    assert house.enter(chair=house.duty("leader"), clash_reason="Phòng khi trùng").clash_reason == ""


def test_a_clash_with_a_private_entry_tells_only_the_time(house: House) -> None:
    house.enter(chair=house.duty("leader"), private=True, title="Làm việc về nhân sự")
    with pytest.raises(Taken) as caught:
        house.enter("specialist", people=[house.duty("leader")])
    words = caught.value.clashes[0].words
    assert "nhân sự" not in words and "(việc nội bộ)" in words


def test_officers_of_an_office_plan_what_their_own_office_prepares(house: House) -> None:
    entry = house.enter("specialist", prepared_by=house.place.pk)
    assert entry.prepared_by == house.office
    foreign = house.enter("clerk", starts="13:00", ends="14:00", prepared_by=house.place.pk)
    with pytest.raises(NotAllowed):
        actions.change(actor=house.actor("specialist"), entry_id=foreign.pk, wish=house.wish(title="Khác"))
    stranger = officer_actor(make_house(code="phuong-2").place, "clerk", valid_from=LONG_AGO)
    with pytest.raises(NotAllowed):
        actions.enter(actor=stranger, unit_id=house.place.pk, wish=house.wish(), token="x")
    with pytest.raises(NotFound):
        actions.cancel(actor=stranger, entry_id=entry.pk, reason="Nhầm")
    with pytest.raises(NotAllowed):
        house.enter("specialist", token="y") and actions.submit(
            actor=house.actor("specialist"), plan_id=house.plan().pk
        )


def test_who_saved_second_is_told(house: House) -> None:
    entry = house.enter()
    actions.change(actor=house.actor("clerk"), entry_id=entry.pk, wish=house.wish(title="Họp mới"), sequence=0)
    with pytest.raises(Conflict):
        actions.change(actor=house.actor("leader"), entry_id=entry.pk, wish=house.wish(title="Khác"), sequence=0)
    entry.refresh_from_db()
    assert (entry.title, entry.sequence) == ("Họp mới", 1)


def test_the_way_of_a_plan(house: House) -> None:
    house.enter()
    pk = house.plan().pk
    actions.submit(actor=house.actor("clerk"), plan_id=pk)
    assert open_kinds(house) == [("agenda.approve", "unit_head")]
    item = WorkItem.objects.regardless("test").open().get(unit=house.place)
    assert item.due_at is not None and item.due_at.date() == date(2026, 8, 10)
    with pytest.raises(Conflict):
        actions.publish(actor=house.actor("clerk"), plan_id=pk)
    with pytest.raises(Refusal):
        actions.send_back(actor=house.actor("leader"), plan_id=pk, reason=" ")
    actions.send_back(actor=house.actor("leader"), plan_id=pk, reason="Thêm lịch tiếp dân")
    revise = WorkItem.objects.regardless("test").open().get(unit=house.place)
    assert (revise.kind, revise.holder_user_id) == ("agenda.revise", house.users["clerk"].pk)
    actions.submit(actor=house.actor("clerk"), plan_id=pk)
    actions.approve(actor=house.actor("deputy"), plan_id=pk)
    assert open_kinds(house) == [("agenda.publish", "clerk")]
    assert published_week(house.place, MONDAY) is None
    actions.publish(actor=house.actor("clerk"), plan_id=pk)
    assert open_kinds(house) == []
    assert kinds(house.plan().subject) == [
        "plan-submitted", "plan-sent-back", "plan-submitted", "plan-approved", "plan-published",
    ]  # fmt: skip


def test_nobody_approves_what_they_submitted(house: House) -> None:
    house.enter()
    pk = house.plan().pk
    actions.submit(actor=house.actor("leader"), plan_id=pk)
    with pytest.raises(NotAllowed):
        actions.approve(actor=house.actor("leader"), plan_id=pk)
    with pytest.raises(NotAllowed):
        actions.approve(actor=house.actor("clerk"), plan_id=pk)
    assert actions.approve(actor=house.actor("deputy"), plan_id=pk, at_once=True).edition == 1


def test_the_head_of_the_office_approves_and_heads_of_other_offices_do_not(house: House) -> None:
    from motcua.units.factories import make_unit

    office = make_unit(code="phuong-1-van-phong", key="van-phong", level="department", parent=house.place)
    head = officer_actor(office, "department_head", valid_from=LONG_AGO)
    other = officer_actor(house.office, "department_head", valid_from=LONG_AGO)
    house.enter()
    pk = house.plan().pk
    actions.submit(actor=house.actor("clerk"), plan_id=pk)
    with pytest.raises(NotAllowed):
        actions.approve(actor=other, plan_id=pk)
    assert actions.approve(actor=head, plan_id=pk).state == "approved"


def test_a_change_after_it_was_read_must_be_read_again(house: House) -> None:
    entry = house.enter()
    pk = house.plan().pk
    actions.submit(actor=house.actor("clerk"), plan_id=pk)
    seen = house.plan().revision
    actions.change(actor=house.actor("clerk"), entry_id=entry.pk, wish=house.wish(title="Họp khác"))
    assert house.plan().state == "draft" and open_kinds(house) == []
    actions.submit(actor=house.actor("clerk"), plan_id=pk)
    with pytest.raises(Conflict):
        actions.approve(actor=house.actor("leader"), plan_id=pk, revision=seen)


def test_an_empty_week_is_not_submitted_and_a_past_one_is_not_touched(house: House, at: At) -> None:
    entry = house.enter()
    at("2026-08-17 08:00")
    with pytest.raises(Refusal):
        actions.submit(actor=house.actor("clerk"), plan_id=house.plan().pk)
    with pytest.raises(Refusal):
        actions.cancel(actor=house.actor("clerk"), entry_id=entry.pk, reason="Muộn")
    at("2026-08-16 23:59")
    actions.cancel(actor=house.actor("clerk"), entry_id=entry.pk, reason="Hoãn")


def test_an_adjustment_is_a_new_edition_with_marks_and_the_earlier_one_stays(house: House) -> None:
    kept = house.enter(title="Giữ nguyên")
    moved = house.enter(starts="13:00", ends="14:00", title="Dời giờ")
    off = house.enter(starts="15:00", ends="16:00", title="Sẽ hủy")
    house.publish()
    actions.change(
        actor=house.actor("clerk"), entry_id=moved.pk, wish=house.wish(starts="14:00", ends="15:00", title="Dời giờ")
    )
    actions.cancel(actor=house.actor("clerk"), entry_id=off.pk, reason="Khách bận")
    house.enter(starts="16:00", ends="17:00", title="Thêm mới")
    assert str(house.plan().state_words) == "Đang điều chỉnh"
    before = published_week(house.place, MONDAY)
    assert before is not None and [entry.title for entry in before.entries] == ["Giữ nguyên", "Dời giờ", "Sẽ hủy"]
    house.publish()
    after = published_week(house.place, MONDAY + timedelta(days=6))
    assert after is not None and after.edition == 2
    marks = {entry.title: (entry.mark, entry.start, entry.sequence) for entry in after.entries}
    assert marks == {
        "Giữ nguyên": ("", "08:00", 0), "Dời giờ": ("changed", "14:00", 1), "Sẽ hủy": ("cancelled", "15:00", 1),
        "Thêm mới": ("added", "16:00", 0),
    }  # fmt: skip
    assert {entry.uid for entry in after.entries} >= {str(kept.uid), str(moved.uid), str(off.uid)}
    assert kinds(moved.subject) == ["entered", "changed"] and kinds(off.subject) == ["entered", "cancelled"]
    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.filter(number=1).update(document={})


def test_private_entries_are_in_no_edition(house: House) -> None:
    house.enter(chair=house.duty("leader"))
    secret = house.enter(starts="13:00", ends="14:00", title="Bí mật", private=True, people=[house.duty("deputy")])
    house.publish()
    edition = Edition.objects.get()
    assert "Bí mật" not in str(edition.document) and str(secret.uid) not in str(edition.document) + str(edition.people)
    assert all("Bí mật" not in str(event.data) for event in timeline(secret.subject, STAFF))


def test_an_entry_stays_in_its_week(house: House) -> None:
    entry = house.enter()
    with pytest.raises(Refusal) as caught:
        actions.change(actor=house.actor("clerk"), entry_id=entry.pk, wish=house.wish(day=MONDAY + timedelta(days=7)))
    assert "day" in caught.value.fields


def test_last_week_is_copied_once_without_days_off_and_clashes(house: House) -> None:
    house.enter(chair=house.duty("leader"), room_id=house.room.pk, title="Giao ban")
    house.enter(day=MONDAY + timedelta(days=1), title="Ngày sẽ nghỉ")
    house.enter(day=MONDAY + timedelta(days=2), room_id=house.room.pk, title="Phòng sẽ bận")
    gone = house.enter(day=MONDAY + timedelta(days=3), title="Đã hủy")
    actions.cancel(actor=house.actor("clerk"), entry_id=gone.pk, reason="Hoãn")
    house.enter(day=MONDAY + timedelta(days=9), room_id=house.room.pk, title="Đặt trước")
    set_day(actor=SYSTEM, unit_id=None, day=MONDAY + timedelta(days=8), kind="closure", note="Nghỉ bù")
    publish_version(actor=SYSTEM, unit_id=None, source="Thông báo nghỉ bù")
    week = Week.of(MONDAY).after
    copied = actions.copy_week(actor=house.actor("clerk"), unit_id=house.place.pk, week=week)
    assert copied.number == 1
    assert [line.split(": ")[0] for line in copied.left] == ["18/08 08:00 Ngày sẽ nghỉ", "19/08 08:00 Phòng sẽ bận"]
    assert actions.copy_week(actor=house.actor("clerk"), unit_id=house.place.pk, week=week).number == 0
    rows = WorkEntry.objects.regardless("test").filter(plan__monday=week.monday, title="Giao ban")
    entry = rows.get()
    assert (entry.start, entry.room, str(entry.people.get())) == ("08:00", house.room, "Chủ tịch Nguyễn Văn Phước")


def test_a_closed_room_keeps_its_bookings_and_takes_no_new_ones(house: House) -> None:
    entry = house.enter(room_id=house.room.pk)
    about = {"actor": house.actor("clerk"), "unit_id": house.place.pk, "name": "Phòng họp", "room_id": house.room.pk}
    actions.keep_room(**about, is_open=False)
    with pytest.raises(Refusal):
        house.enter(room_id=house.room.pk, starts="13:00", ends="14:00")
    wish = house.wish(room_id=house.room.pk, starts="08:30")
    assert actions.change(actor=house.actor("clerk"), entry_id=entry.pk, wish=wish).start == "08:30"
    with pytest.raises(Refusal):
        actions.keep_room(actor=house.actor("clerk"), unit_id=house.place.pk, name="Phòng họp")
    with pytest.raises(NotAllowed):
        actions.keep_room(actor=house.actor("specialist"), unit_id=house.place.pk, name="Phòng riêng")


def test_a_person_with_two_duties_is_one_person(house: House) -> None:
    user = house.users["leader"]
    with transaction.atomic():
        second = make_officer(house.office, "department_head", valid_from=LONG_AGO)
    duty = second.duties.get()
    duty.user = user
    duty.save()
    entry = house.enter(chair=house.duty("leader"), people=[duty.pk])
    assert entry.people.count() == 1
    assert actor_of(user).is_staff
