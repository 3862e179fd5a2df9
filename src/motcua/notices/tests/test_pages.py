"""The pages: a list and a feed of each place, notices with own addresses, the form of wishes, the desk from draft to outcome."""

import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core import mail
from django.test import Client

from motcua.accounts.factories import sign_in
from motcua.kernel import outbox
from motcua.notices.models import Notice, NoticeVisits
from motcua.notices.tests.conftest import Town
from motcua.notifications.models import Message
from motcua.subscriptions.models import NoticeWish, Subscription

pytestmark = pytest.mark.django_db
MAIL = "hoa.le@example.vn"


def officer(town: Town, place: Any, role: str) -> Client:
    town.actor(place, role)
    return sign_in(Client(), town.officers[(place.pk, role)])


def test_a_place_hears_its_own_notices_and_those_from_above(town, client):
    third, fourth = town.wards
    own = town.send(third, title="Của phường 3")
    above = town.send(town.district, title="Của cả quận", topic="thoi-tiet")
    other = town.send(town.district, title="Chỉ phường 4", areas=[fourth.pk])
    page = client.get("/thong-bao/noi/phuong-3/").text
    assert own.title in page and above.title in page and other.title not in page
    assert client.get("/thong-bao/?don-vi=phuong-3").url == "/thong-bao/noi/phuong-3/"
    assert own.title not in client.get("/thong-bao/?chu-de=thoi-tiet").text
    feed = ElementTree.fromstring(client.get("/thong-bao/noi/phuong-3/tin.atom").content)
    titles = [
        entry.findtext("{http://www.w3.org/2005/Atom}title")
        for entry in feed.iter("{http://www.w3.org/2005/Atom}entry")
    ]
    assert titles == [above.title, own.title]
    for address in ("/thong-bao/noi/khong-co/", "/thong-bao/999/", f"/thong-bao/{town.write(third).pk}/"):
        assert client.get(address).status_code == 404


def test_a_notice_says_that_it_was_corrected_and_counts_visits_without_visitors(town, client):
    wrong = town.send(town.wards[0])
    right = town.send(town.wards[0], title="Cắt điện ngày 12", follows=(wrong, "correction"))
    page = client.get(f"/thong-bao/{wrong.pk}/?tu=thu")
    assert "đã được đính chính" in page.text and f"/thong-bao/{right.pk}/" in page.text and not page.cookies
    client.get(f"/thong-bao/{wrong.pk}/?tu=la"), client.head(f"/thong-bao/{wrong.pk}/?tu=thu")
    assert dict(NoticeVisits.objects.values_list("source", "number")) == {"thu": 1, "khac": 1}


def test_a_mailbox_is_asked_twice_and_ends_by_one_click(town, client):
    third, fourth = town.wards
    said = {"home": "phuong-3", "work": "quan-10", "topics": ["mat-dien", "y-te"], "mail": MAIL}
    assert "Mời xem hộp thư" in client.post("/thong-bao/dang-ky/", said).text
    outbox.drain()
    [letter] = mail.outbox
    link = re.search(r"https?://\S+(/nhan-tin/\S+)", letter.body)
    assert link and MAIL not in letter.body and "Phường 3" in client.get(link[1]).text
    town.send(third)
    outbox.drain()
    assert len(mail.outbox) == 1
    client.post(f"{link[1]}xac-nhan/")
    notice = town.send(third, title="Cắt điện lần hai")
    town.send(third, topic="an-ninh"), town.send(fourth)
    outbox.drain()
    [_first, told] = mail.outbox
    assert told.subject == "Phường 3: Cắt điện lần hai" and f"/thong-bao/{notice.pk}/?tu=thu" in told.body
    where = re.fullmatch(r"<https?://[^/]+(/nhan-tin/[\w-]+/huy/)>", told.extra_headers["List-Unsubscribe"])
    assert where and Client(enforce_csrf_checks=True).post(where[1]).status_code == 200
    town.send(third, is_emergency=True)
    outbox.drain()
    assert len(mail.outbox) == 2 and not Message.objects.filter(address=MAIL).exists()


