"""Four eyes, one's own place, the day's limit, one message a person, batches that go on after a kill, corrections."""

from datetime import timedelta

import pytest

from motcua.kernel import clock, outbox
from motcua.kernel.models import OutboxMessage
from motcua.kernel.refusals import Conflict, NotAllowed, Refusal
from motcua.notices import actions
from motcua.notices.actions import sending
from motcua.notices.models import Notice
from motcua.notices.queries.reach import outcome_of, reach_of
from motcua.notices.queries.reading import public_notice, public_notices
from motcua.notices.rules.quiet import A_DAY
from motcua.notifications.models import Channel, Device, Listening, Message
from motcua.notifications.queries import user_holder
from motcua.subscriptions import actions as subscriptions
from motcua.subscriptions.models import Subscription
from motcua.work.models import WorkItem

pytestmark = pytest.mark.django_db


def messages(notice: Notice) -> int:
    return Message.objects.filter(related=notice.subject).count()


def test_nothing_goes_out_unread_and_nobody_reads_over_their_own(town):
    ward = town.wards[0]
    town.in_app(ward)
    draft = town.write(ward, by="unit_head")
    actions.submit(actor=town.actor(ward, "unit_head"), notice_id=draft.pk)
    assert WorkItem.objects.regardless("test").filter(subject=draft.subject, closed_at=None).count() == 1
    for role, refusal in (("clerk", NotAllowed), ("unit_head", NotAllowed)):
        with pytest.raises(refusal):
            actions.approve(actor=town.actor(ward, role), notice_id=draft.pk)
    outbox.drain()
    assert messages(draft) == 0 and not public_notices(None).exists()


def test_whoever_changes_a_draft_last_has_written_it(town):
    ward = town.wards[0]
    draft = town.write(ward)
    actions.change(actor=town.actor(ward, "unit_head"), notice_id=draft.pk, said=town.said(title="Khác"))
    actions.submit(actor=town.actor(ward, "clerk"), notice_id=draft.pk)
    with pytest.raises(NotAllowed):
        actions.approve(actor=town.actor(ward, "unit_head"), notice_id=draft.pk)


def test_a_ward_tells_its_own_people_only(town):
    third, fourth = town.wards
    with pytest.raises(NotAllowed):
        actions.write(actor=town.actor(third, "clerk"), unit_id=fourth.pk, said=town.said(), token="a")
    with pytest.raises(NotAllowed):
        town.write(third, areas=[fourth.pk])
    draft = town.write(fourth)
    for verb in (actions.submit, actions.approve):
        with pytest.raises(NotAllowed):
            verb(actor=town.actor(third, "unit_head"), notice_id=draft.pk)
    with pytest.raises(NotAllowed):
        actions.submit(actor=town.actor(town.district, "unit_head"), notice_id=draft.pk)


def test_two_presses_send_once(town):
    ward = town.wards[0]
    user = town.in_app(ward)
    draft = town.write(ward)
    actions.submit(actor=town.actor(ward, "clerk"), notice_id=draft.pk)
    seen, leader = town.fresh(draft).revision, town.actor(ward, "unit_head")
    actions.approve(actor=leader, notice_id=draft.pk, revision=seen)
    with pytest.raises(Conflict):
        actions.approve(actor=leader, notice_id=draft.pk, revision=seen)
    outbox.drain()
    assert Message.objects.filter(user=user, related=draft.subject).count() == 1
    again = actions.write(actor=town.actor(ward, "clerk"), unit_id=ward.pk, said=town.said(), token=draft.token)
    assert again.pk == draft.pk


def test_who_is_reached_and_one_message_however_many_wishes_match(town):
    third, fourth = town.wards
    town.in_app(third, fourth, town.district)
    town.in_app(fourth, topics=("y-te",))
    town.mailbox(fourth, topic="mat-dien")
    whole, narrowed = town.write(town.district), town.write(town.district, areas=[third.pk])
    assert (reach_of(whole).total, reach_of(whole).subscribed) == (2, 3)
    assert reach_of(narrowed).total == 1
    sent = town.send(town.district)
    outbox.drain()
    assert messages(sent) == 2 and town.fresh(sent).sent_at is not None
    assert {(row.sent, row.failed) for row in outcome_of(sent)} == {(1, 0)}


def test_devices_of_a_mailbox_and_of_a_person_hear_of_it_once(town):
    ward = town.wards[0]
    person, box = town.in_app(ward), town.mailbox(ward)
    device = Device.objects.create(endpoint_hash="a", key_name="k", language="en", made_at=clock.now())
    for holder in (user_holder(person.pk), box.holder):
        Listening.objects.create(device=device, holder=holder, since=clock.now())
    draft = town.write(ward, title_en="Power cut", text_en="From 8.")
    assert dict(reach_of(draft).ways)[Channel.PUSH.label] == 1
    sent = town.send(ward, title_en="Power cut", text_en="From 8.")
    outbox.drain()
    shown = Message.objects.filter(related=sent.subject, channel=Channel.PUSH)
    assert [(each.subject, each.body, each.link) for each in shown] == [
        ("Phường 3: Power cut", "From 8.", f"/thong-bao/{sent.pk}/?tu=may")
    ]


