"""Reminders and escalation: once, in working hours, never forgotten; hand-over of a whole list."""

from datetime import timedelta

import pytest
from django.apps import apps

from motcua.accounts.factories import make_officer, officer_actor
from motcua.accounts.queries import actor_of
from motcua.kernel import clock
from motcua.kernel.outbox import REACTIONS
from motcua.kernel.refusals import NotAllowed, Refusal
from motcua.ledger.queries import STAFF, timeline
from motcua.units.factories import make_place
from motcua.units.queries import desk_of
from motcua.work import actions
from motcua.work.events import ItemDueSoon, ItemOverdue
from motcua.work.factories import at, make_item, reread
from motcua.work.models import HandOver
from motcua.worktime.factories import make_holiday

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard(monkeypatch):
    told = []
    from motcua.work.actions import due_queue

    monkeypatch.setattr(due_queue, "announce", told.append)
    return told


def test_each_is_told_once(place, present, heard):
    present(at("2026-08-10 08:00"))
    item = make_item(desk_of(place.pk), due_at=at("2026-08-12 17:00"))
    assert actions.remind_due_soon() == 0
    present(at("2026-08-11 16:59"))
    assert actions.remind_due_soon() == 0
    present(at("2026-08-12 07:30"))
    actions.remind_due_soon()
    actions.remind_due_soon()
    assert [type(event) for event in heard] == [ItemDueSoon]
    present(at("2026-08-13 08:00"))
    assert actions.escalate_overdue() == 1
    assert actions.escalate_overdue() == 0
    assert isinstance(heard[-1], ItemOverdue)
    assert heard[-1].head_user_id is None
    assert reread(item).escalated_at == at("2026-08-13 08:00")


def test_nobody_is_told_at_night_or_on_a_holiday(place, present, heard):
    present(at("2026-08-10 08:00"))
    make_item(desk_of(place.pk), due_at=at("2026-08-10 17:00"))
    present(at("2026-08-10 17:30"))
    assert actions.escalate_overdue() == 0
    present(at("2026-08-10 23:59"))
    assert actions.escalate_overdue() == 0
    make_holiday(at("2026-08-11 00:00").date())
    present(at("2026-08-11 09:00"))
    assert actions.escalate_overdue() == 0
    present(at("2026-08-12 07:29"))
    assert actions.escalate_overdue() == 0
    present(at("2026-08-12 07:30"))
    assert actions.escalate_overdue() == 1


def test_closed_and_rescheduled_items(place, present, heard):
    present(at("2026-08-10 08:00"))
    desk = desk_of(place.pk)
    closed = make_item(desk, due_at=at("2026-08-10 16:00"))
    moved = make_item(desk, due_at=at("2026-08-10 16:00"))
    actions.close_items(subject=closed.subject)
    present(at("2026-08-11 08:00"))
    assert actions.escalate_overdue() == 1
    actions.reschedule(subject=moved.subject, due_at=at("2026-08-12 16:00"))
    present(at("2026-08-13 08:00"))
    assert actions.escalate_overdue() == 1
    actions.reschedule(subject=moved.subject, due_at=None)
    assert actions.escalate_overdue() == 0


def test_the_head_in_office_is_told(place, present, heard):
    desk = desk_of(place.pk)
    head = make_officer(desk, "department_head", post=desk.posts.get(is_head=True), valid_from=at("2020-01-01 00:00"))
    present(at("2026-08-10 08:00"))
    make_item(desk, due_at=at("2026-08-10 16:00"))
    present(at("2026-08-11 08:00"))
    actions.escalate_overdue()
    assert heard[-1].head_user_id == head.pk


def test_whole_list_goes_over_with_a_trace(place):
    desk = desk_of(place.pk)
    giver, taker = make_officer(desk, full_name="Lê Giao"), make_officer(desk, full_name="Phạm Nhận")
    items = [make_item(desk, holder_user_id=giver.pk) for _ in range(3)]
    untouched = make_item(desk, holder_user_id=taker.pk)
    record = actions.hand_over_list(
        actor=actor_of(giver), from_user_id=giver.pk, to_user_id=taker.pk, reason="Nghỉ phép"
    )
    assert record.items == 3
    assert {reread(item).holder_user_id for item in items} == {taker.pk}
    assert reread(untouched).holder_user_id == taker.pk
    for item in items:
        event = timeline(item.subject, STAFF)[-1]
        assert event.kind == "work.handed_over"
        assert event.data["reason"] == "Nghỉ phép"
        assert event.actor["name"] == "Lê Giao"
        assert reread(item).due_at == item.due_at


def test_who_may_hand_over_what(place):
    desk = desk_of(place.pk)
    giver, taker, other = make_officer(desk), make_officer(desk), make_officer(desk)
    make_item(desk, holder_user_id=giver.pk)
    stranger = make_officer(desk_of(make_place().pk))

    def try_it(actor, **changes):
        given = {"from_user_id": giver.pk, "to_user_id": taker.pk, "reason": "Nghỉ"}
        actions.hand_over_list(actor=actor, **{**given, **changes})

    with pytest.raises(NotAllowed):
        try_it(actor_of(other))
    with pytest.raises(NotAllowed):
        try_it(actor_of(giver), to_user_id=stranger.pk)
    with pytest.raises(Refusal):
        try_it(actor_of(giver), reason=" ")
    with pytest.raises(Refusal):
        try_it(actor_of(giver), to_user_id=giver.pk)
    with pytest.raises(NotAllowed):
        try_it(officer_actor(desk, "auditor"))
    with pytest.raises(Refusal):
        try_it(officer_actor(desk_of(make_place().pk), "department_head"), to_user_id=stranger.pk)
    assert not HandOver.objects.regardless("test").exists()
    try_it(officer_actor(desk, "department_head"))
    assert HandOver.objects.regardless("test").get().by["role"] == "department_head"


def test_items_opened_at_night_are_reminded_in_the_morning(place, present):
    present(at("2026-08-10 22:00"))
    item = make_item(desk_of(place.pk), due_at=at("2026-08-11 03:00") + timedelta(hours=1))
    assert clock.local(item.escalate_at) == at("2026-08-11 07:30")


def test_events_have_listeners_where_the_desk_is_installed():
    if apps.is_installed("motcua.desk"):
        assert REACTIONS[ItemDueSoon]
        assert REACTIONS[ItemOverdue]
