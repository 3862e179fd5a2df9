"""The whole way through the pages: sent, accepted, answered, approved, published, rated; and who may not."""

import io
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from motcua.accounts.factories import make_officer, sign_in
from motcua.feedback.factories import Town, answered, make_report, make_town
from motcua.feedback.models import Photo, Report
from motcua.files.queries import by_token, open_content
from motcua.kernel.outbox import drain
from motcua.ledger.queries import accesses
from motcua.units.factories import make_place

pytestmark = pytest.mark.django_db
TOKEN = "mot-to-khai-phan-anh"


@pytest.fixture
def town() -> Town:
    return make_town()


def picture(colour: tuple[int, int, int] = (200, 30, 30)) -> Any:
    out = io.BytesIO()
    Image.new("RGB", (320, 240), colour).save(out, "JPEG")
    out.seek(0)
    out.name = "o-ga.jpg"
    return out


def only() -> Report:
    return Report.objects.regardless("test").get()


def send(client: Client, town: Town, key: str = "o-ga", **fields: Any) -> Any:
    data = {"token": TOKEN, "description": "Ổ gà sâu, ông Nguyễn Văn Hai vừa ngã", "address": "12 Lê Lợi", **fields}
    return client.post(f"/phan-anh/gui/{town.place.code}/{key}/", data)


def test_anonymous_from_photo_to_rating_without_javascript(town: Town, client: Client) -> None:
    assert town.place.name in client.get("/phan-anh/gui/").text
    assert "Ổ gà" in client.get(f"/phan-anh/gui/{town.place.code}/").text
    answer = send(client, town, photos_files=[picture()])
    report = only()
    assert answer.headers["Location"] == f"/phan-anh/{report.code}/bien-nhan/"
    assert report.reporter_id is None and report.phone == "" and report.holder_unit_id == town.office.pk
    page = client.get(answer.headers["Location"]).text
    assert report.code in page and report.secret in page and "<svg" in page
    assert send(client, town, photos_files=[picture()]).headers["Location"] == answer.headers["Location"]
    assert Report.objects.regardless("test").count() == 1

    desk = sign_in(Client(), town.user("specialist"))
    base = f"/can-bo/phan-anh/{report.pk}/"
    assert "Nguyễn Văn Hai" in desk.get(base).text and len(accesses(report.subject)) == 1
    assert "Trả lời phản ánh" in desk.get("/can-bo/").text
    desk.post(f"{base}tiep-nhan/", {"revision": 1})
    desk.post(
        f"{base}trinh-tra-loi/", {"revision": 2, "answer": "Đã vá.", "handled": "on", "photos_files": [picture()]}
    )
    assert desk.get(f"{base}duyet/").status_code == 403
    leader = sign_in(Client(), town.user("unit_head"))
    assert "Đã vá." in leader.get(f"{base}duyet/").text
    leader.post(f"{base}duyet/", {"revision": 3, "answer": "Đã vá xong sáng nay."})
    assert only().state == "answered" and only().photos.count() == 2
    drain()

    stranger = Client()
    hidden = stranger.get(f"/phan-anh/{report.code}").text
    assert "Đã trả lời" in hidden and "Nguyễn Văn Hai" not in hidden and "Đã vá xong" not in hidden
    proposal = leader.get(f"{base}cong-khai/").text
    assert "ông [đã che] vừa ngã" in proposal
    photo = Photo.objects.filter(report=report).first()
    assert photo is not None
    leader.post(
        f"{base}cong-khai/",
        {"revision": 4, "text": "Ổ gà sâu", "answer": "Đã vá.", "show": photo.pk, f"cell-{photo.pk}": ["0", "47"]},
    )
    photo.refresh_from_db()
    with open_content(by_token(photo.public_file_id)) as source:  # type: ignore[arg-type]
        copy = Image.open(source).convert("RGB")
    assert (
        max(copy.getpixel((5, 5))) < 10 and max(copy.getpixel((315, 235))) < 10 and copy.getpixel((160, 120))[0] > 150
    )
    assert stranger.get(f"/tep/{photo.public_file_id}/xem").status_code == 200
    assert stranger.get(f"/tep/{photo.file_id}/xem").status_code in (403, 404)
    assert "Ổ gà sâu" in stranger.get("/phan-anh/").text and "Đã vá." in stranger.get(f"/phan-anh/{report.code}").text
    replaced = photo.public_file_id
    again = {"revision": 5, "text": "Ổ gà sâu", "answer": "Đã vá.", "show": photo.pk, f"cell-{photo.pk}": ["1"]}
    leader.post(f"{base}cong-khai/", again)
    photo.refresh_from_db()
    assert photo.public_file_id != replaced and photo.covered == [[0.125, 0, 0.25, 0.166667]]
    assert stranger.get(f"/tep/{replaced}/xem").status_code in (403, 404)
    feed = stranger.get("/phan-anh/tin.atom")
    assert feed.text.startswith("<?xml") and report.code in feed.text

    assert "Đã vá xong sáng nay." in client.get(f"/phan-anh/{report.code}").text
    assert stranger.post(f"/phan-anh/{report.code}/danh-gia/", {"solved": "yes"}).status_code == 404
    client.post(f"/phan-anh/{report.code}/danh-gia/", {"solved": "yes", "note": "Cảm ơn"})
    assert only().solved is True and only().confirmed_at is not None