def test_a_mailbox_confirmed_anew_while_a_notice_is_sent_gets_it_once(town, monkeypatch):
    ward = town.wards[0]
    monkeypatch.setattr(sending, "AT_ONCE", 1)
    first = town.mailbox(ward)
    notice = town.send(ward)
    actions.send_batch(notice_id=notice.pk, after=0)
    second = town.mailbox(ward)
    Subscription.objects.regardless("test").filter(pk=second.pk).update(who=first.who)
    outbox.drain()
    assert town.fresh(notice).sent_at is not None and messages(notice) == 1


def test_a_worker_killed_in_the_middle_goes_on_where_it_stood(town, monkeypatch):
    ward = town.wards[0]
    monkeypatch.setattr(sending, "AT_ONCE", 2)
    for _each in range(5):
        town.in_app(ward)
    notice = town.send(ward)
    assert actions.send_batch(notice_id=notice.pk, after=0) == 2
    cursor = town.fresh(notice).cursor

    class Killed(BaseException):
        pass

    def killed(*given, **more):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(sending, "enqueue", killed)
        with pytest.raises(Killed):
            actions.send_batch(notice_id=notice.pk, after=cursor)
    assert messages(notice) == 2 and town.fresh(notice).cursor == cursor
    # The same batch again, as the outbox does when a lease ends, and an old one too.
    assert actions.send_batch(notice_id=notice.pk, after=0) == 0
    outbox.drain()
    assert messages(notice) == 5 and town.fresh(notice).sent_at is not None


def test_quiet_hours_hold_messages_back_but_not_the_page(town, at):
    ward = town.wards[0]
    town.in_app(ward)
    at("2026-08-10 20:59:59")
    early = town.send(ward)
    at("2026-08-10 21:00:00")
    late, urgent = town.send(ward), town.send(ward, is_emergency=True)
    outbox.drain()
    # The first was approved in time, but its batch begins at 21:00.
    assert [messages(each) for each in (early, late, urgent)] == [0, 0, 1]
    assert public_notice(late.pk).notice == late
    at("2026-08-11 06:59:59")
    outbox.drain()
    assert messages(late) == 0
    at("2026-08-11 07:00:00")
    outbox.drain()
    assert [messages(each) for each in (early, late)] == [1, 1]


def test_a_scheduled_notice_comes_at_its_time(town, at):
    ward = town.wards[0]
    town.in_app(ward)
    notice = town.send(ward, publish_at=clock.now() + timedelta(hours=3))
    outbox.drain()
    assert not public_notices(ward.pk).exists()
    at("2026-08-10 12:00:00")
    outbox.drain()
    assert messages(notice) == 1 and public_notices(ward.pk).count() == 1
    assert not actions.publish(notice_id=notice.pk)


def test_a_unit_tells_so_often_a_day_and_dangers_are_not_counted(town, at):
    ward = town.wards[0]
    first, *_others = [town.send(ward) for _each in range(A_DAY)]
    with pytest.raises(Refusal, match="đã gửi 4"):
        town.send(ward)
    town.send(ward, is_emergency=True)
    town.send(ward, follows=(first, "correction"))
    town.send(town.wards[1])
    # What is approved late counts for the morning on which it goes out; one that is called off gives its place back.
    at("2026-08-10 22:00")
    later = clock.now() + timedelta(hours=1)
    draft, *_others = [town.send(ward, publish_at=later) for _each in range(A_DAY)]
    with pytest.raises(Refusal):
        town.send(ward)
    actions.withdraw(actor=town.actor(ward, "unit_head"), notice_id=draft.pk, reason="Điện lực đổi ngày")
    town.send(ward)


def test_what_was_sent_is_taken_back_by_a_notice_that_says_so(town, monkeypatch):
    ward = town.wards[0]
    monkeypatch.setattr(sending, "AT_ONCE", 1)
    town.in_app(ward), town.in_app(ward)
    wrong = town.send(ward)
    actions.send_batch(notice_id=wrong.pk, after=0)
    with pytest.raises(Conflict):
        actions.withdraw(actor=town.actor(ward, "unit_head"), notice_id=wrong.pk, reason="x")
    with pytest.raises(Conflict):
        town.write(ward, follows=(town.write(ward), "recall"))
    with pytest.raises(NotAllowed):
        town.write(town.wards[1], follows=(wrong, "recall"))
    recall = town.send(ward, follows=(wrong, "recall"), title="Không cắt điện nữa")
    outbox.drain()
    assert messages(wrong) == 1 and messages(recall) == 2
    assert public_notice(wrong.pk).recalled == recall
    assert Message.objects.filter(related=recall.subject, subject__contains="Thu hồi: Không cắt điện").count() == 2


def test_an_unknown_or_unchecked_wish_is_refused(town):
    user = town.in_app(town.wards[0])
    assert user is not None
    for about in ({"topic": "khong-co"}, {"title": " "}, {"link": "javascript:alert(1)"}, {"title_en": "x"}):
        with pytest.raises(Refusal):
            town.write(town.wards[0], **about)
    with pytest.raises(Refusal):
        subscriptions.choose_in_app(actor=town.actor(town.wards[0], "clerk"), wanted=subscriptions.Wanted(unit_ids=[1]))
    assert not OutboxMessage.objects.filter(topic="notices.send_batch").exists()
