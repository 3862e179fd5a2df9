"""Pictures of a report between sending and the job after commit: said plainly, shown to nobody; a bad one costs only itself."""

import io
from typing import Any

import pytest
from django.test import Client

from motcua.accounts.factories import sign_in
from motcua.feedback.factories import Town, answered, make_town
from motcua.feedback.models import Report
from motcua.files.factories import picture_bytes
from motcua.kernel.outbox import drain

pytestmark = pytest.mark.django_db
WAITS = "đang được chuẩn bị"


@pytest.fixture
def town() -> Town:
    return make_town()


def send(client: Client, town: Town, content: bytes) -> Report:
    picture = io.BytesIO(content)
    picture.name = "o-ga.jpg"
    data = {"token": "mot-to-khai-cho-anh", "description": "Ổ gà sâu", "address": "12 Lê Lợi"}
    answer = client.post(f"/phan-anh/gui/{town.place.code}/o-ga/", {**data, "photos_files": [picture]})
    assert answer.status_code == 302
    return Report.objects.regardless("test").get()


def texts(*pages: tuple[Any, str]) -> list[str]:
    return [client.get(address).text for client, address in pages]


def test_until_a_picture_is_ready_every_page_says_so_and_nobody_is_given_it(town: Town, client: Client) -> None:
    report = send(client, town, picture_bytes(size=(1600, 1200)))
    file = report.photos.get().file_id
    leader = sign_in(Client(), town.user("unit_head"))
    answered(town, report)
    desk, publish = f"/can-bo/phan-anh/{report.pk}/", f"/can-bo/phan-anh/{report.pk}/cong-khai/"
    pages = (
        (client, f"/phan-anh/{report.code}/bien-nhan/"),
        (client, f"/phan-anh/{report.code}"),
        (leader, desk),
        (leader, publish),
    )
    assert all(WAITS in text for text in texts(*pages)) and 'name="show"' not in texts((leader, publish))[0]
    for reader in (client, leader):
        assert [reader.get(f"/tep/{file}/{way}").status_code for way in ("xem", "xem-truoc")] == [423, 423]
    words = {"revision": 4, "text": "Ổ gà", "answer": "Đã vá.", "show": report.photos.get().pk}
    assert WAITS in leader.post(publish, words).text and report.photos.get().public_file_id is None
    drain()
    assert not any(WAITS in text for text in texts(*pages)) and 'name="show"' in texts((leader, publish))[0]
    assert leader.get(f"/tep/{file}/xem").status_code == 200
    assert leader.post(publish, words).status_code == 302 and report.photos.get().public_file_id


def test_a_picture_that_can_not_be_opened_is_named_and_the_report_stays(town: Town, client: Client) -> None:
    report = send(client, town, picture_bytes(size=(1600, 1200))[:3000])
    drain()
    desk = sign_in(Client(), town.user("specialist"))
    for text in texts((client, f"/phan-anh/{report.code}"), (desk, f"/can-bo/phan-anh/{report.pk}/")):
        assert "Ảnh 1 không xem được" in text and "hỏng" in text
