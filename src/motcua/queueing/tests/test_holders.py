"""What people who hold a number are told, and who gets a number back."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from motcua.accounts.factories import make_officer, sign_in
from motcua.kernel import clock
from motcua.kernel.actors import ANONYMOUS, SYSTEM
from motcua.kernel.refusals import Refusal
from motcua.notifications.models import Message
from motcua.queueing import actions
from motcua.queueing.factories import LONG_AGO, Hall

At = Callable[..., datetime]


def online(number: int, **about: str) -> dict[str, str]:
    """Somebody with a telephone of their own."""
    return {"channel": "online", "name": f"Nguyễn Thị Lan {number}", "phone": f"090300010{number}", **about}


def told(template: str) -> list[str]:
    """What was sent, in order."""
    return list(Message.objects.filter(template_code=template).order_by("pk").values_list("body", flat=True))


def test_who_comes_near_because_others_gave_up_is_told_once(hall: Hall) -> None:
    before = [hall.take() for _ in range(4)]
    hall.take(**online(1))
    hall.take(**online(2, language="en"))
    assert told("visit.near") == []
    actions.cancel(actor=ANONYMOUS, code=before[1].code)
    assert len(told("visit.near")) == 1 and "A005" in told("visit.near")[0]
    hall.call()
    hall.call(1)
    assert [("A005" in words, "A006" in words) for words in told("visit.near")] == [(True, False), (False, True)]
    assert "before you" in told("visit.near")[1]


def test_who_waits_is_told_when_the_field_closes_and_keeps_the_number(hall: Hall, at: At) -> None:
    waits, gone = hall.take(**online(1)), hall.take(**online(2))
    hall.take(1, **online(3))
    hall.take()
    actions.cancel(actor=ANONYMOUS, code=gone.code)
    at(9, 0)
    actions.change_hours(actor=SYSTEM, field=hall.fields[0], day=clock.today(), intervals=[(450, 600)], note="Nghỉ sớm")
    assert told("visit.closed") == []
    actions.close_today(actor=SYSTEM, field=hall.fields[0], note="Mất điện")
    assert len(told("visit.closed")) == 1 and waits.label in told("visit.closed")[0]
    assert hall.call() == waits


def test_a_stranger_who_knows_the_telephone_does_not_get_the_number(hall: Hall, client: Client) -> None:
    mine = hall.take(**online(1))
    with pytest.raises(Refusal) as refused:
        hall.take(**online(1, name="Trần Văn Nam"))
    assert "phone" in refused.value.fields
    assert hall.take(**online(1, name="nguyen thi  LAN 1")) == mine
    given = {"name": "Người Khác", "phone": "0903000101", "khoa": "k"}
    answer = client.post(f"/lay-so/{hall.desk.code}/ho-tich/", given)
    text = answer.content.decode()
    assert answer.status_code == 422 and "id_phone-error" in text and mine.code not in text and "Người Khác" in text


def test_the_officer_reads_the_rule_of_calling(hall: Hall) -> None:
    officer = sign_in(Client(), make_officer(hall.desk, valid_from=LONG_AGO))
    page = officer.get(f"/can-bo/quay/{hall.counters[0].pk}/").content.decode()
    assert "Thứ tự mời" in page and "15 phút" in page
