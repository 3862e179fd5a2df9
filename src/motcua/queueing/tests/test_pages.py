"""The pages of citizens and officers, without scripts."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from motcua.accounts.factories import make_citizen, make_officer, sign_in
from motcua.dossiers.factories import make_dossier
from motcua.kernel.actors import SYSTEM
from motcua.queueing import actions
from motcua.queueing.factories import LONG_AGO, Hall
from motcua.queueing.models import Visit

At = Callable[..., datetime]
GIVEN = {"name": "Nguyễn Thị Lan", "phone": "0903 000 009", "priority": "", "dossier_code": ""}


@pytest.fixture
def officer(hall: Hall) -> Client:
    """Somebody who works at the desk."""
    return sign_in(Client(), make_officer(hall.desk, valid_from=LONG_AGO))


def pressed(client: Client, hall: Hall, **changes: str) -> str:
    """Takes a number in the first field and answers the address of its page."""
    answer = client.post(f"/lay-so/{hall.desk.code}/ho-tich/", {**GIVEN, "khoa": "press-1", **changes})
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    return str(answer.url)  # type: ignore[attr-defined]


def test_a_number_is_taken_followed_given_up_and_found_again(hall: Hall, client: Client) -> None:
    assert hall.desk.code in client.get("/lay-so/").content.decode()
    assert "0 người đang chờ" in client.get(f"/lay-so/{hall.desk.code}/").content.decode()
    address = pressed(client, hall)
    assert pressed(client, hall) == address
    page = client.get(address)
    text = page.content.decode()
    assert "A001" in text and "data:image/svg+xml" in text and page["Cache-Control"] == "no-store"
    # Without any referrer a browser sends "Origin: null" with the page's own forms, and they would be refused.
    assert page["Referrer-Policy"] == "same-origin"
    assert "A001" in client.get("/lay-so/tim-lai/").content.decode()
    assert "A001" not in Client().get("/lay-so/tim-lai/").content.decode()
    assert client.post(f"{address}huy/").status_code == 302
    assert "Đã hủy" in client.get(address).content.decode()
    assert client.get("/so/khong-co/").status_code == 404
    assert client.get("/lay-so/khong-co/").status_code == 404


def test_nothing_typed_is_lost(hall: Hall, client: Client) -> None:
    answer = client.post(
        f"/lay-so/{hall.desk.code}/ho-tich/", {**GIVEN, "phone": "028 3892 0001", "khoa": "k", "dossier_code": "H29-X"}
    )
    text = answer.content.decode()
    assert answer.status_code == 422 and "Nguyễn Thị Lan" in text and "028 3892 0001" in text and "H29-X" in text
    assert "id_phone-error" in text and "id_dossier_code-error" in text and 'value="k"' in text
    assert not Visit.objects.regardless("test").exists()


def test_after_hours_the_page_says_when_again(hall: Hall, client: Client, at: At) -> None:
    at(17, 30)
    for address in (f"/lay-so/{hall.desk.code}/", f"/lay-so/{hall.desk.code}/ho-tich/"):
        assert "Mở lại lúc 07:30 ngày 11/08/2026" in client.get(address).content.decode()
    answer = client.post(f"/lay-so/{hall.desk.code}/ho-tich/", {**GIVEN, "khoa": "k"})
    assert answer.status_code == 422


def test_a_receipt_leads_to_its_desk_and_back_to_its_number(hall: Hall, client: Client) -> None:
    dossier = make_dossier()
    assert "Không tìm thấy hồ sơ này" in client.get("/lay-so/", {"ho-so": dossier.code}).content.decode()
    visit = hall.take(dossier_code=dossier.code, channel="online", name="Lan", phone="0903000009")
    right = {"dossier_code": dossier.code, "secret": dossier.secret}
    assert client.post("/lay-so/tim-lai/", {**right, "secret": "AAAA"}).status_code == 422
    assert client.post("/lay-so/tim-lai/", right).url == f"/so/{visit.code}/"  # type: ignore[attr-defined]
    assert dossier.code in client.get(f"/so/{visit.code}/").content.decode()


def test_a_confirmed_telephone_finds_its_numbers(hall: Hall) -> None:
    hall.take(channel="online", name="Lan", phone="0903000009")
    own = sign_in(Client(), make_citizen(phone="+84903000009"))
    other = sign_in(Client(), make_citizen())
    assert "A001" in own.get("/lay-so/tim-lai/").content.decode()
    assert "A001" not in other.get("/lay-so/tim-lai/").content.decode()


def test_an_officer_serves_somebody_and_the_person_rates(hall: Hall, officer: Client, client: Client) -> None:
    counter = actions.set_counter(actor=SYSTEM, unit_id=hall.desk.pk, number=9, fields=hall.fields)
    base = f"/can-bo/quay/{counter.pk}/"
    address = pressed(client, hall, priority="elderly")
    visit = Visit.objects.regardless("test").get()
    assert "Mở quầy 9" in officer.get("/can-bo/quay/").content.decode()
    officer.post(f"{base}mo/")
    assert "người cao tuổi" in officer.get(base).content.decode().lower()
    officer.post(f"{base}moi/")
    assert "Mời đến quầy 9" in client.get(address).content.decode()
    hall.take()
    said = officer.post(f"{base}moi/", follow=True).content.decode()
    assert "Quầy đang có người" in said
    officer.post(f"{base}phuc-vu/", {"so": visit.pk})
    assert (
        "Không tìm thấy hồ sơ"
        in officer.post(f"{base}ho-so/", {"so": visit.pk, "ma": "X"}, follow=True).content.decode()
    )
    dossier = make_dossier()
    officer.post(f"{base}ho-so/", {"so": visit.pk, "ma": dossier.code.lower()})
    officer.post(f"{base}giu/", {"so": visit.pk})
    assert "Số được giữ lại" in client.get(address).content.decode()
    officer.post(f"{base}tiep-tuc/", {"so": visit.pk})
    officer.post(f"{base}xong/", {"so": visit.pk})
    assert client.post(f"{address}danh-gia/", {"score": ""}).status_code == 422
    assert client.post(f"{address}danh-gia/", {"score": "5", "remark": "Nhanh"}).status_code == 302
    visit.refresh_from_db()
    assert (visit.state, visit.dossier_id, visit.score) == ("done", dossier.pk, 5)
    officer.post(f"{base}dong/")
    assert officer.post(f"{base}bay/", {"so": visit.pk}).status_code == 302


def test_a_missed_call_a_transfer_and_a_number_at_the_door(hall: Hall, officer: Client) -> None:
    answer = officer.post("/can-bo/quay/lay-so/", {"field": "ho-tich", "khoa": "a", "name": "", "phone": ""})
    assert "A001" in answer.content.decode()
    visit = Visit.objects.regardless("test").get()
    hall.call()
    base = f"/can-bo/quay/{hall.counters[0].pk}/"
    assert "không phải của tôi" in officer.get(base).content.decode()
    hall.do("miss", visit)
    officer.post(f"{base}tro-lai/", {"so": visit.pk})
    hall.call()
    hall.do("serve", visit)
    said = officer.post(f"{base}chuyen/", {"so": visit.pk, "linh-vuc": "dat-dai"}, follow=True).content.decode()
    assert "Đã chuyển số A001 sang Đất đai" in said
    assert officer.post("/can-bo/quay/lay-so/", {"field": "khong-co"}).status_code == 422


def test_a_leader_at_the_desk_stops_and_resumes_a_field(hall: Hall, officer: Client, client: Client) -> None:
    officer.post("/can-bo/quay/linh-vuc/ho-tich/", {"ly-do": ""})
    assert "Mất điện" not in client.get(f"/lay-so/{hall.desk.code}/").content.decode()
    officer.post("/can-bo/quay/linh-vuc/ho-tich/", {"ly-do": "Mất điện"})
    assert "Mất điện" in client.get(f"/lay-so/{hall.desk.code}/").content.decode()
    officer.post("/can-bo/quay/linh-vuc/ho-tich/", {"viec": "mo"})
    assert "Mất điện" not in client.get(f"/lay-so/{hall.desk.code}/").content.decode()


def test_other_roles_and_other_desks_stay_outside(hall: Hall, client: Client) -> None:
    clerk = sign_in(Client(), make_officer(hall.desk, "clerk", valid_from=LONG_AGO))
    assert clerk.get("/can-bo/quay/").status_code == 403
    assert client.get("/can-bo/quay/").status_code == 302
    house = make_dossier().unit
    stranger = sign_in(Client(), make_officer(house, valid_from=LONG_AGO))
    assert stranger.get("/can-bo/quay/").status_code == 404
    assert stranger.get(f"/can-bo/quay/{hall.counters[0].pk}/").status_code == 403
