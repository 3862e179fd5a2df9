"""Limits per phone and address, proof of work, blocks: who floods waits, who doesn't isn't touched."""

from collections import Counter
from datetime import timedelta

import pytest
from django.test import Client

from motcua.accounts.factories import make_citizen, make_officer, sign_in
from motcua.feedback.factories import Town, make_town
from motcua.feedback.models import Report
from motcua.kernel import clock, limits
from motcua.kernel.refusals import NotAllowed, NotFound, Refusal, TooMany
from motcua.ledger.queries import STAFF, timeline
from motcua.moderation import actions
from motcua.moderation.models import SenderBlock, SenderTrace
from motcua.moderation.queries import Sender, challenge
from motcua.moderation.rules import proof
from motcua.units.factories import make_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return make_town()


@pytest.fixture
def easy(monkeypatch):
    """Less work, so that a test is quick."""
    monkeypatch.setattr(
        "motcua.moderation.queries.challenges.holds", lambda asked, number: proof.holds(asked, number, 4)
    )


def worked(bits: int = 4) -> str:
    asked = challenge()
    return f"{asked}:{proof.found(asked, bits)}"


def send(town: Town, number: int, address: str = "203.0.113.5", client: Client | None = None, **fields: str):
    data = {"token": f"mot-to-khai-{address}-{number:06d}", "description": "Ổ gà sâu", "address": "12 Lê Lợi", **fields}
    where = f"/phan-anh/gui/{town.place.code}/o-ga/"
    return (client or Client()).post(where, data, REMOTE_ADDR=address)


def reports():
    return Report.objects.regardless("test")


def test_many_from_one_address_are_asked_to_prove_work_or_sign_in(town, easy):
    statuses = [send(town, number).status_code for number in range(7)]
    assert statuses == [302] * 5 + [429] * 2
    refused = send(town, 8, description="Còn nguyên nội dung")
    assert "Đăng nhập bằng số điện thoại" in refused.text and "Còn nguyên nội dung" in refused.text
    assert send(town, 9, proof=worked()).status_code == 302
    # The same form once more is the same report, whatever the limits say.
    assert send(town, 0).status_code == 302 and reports().count() == 6


def test_a_flood_from_one_address_touches_nobody_else(town):
    statuses = Counter(send(town, number).status_code for number in range(60))
    assert statuses == {302: 5, 429: 55} and reports().count() == 5
    assert send(town, 1, "203.0.113.6").status_code == 302
    signed = sign_in(Client(), make_citizen())
    assert send(town, 2, client=signed).status_code == 302


def test_whatever_work_is_proved_there_is_an_end(town, easy):
    statuses = [send(town, number, proof=worked()).status_code for number in range(22)]
    assert statuses == [302] * 20 + [429] * 2


def test_a_phone_has_limits_of_its_own(town):
    sender = Sender(address="203.0.113.7", phone="+84901234567")
    for _each in range(10):
        actions.admit(kind="feedback.send", sender=sender, unit_id=town.place.pk)
    with pytest.raises(TooMany) as refused:
        actions.admit(
            kind="feedback.send", sender=Sender(address="198.51.100.9", phone=sender.phone), unit_id=town.place.pk
        )
    assert 0 < refused.value.retry_after <= 600
    actions.admit(
        kind="feedback.send", sender=Sender(address="203.0.113.7", phone="+84907654321"), unit_id=town.place.pk
    )


def test_the_page_carries_a_challenge_for_who_is_not_signed_in(town):
    where = f"/phan-anh/gui/{town.place.code}/o-ga/"
    assert 'data-mc="proof"' in Client().get(where).text
    assert 'data-mc="proof"' not in sign_in(Client(), town.citizen).get(where).text


def test_an_officer_blocks_a_sender_without_learning_who(town):
    send(town, 1)
    report = reports().get()
    trace = SenderTrace.objects.regardless("test").get()
    assert "203.0.113" not in trace.address_digest and trace.phone_digest == ""
    head = sign_in(Client(), town.user("unit_head"))
    assert "Chặn người gửi" in head.get(f"/can-bo/phan-anh/{report.pk}/").text
    page = f"/can-bo/kiem-duyet/{report.subject}/chan/"
    assert head.post(page, {"days": "400", "reason": ""}).status_code == 422
    head.post(page, {"days": "7", "reason": "Gửi ảnh phản cảm nhiều lần."})
    blocked = send(town, 2)
    assert blocked.status_code == 403 and "Gửi ảnh phản cảm nhiều lần" in blocked.text and "Ổ gà sâu" in blocked.text
    assert "mới gửi lại được đến nơi này" in blocked.text
    assert send(town, 3, "203.0.113.6").status_code == 302
    assert timeline(report.subject, STAFF)[-1].kind == "sender.blocked"
    standing = SenderBlock.objects.regardless("test").get()
    assert "203.0.113" not in head.get("/can-bo/kiem-duyet/").text
    head.post(f"/can-bo/kiem-duyet/chan/{standing.pk}/bo/")
    assert send(town, 4).status_code == 302


def test_a_block_ends_by_itself_and_reaches_below_only(town, monkeypatch):
    send(town, 1)
    made = actions.block(actor=town.actor("unit_head"), subject=reports().get().subject, reason="Rác", days=1)
    other = make_place()
    sender = Sender(address="203.0.113.5")
    actions.admit(kind="feedback.send", sender=sender, unit_id=other.pk)
    with pytest.raises(NotAllowed):
        actions.admit(kind="feedback.send", sender=sender, unit_id=town.office.pk)
    monkeypatch.setattr(clock, "now", lambda: made.until)
    actions.admit(kind="feedback.send", sender=sender, unit_id=town.place.pk)


def test_who_may_block(town):
    send(town, 1)
    subject = reports().get().subject
    for wrong in (town.actor("specialist"), town.person):
        with pytest.raises(NotAllowed):
            actions.block(actor=wrong, subject=subject, reason="Rác", days=1)
    stranger = sign_in(Client(), make_officer(make_place(), "unit_head"))
    assert stranger.get(f"/can-bo/kiem-duyet/{subject}/chan/").status_code == 404
    with pytest.raises(NotFound):
        actions.block(actor=town.actor("unit_head"), subject="report:999999", reason="Rác", days=1)
    with pytest.raises(Refusal):
        actions.block(actor=town.actor("unit_head"), subject=subject, reason="  ", days=1)


def test_traces_are_forgotten_after_30_days(town, monkeypatch):
    send(town, 1)
    assert actions.forget_traces() == 0
    later = clock.now() + timedelta(days=31)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert actions.forget_traces() == 1


def test_limits_count_what_is_sent_not_what_is_wrong(town):
    for number in range(8):
        assert send(town, number, description="").status_code == 422
    assert limits.allow("feedback.send.free", "203.0.113.5", times=1, seconds=600)