def test_another_choice_of_a_mailbox_takes_the_place_of_the_one_before(town, client):
    for topics in (["mat-dien"], ["*", "y-te"]):
        client.post("/thong-bao/dang-ky/", {"home": "phuong-3", "topics": topics, "mail": MAIL})
        newest = Subscription.objects.regardless("test").order_by("-pk").first()
        client.post(f"/nhan-tin/{newest.token}/xac-nhan/")
    assert Subscription.objects.regardless("test").standing().count() == 1
    assert list(NoticeWish.objects.filter(subscription=newest).values_list("topic_key", flat=True)) == [""]


def test_what_is_missing_is_said_and_nothing_typed_is_lost(town, client):
    page = client.post("/thong-bao/dang-ky/", {"work": "quan-10", "mail": MAIL})
    assert page.status_code == 422 and "Chọn ít nhất một chủ đề" in page.text and MAIL in page.text
    assert client.post("/thong-bao/dang-ky/", {"topics": ["*"], "mail": MAIL}).status_code == 422
    assert client.post("/thong-bao/dang-ky/", {"topics": ["*"], "home": "quan-10"}).status_code == 422


def test_in_ones_own_page_when_signed_in(town):
    user = town.in_app(town.wards[1])
    client = sign_in(Client(), user)
    page = client.get("/thong-bao/dang-ky/").text
    assert "Ngừng nhận trong trang của tôi" in page and 'value="phuong-4" selected' in page
    client.post("/thong-bao/dang-ky/", {"home": "phuong-3", "topics": ["*"], "way": "app"})
    notice = town.send(town.wards[0])
    outbox.drain()
    own = client.get("/cua-toi/thong-bao/").text
    assert notice.title in own and f"/thong-bao/{notice.pk}/?tu=app" in own
    client.post("/thong-bao/dang-ky/ngung/")
    town.send(town.wards[0])
    outbox.drain()
    assert Message.objects.filter(user=user).count() == 1
    assert "/dang-nhap/" in Client().post("/thong-bao/dang-ky/ngung/").url


def test_from_a_draft_to_the_outcome_on_the_desk(town):
    ward = town.wards[0]
    town.in_app(ward)
    clerk, leader = officer(town, ward, "clerk"), officer(town, ward, "unit_head")
    form = clerk.get("/can-bo/thong-bao-dan/moi/").text
    token = re.search(r'name="token" value="([^"]+)"', form)
    said = {"topic": "mat-nuoc", "title": "Cúp nước hẻm 12", "text": "Từ 8 giờ đến 12 giờ.", "token": token[1]}
    bad = clerk.post(
        "/can-bo/thong-bao-dan/moi/", {**said, "starts_at": "2026-08-11T12:00", "ends_at": "2026-08-11T08:00"}
    )
    assert bad.status_code == 422 and "sau giờ bắt đầu" in bad.text and said["title"] in bad.text
    for _press in range(2):
        clerk.post("/can-bo/thong-bao-dan/moi/", said)
    notice = Notice.objects.regardless("test").get()
    address = f"/can-bo/thong-bao-dan/{notice.pk}/"
    page = clerk.get(address).text
    assert "1 trong 1 đăng ký" in page and "Trình duyệt" in page and "Duyệt và gửi" not in page
    clerk.post(f"{address}trinh/", {"revision": 1})
    assert clerk.post(f"{address}duyet/").status_code == 403
    leader.post(f"{address}tra-lai/", {"reason": "Ghi rõ số hẻm", "revision": 2})
    assert "Ghi rõ số hẻm" in clerk.get(address).text
    clerk.post(f"{address}sua/", {**said, "title": "Cúp nước hẻm 12/3", "revision": 3})
    clerk.post(f"{address}trinh/")
    for _press in range(2):
        leader.post(f"{address}duyet/", {"revision": 5})
    outbox.drain()
    page = leader.get(address).text
    assert "Kết quả gửi" in page and "Đính chính" in page and Message.objects.count() == 1
    assert "Cúp nước hẻm 12/3" in clerk.get("/can-bo/thong-bao-dan/?trang-thai=published").text
    stranger = officer(town, town.wards[1], "unit_head")
    assert stranger.get(address).status_code == 404 and stranger.post(f"{address}duyet/").status_code == 404
