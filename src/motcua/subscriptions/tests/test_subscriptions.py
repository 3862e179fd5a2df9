"""Asked for twice, one letter a morning, ended by one click; nothing about a person in any address."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.feedback import actions as feedback
from motcua.feedback.factories import Town, answered, make_report, make_town
from motcua.kernel import clock, outbox
from motcua.notifications.models import Message
from motcua.subscriptions import actions
from motcua.subscriptions.models import Subscription

pytestmark = pytest.mark.django_db
MAIL = "hoa.le@example.vn"


@pytest.fixture
def town() -> Town:
    return make_town()


def ask(town: Town, what: str = "", **fields: str) -> Any:
    said = {"mail": MAIL, "what": f"{town.place.code}{what}", "radius": "0", **fields}
    return Client().post("/nhan-tin/", said)


def only() -> Subscription:
    return Subscription.objects.regardless("test").get()


def confirmed(town: Town, what: str = "", **fields: str) -> Subscription:
    ask(town, what, **fields)
    outbox.drain()
    mail.outbox.clear()
    return actions.confirm(token=only().token)


def publish(town: Town, **said: Any) -> None:
    report = answered(town, make_report(town, **said))
    address = said.get("address", "Lê Lợi")
    feedback.publish(actor=town.actor("unit_head"), report_id=report.pk, text="Ổ gà", answer="Đã vá.", address=address)


def letters() -> int:
    asked = actions.send_digest()
    outbox.drain()
    outbox.drain()
    return asked


def test_nothing_is_sent_before_the_second_yes(town: Town, client: Client) -> None:
    assert "Nhận tin qua thư điện tử" in client.get("/phan-anh/").text
    assert "Mời xem hộp thư" in ask(town).text
    outbox.drain()
    [letter] = mail.outbox
    link = re.search(r"https?://\S+(/nhan-tin/\S+)", letter.body)
    assert link and MAIL not in letter.body and letter.to == [MAIL]
    publish(town)
    assert letters() == 0
    # Mail programs open links by themselves: opening is no yes.
    assert "Xác nhận nhận tin" in client.get(link[1]).text and only().confirmed_at is None
    client.post(f"{link[1]}xac-nhan/")
    assert "Đang nhận tin" in client.get(link[1]).text and only().confirmed_at is not None


def test_one_letter_for_what_is_new_and_one_click_ends_it(town: Town) -> None:
    found = confirmed(town)
    assert MAIL not in found.mail
    for _each in range(3):
        publish(town)
    assert letters() == 1 and letters() == 0
    [letter] = mail.outbox
    assert "3 phản ánh mới" in letter.subject and town.place.name in letter.subject
    headers = letter.extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    where = re.fullmatch(r"<https?://[^/]+(/nhan-tin/[\w-]+/huy/)>", headers["List-Unsubscribe"])
    assert where
    one_click = Client(enforce_csrf_checks=True).post(where[1], {"List-Unsubscribe": "One-Click"})
    assert one_click.status_code == 200 and only().ended_at is not None and only().mail == ""
    publish(town)
    assert letters() == 0
    actions.confirm(token=found.token)
    assert only().ended_at is not None
    assert not Message.objects.filter(address=MAIL).exists()


def test_only_what_was_asked_for(town: Town) -> None:
    confirmed(town, "/den")
    publish(town)
    assert letters() == 0
    Subscription.objects.regardless("test").update(category_key="ha-tang")
    assert letters() == 1


def test_a_neighbourhood(town: Town) -> None:
    here = {"radius": "500", "longitude": "106.6000", "latitude": "10.8700"}
    confirmed(town, **here)
    publish(town, point=(106.6000, 10.8760))
    publish(town, point=(106.6030, 10.8710), address="")
    publish(town)
    assert letters() == 1
    assert "1 phản ánh mới" in mail.outbox[0].subject


def test_the_same_wish_is_one_and_the_answer_tells_nothing(town: Town) -> None:
    first = ask(town)
    again = ask(town, mail=MAIL.upper())
    assert Subscription.objects.regardless("test").count() == 1 and first.status_code == again.status_code == 200
    confirmed(town)
    outbox.drain()
    mail.outbox.clear()
    assert "Mời xem hộp thư" in ask(town).text
    outbox.drain()
    assert mail.outbox == []
    ask(town, "/o-ga")
    assert Subscription.objects.regardless("test").count() == 2


def test_a_mailbox_is_not_flooded(town: Town) -> None:
    statuses = [ask(town).status_code for _each in range(7)]
    assert statuses.count(200) == 5 and set(statuses[5:]) == {429}


@pytest.mark.parametrize(
    "change",
    [{"mail": "khong-phai"}, {"mail": "a\0b@example.vn"}, {"what": "khong-co"}, {"radius": "7"}, {"radius": "500"}],
)
def test_what_cannot_be_is_said_and_nothing_is_lost(town: Town, change: dict[str, str]) -> None:
    page = ask(town, **{"longitude": "", **change})
    assert page.status_code == 422 and not Subscription.objects.regardless("test").exists()
    assert "mail" in change or MAIL in page.text
    assert Client().get("/nhan-tin/khong-co/").status_code == 404
    assert Client().post("/nhan-tin/khong-co/huy/").status_code == 404


def test_what_nobody_confirmed_is_forgotten(town: Town, monkeypatch) -> None:
    ask(town)
    assert actions.forget_unconfirmed() == 0
    later = clock.now() + timedelta(days=8)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert actions.forget_unconfirmed() == 1


def test_a_morning_with_many_reports_asks_no_more_questions(town: Town) -> None:
    confirmed(town)
    questions = []
    for more in (1, 5):
        for _ in range(more):
            publish(town)
        with CaptureQueriesContext(connection) as context:
            actions.send_digest()
        questions.append(len(context))
    assert questions[1] <= questions[0]