def test_what_is_missing_is_said_and_nothing_is_lost(town: Town, client: Client) -> None:
    page = send(client, town, description="", address="", photos_files=[picture()])
    assert page.status_code == 422 and "Viết ngắn gọn điều cần phản ánh" in page.text
    assert "Ghi địa chỉ" in page.text and "o-ga.jpg" in page.text and TOKEN in page.text
    page = send(client, town, photos_files=[io.BytesIO(b"not a picture")])
    assert page.status_code == 422 and "Ổ gà sâu" in page.text
    page = send(client, town, address="", longitude="2.35", latitude="48.85")
    assert page.status_code == 422 and "ngoài địa bàn" in page.text
    page = send(client, town, photos="00000000-0000-4000-8000-000000000000")
    assert page.status_code == 422 and "không còn trên máy chủ" in page.text
    assert send(client, town, photos="khong-phai-ma-tep").status_code == 302


def test_phone_first_where_a_category_wants_it_and_stops_where_another_way_is_right(town: Town, client: Client) -> None:
    assert "/dang-nhap" in client.get(f"/phan-anh/gui/{town.place.code}/den/").headers["Location"]
    stop = client.post(f"/phan-anh/gui/{town.place.code}/khan-cap/", {"token": TOKEN})
    assert "tel:114" in stop.text and not Report.objects.regardless("test").exists()
    sign_in(client, town.citizen)
    assert "Trả lời câu hỏi này" in send(client, town, "den").text
    send(client, town, "den", **{"q-cot": "HM-12"})
    assert only().reporter_id == town.citizen.pk and only().details[0]["value"] == "HM-12"


def test_a_late_dossier_goes_to_the_leader(town: Town) -> None:
    assert make_report(town, key="ho-so", address="").holder_unit_id == town.place.pk


def test_an_officer_elsewhere_finds_nothing_and_the_second_of_two_is_told(town: Town) -> None:
    report = make_report(town)
    other = sign_in(Client(), make_officer(make_place(), "unit_head"))
    assert other.get(f"/can-bo/phan-anh/{report.pk}/").status_code == 404
    assert other.post(f"/can-bo/phan-anh/{report.pk}/tiep-nhan/", {"revision": 1}).status_code == 404
    desk = sign_in(Client(), town.user("specialist"))
    desk.post(f"/can-bo/phan-anh/{report.pk}/tiep-nhan/", {"revision": 1})
    late = desk.post(f"/can-bo/phan-anh/{report.pk}/khong-tiep-nhan/", {"revision": 1, "reason": "Trùng"})
    assert late.status_code == 409 and "Trùng" in late.text and only().state == "handling"
    again = desk.post(f"/can-bo/phan-anh/{report.pk}/chuyen/", {"revision": 2, "unit_id": "", "reason": ""})
    assert again.status_code == 422


def test_reopened_once_and_only_by_the_reporter(town: Town, client: Client) -> None:
    report = answered(town, make_report(town))
    assert client.post(f"/phan-anh/{report.code}/xu-ly-lai/", {"reason": "Chưa"}).status_code == 404
    assert client.post(f"/phan-anh/{report.code}", {"secret": "SAI999"}).status_code == 422
    client.post(f"/phan-anh/{report.code}", {"secret": report.secret.lower()})
    client.post(f"/phan-anh/{report.code}/xu-ly-lai/", {"reason": "Chưa vá bên kia"})
    assert only().state == "submitted" and only().round == 2
    answered(town, only())
    client.post(f"/phan-anh/{report.code}/xu-ly-lai/", {"reason": "Lần nữa"})
    assert only().state == "answered"


def test_too_many_from_one_address_are_asked_to_wait(town: Town, client: Client, settings: Any) -> None:
    settings.REPORTS_PER_TEN_MINUTES = 2
    for number in range(2):
        assert send(client, town, token=f"{TOKEN}-{number}").status_code == 302
    assert send(client, town, token=f"{TOKEN}-x").status_code == 429
