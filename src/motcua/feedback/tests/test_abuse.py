"""People say what is wrong with a public text; one item for the officer; what must go goes."""

import pytest
from django.test import Client

from motcua.accounts.factories import make_officer, sign_in
from motcua.feedback import actions as feedback
from motcua.feedback.factories import Town, answered, make_report, make_town
from motcua.feedback.models import Report
from motcua.kernel import outbox
from motcua.moderation.models import AbuseNotice
from motcua.units.factories import make_place
from motcua.work.models import WorkItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return make_town()


@pytest.fixture
def report(town: Town) -> Report:
    sent = answered(town, make_report(town))
    return feedback.publish(
        actor=town.actor("unit_head"), report_id=sent.pk, text="Ổ gà", answer="Đã vá.", address="Lê Lợi"
    )


def notices():
    return AbuseNotice.objects.regardless("test")


def items():
    return WorkItem.objects.regardless("test").filter(kind="moderation.abuse")


def say(report: Report, address: str = "203.0.113.5", **fields: str):
    data = {"abuse": "personal", "note": "Có số điện thoại", **fields}
    return Client().post(f"/bao-vi-pham/phan-anh/{report.code}/", data, REMOTE_ADDR=address)


def test_only_public_texts_can_be_reported(town, report):
    link = f"/bao-vi-pham/phan-anh/{report.code}/"
    assert link in Client().get(f"/phan-anh/{report.code}").text
    assert "Lộ tên" in Client().get(link).text
    hidden = make_report(town)
    for wrong in (
        f"/bao-vi-pham/phan-anh/{hidden.code}/",
        "/bao-vi-pham/phan-anh/xyz/",
        f"/bao-vi-pham/khac/{report.code}/",
    ):
        assert Client().get(wrong).status_code == 404


def test_one_address_says_it_once_and_one_item_is_opened(report):
    assert "Đã nhận báo vi phạm" in say(report).text
    say(report)
    say(report, "203.0.113.6", abuse="untrue")
    assert notices().count() == 2 and items().count() == 1
    missing = say(report, "203.0.113.7", abuse="", note="Vẫn còn đây")
    assert missing.status_code == 422 and "Vẫn còn đây" in missing.text
    assert not notices().filter(note__contains="203").exists()


def test_what_is_abuse_goes_and_what_is_not_stays(town, report):
    say(report)
    head = sign_in(Client(), town.user("unit_head"))
    assert "Kiểm duyệt" in head.get("/can-bo/kiem-duyet/").text
    page = f"/can-bo/kiem-duyet/{report.subject}/quyet-dinh/"
    assert "Có số điện thoại" in head.get(page).text
    assert head.post(page, {"take_down": "no", "answer": ""}).status_code == 422
    head.post(page, {"take_down": "no", "answer": "Không có thông tin riêng"})
    outbox.drain()
    assert Report.objects.regardless("test").get().published_at is not None
    assert items().filter(closed_at=None).count() == 0 and head.get(page).status_code == 404

    say(report)
    head.post(page, {"take_down": "yes", "answer": "Lộ biển số"})
    outbox.drain()
    outbox.drain()
    assert Report.objects.regardless("test").get().published_at is None
    assert Client().get(f"/bao-vi-pham/phan-anh/{report.code}/").status_code == 404
    assert notices().filter(taken_down=True, answer="Lộ biển số").count() == 1


def test_officers_elsewhere_and_without_the_duty_decide_nothing(town, report):
    say(report)
    page = f"/can-bo/kiem-duyet/{report.subject}/quyet-dinh/"
    stranger = sign_in(Client(), make_officer(make_place(), "unit_head"))
    assert stranger.get(page).status_code == 404
    assert stranger.post(page, {"take_down": "yes", "answer": "Gỡ"}).status_code == 404
    assert sign_in(Client(), town.user("specialist")).get(page).status_code == 403
    assert sign_in(Client(), town.user("unit_head")).get("/can-bo/kiem-duyet/khong-phai/quyet-dinh/").status_code == 404
