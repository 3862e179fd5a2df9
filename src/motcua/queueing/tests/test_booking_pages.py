"""The pages of appointments for citizens and officers, without scripts."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from motcua.accounts.factories import make_citizen, make_officer, sign_in
from motcua.kernel.actors import SYSTEM
from motcua.queueing import actions
from motcua.queueing.factories import LONG_AGO, Hall, book, give_times, make_hall, monday
from motcua.queueing.models import Advice, ServiceField, SlotPlan, Standby, Topic, Visit
from motcua.units.queries import department_of

At = Callable[..., datetime]
NINE = monday(9)
GIVEN = {"name": "Nguyễn Thị Lan", "priority": "", "dossier_code": ""}


@pytest.fixture
def field(hall: Hall) -> ServiceField:
    """A field with appointments."""
    return give_times(hall, bring="Sổ hộ khẩu cũ\nẢnh 4x6")


@pytest.fixture
def topic(hall: Hall, field: ServiceField) -> Topic:
    """Advice on land."""
    office = department_of(hall.desk.parent_id or 0, "dia-chinh-xay-dung")
    assert office is not None
    draft = actions.TopicDraft(code="dat-dai", name="Đất đai", field=field, office_id=office.pk)
    return actions.set_topic(actor=SYSTEM, unit_id=hall.desk.pk, topic=draft)


@pytest.fixture
def citizen() -> Client:
    """Somebody who signed in with a telephone."""
    return sign_in(Client(), make_citizen(phone="+84903000009"))


@pytest.fixture
def officer(hall: Hall) -> Client:
    """Somebody who works at the desk."""
    return sign_in(Client(), make_officer(hall.desk, valid_from=LONG_AGO))


def text(client: Client, address: str, **about: str) -> str:
    """What a page says."""
    answer = client.get(address, about)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def pressed(client: Client, hall: Hall, time: str = "0900", day: str = "2026-08-10", **more: str) -> str:
    """Chooses a time and answers the address of the appointment."""
    answer = client.post(f"/dat-hen/{hall.desk.code}/ho-tich/{day}/", {"gio": time, "khoa": "press", **more})
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    return str(answer.url)  # type: ignore[attr-defined]


def test_what_where_which_day_and_which_time(hall: Hall, field: ServiceField, client: Client) -> None:
    assert "/dat-hen/viec/ho-tich/" in text(client, "/dat-hen/")
    assert f"/dat-hen/{hall.desk.code}/ho-tich/" in text(client, "/dat-hen/viec/ho-tich/")
    assert "Hộ tịch" in text(client, f"/dat-hen/{hall.desk.code}/")
    days = text(client, f"/dat-hen/{hall.desk.code}/ho-tich/")
    assert "Thứ 2" in days and "Còn 26 chỗ" in days and "15/08/2026" not in days
    times = text(client, f"/dat-hen/{hall.desk.code}/ho-tich/2026-08-10/")
    assert "09:00–09:30" in times and "còn 2 chỗ" in times and "11:30–" not in times and "08:30–09:00" not in times
    for wrong in ("/dat-hen/viec/gi-do/", "/dat-hen/khong-co/", f"/dat-hen/{hall.desk.code}/dat-dai/"):
        assert client.get(wrong).status_code == 404
    for day in ("2026-02-30", "hom-nay", "2026-8-1%00"):
        assert client.get(f"/dat-hen/{hall.desk.code}/ho-tich/{day}/").status_code == 404


def test_a_place_is_kept_until_the_telephone_is_confirmed(
    hall: Hall, field: ServiceField, client: Client, citizen: Client
) -> None:
    address = pressed(client, hall)
    assert pressed(client, hall) == address
    page = text(client, address)
    assert "giữ đến 08:10 10/08/2026" in page and f"/dang-nhap/?next={address.replace('/', '%2F')}" in page
    assert client.post(address, GIVEN).status_code in (403, 422)
    empty = citizen.post(address, {**GIVEN, "name": "", "dossier_code": "H29-X"})
    assert empty.status_code == 422 and "H29-X" in empty.content.decode() and "id_name-error" in empty.content.decode()
    assert citizen.post(address, GIVEN).status_code == 302
    assert citizen.post(address, GIVEN).status_code == 302
    booked = text(citizen, address)
    visit = Visit.objects.regardless("test").select_related("appointment").get()
    assert visit.appointment.reference in booked and "Ảnh 4x6" in booked and "Nguyễn Thị Lan" in booked
    assert citizen.get(address)["Cache-Control"] == "no-store"
    assert client.get(f"/so/{visit.code}/").url == address  # type: ignore[attr-defined]
    assert "09:00 10/08/2026" in text(citizen, "/dat-hen/") and "09:00 10/08/2026" in text(citizen, "/cua-toi/")
    file = citizen.get(f"{address}lich.ics")
    assert file["Content-Type"].startswith("text/calendar") and b"DTSTART:20260810T020000Z" in file.content


def test_the_last_place_a_wrong_hour_and_a_full_day_say_what_to_do(
    hall: Hall, field: ServiceField, client: Client, citizen: Client, at: At
) -> None:
    give_times(hall, capacity=1)
    pressed(Client(), hall)
    address = f"/dat-hen/{hall.desk.code}/ho-tich/2026-08-10/"
    late = client.post(address, {"gio": "0900", "khoa": "other"})
    assert late.status_code == 422 and "09:30 ngày 10/08/2026" in late.content.decode()
    for wrong in ("", "9999", "²³00", "0\x0000"):
        assert client.post(address, {"gio": wrong, "khoa": "k"}).status_code == 422
    actions.change_hours(actor=SYSTEM, field=field, day=NINE.date(), intervals=[(540, 570)], note="Chỉ nửa giờ")
    assert "Vào danh sách chờ" in text(client, address)
    assert client.get(f"{address}cho/").url.startswith("/dang-nhap/")  # type: ignore[attr-defined]
    assert citizen.post(f"{address}cho/", {"name": ""}).status_code == 422
    place = citizen.post(f"{address}cho/", {"name": "Lan"}).url  # type: ignore[attr-defined]
    assert "Đang đứng đầu danh sách" in text(client, place)
    assert client.post(place).status_code == 302
    assert Standby.objects.regardless("test").get().state == "left"


def test_another_time_and_giving_up(hall: Hall, field: ServiceField, client: Client) -> None:
    visit = book(field, NINE)
    base = f"/lich-hen/{visit.code}/"
    assert "Giờ hẹn hiện tại: 09:00 10/08/2026" in text(client, f"{base}doi/")
    assert client.post(f"{base}doi/2026-08-11/", {"gio": "1000"}).url == base  # type: ignore[attr-defined]
    assert "10:00 11/08/2026" in text(client, base)
    assert client.post(f"{base}doi/2026-08-11/", {"gio": "1215"}).status_code == 422
    assert client.post(f"{base}huy/").status_code == 302
    assert "Lịch hẹn này đã hủy" in text(client, base)
    assert client.get("/lich-hen/khong-co/").status_code == 404
    assert client.get(f"{base}huy/").status_code == 405


def test_an_appointment_that_can_not_be_kept_says_why(hall: Hall, field: ServiceField, client: Client) -> None:
    visit = book(field, NINE)
    actions.close_today(actor=SYSTEM, field=field, note="Mất điện")
    actions.review(actor=SYSTEM, field_id=field.pk)
    page = text(client, f"/lich-hen/{visit.code}/")
    assert "Giờ hẹn này không giữ được" in page and "Mất điện" in page and f"/lich-hen/{visit.code}/doi/" in page
    assert "Mất điện" in text(client, f"/dat-hen/{hall.desk.code}/ho-tich/")


def test_the_desk_sees_its_day_and_checks_in(hall: Hall, field: ServiceField, officer: Client, at: At) -> None:
    visit = book(field, NINE)
    book(field, NINE + timedelta(days=1))
    actions.hold(actor=SYSTEM, field=field, begins=NINE, key="nobody")
    page = text(officer, "/can-bo/lich-hen/")
    assert "Chưa đến: 1" in page and visit.appointment.reference in page
    assert "Chưa đến: 1" in text(officer, "/can-bo/lich-hen/", ngay="2026-08-11")
    assert "Chưa đến: 1" in text(officer, "/can-bo/lich-hen/", ngay="2026-13-11")
    said = officer.post("/can-bo/lich-hen/nhan/", {"ma": visit.code}, follow=True).content.decode()
    assert "Nhận từ 08:30" in said
    at(8, 45)
    said = officer.post("/can-bo/lich-hen/nhan/", {"ma": visit.appointment.reference}, follow=True).content.decode()
    assert "Số thứ tự: A001" in said
    assert "A001" in text(officer, f"/so/{visit.code}/")
    assert officer.get(f"/lich-hen/{visit.code}/").url == f"/so/{visit.code}/"  # type: ignore[attr-defined]
    stranger = sign_in(Client(), make_officer(make_hall().desk, valid_from=LONG_AGO))
    said = stranger.post("/can-bo/lich-hen/nhan/", {"ma": visit.code}, follow=True).content.decode()
    assert "Không tìm thấy lịch hẹn này ở đây" in said


def test_an_officer_books_for_somebody_without_a_telephone(hall: Hall, field: ServiceField, officer: Client) -> None:
    address = pressed(officer, hall)
    assert officer.post(address, {**GIVEN, "phone": "abc"}).status_code == 422
    assert officer.post(address, {**GIVEN, "phone": ""}).status_code == 302
    assert Visit.objects.regardless("test").get().channel == "desk"


def test_a_leader_sets_places_topics_and_a_day_off(hall: Hall, field: ServiceField, officer: Client) -> None:
    base = "/can-bo/lich-hen/cai-dat/"
    assert "Mỗi lượt 30 phút, 2 chỗ" in text(officer, base)
    plan = {"is_open": "on", "minutes": "20", "capacity": "3", "days_ahead": "7", "notice": "30", "standby_most": "5"}
    wrong = officer.post(f"{base}dat-dai/", {**plan, "minutes": "1"})
    assert wrong.status_code == 422 and "từ 5 đến 240" in wrong.content.decode()
    assert officer.post(f"{base}dat-dai/", {**plan, "bring": "Giấy tờ nhà đất"}).status_code == 302
    assert SlotPlan.objects.get(field=hall.fields[1]).capacity == 3
    assert officer.post(f"{base}dat-dai/", {"day": "2026-08-12", "note": ""}).status_code == 422
    assert officer.post(f"{base}dat-dai/", {"day": "2026-08-12", "note": "Tập huấn"}).status_code == 302
    assert "Tập huấn" in text(officer, f"/dat-hen/{hall.desk.code}/dat-dai/")
    office = department_of(hall.desk.parent_id or 0, "tu-phap")
    assert office is not None
    given = {"name": "Hộ tịch khó", "field": "ho-tich", "who": f"{office.pk}:", "is_open": "on"}
    assert officer.post(f"{base}tu-van/", given).status_code == 422
    assert officer.post(f"{base}tu-van/", {**given, "by_call": "on"}).status_code == 302
    assert "Hộ tịch khó" in text(officer, f"{base}tu-van/ho-tich-kho/")
    assert officer.post(f"{base}tu-van/ho-tich-kho/", {**given, "who": "1:", "by_call": "on"}).status_code == 422


def test_advice_by_calling_back_and_at_a_visit(
    hall: Hall, topic: Topic, client: Client, citizen: Client, officer: Client
) -> None:
    base = f"/tu-van/{hall.desk.code}/dat-dai/"
    assert "Nhận mã về điện thoại" in text(client, base)
    assert client.post(base, {"question": "Gì?"}).status_code == 302 and not Advice.objects.regardless("t").exists()
    assert citizen.post(base, {"name": "Lan", "question": ""}).status_code == 422
    own = citizen.post(base, {"name": "Lan", "question": "Tách thửa thế nào?", "khoa": "k"}).url  # type: ignore[attr-defined]
    assert "Cán bộ gọi lại trước 08:00 11/08/2026" in text(client, own)
    row = Advice.objects.regardless("test").get()
    assert f"/can-bo/tu-van/{row.pk}/" in text(officer, "/can-bo/tu-van/")
    assert "0903000009" in text(officer, f"/can-bo/tu-van/{row.pk}/")
    assert officer.post(f"/can-bo/tu-van/{row.pk}/", {"answer": ""}).status_code == 422
    assert officer.post(f"/can-bo/tu-van/{row.pk}/", {"answer": "Tối thiểu 36 m²"}).status_code == 302
    assert "Tối thiểu 36 m²" in text(client, own)
    stranger = sign_in(Client(), make_officer(make_hall().desk, valid_from=LONG_AGO))
    assert stranger.get(f"/can-bo/tu-van/{row.pk}/").status_code == 404
    days = text(citizen, f"/dat-hen/{hall.desk.code}/ho-tich/", **{"tu-van": "dat-dai"})
    assert re.search(r"2026-08-10/\?tu-van=dat-dai", days)
    answer = citizen.post(f"/dat-hen/{hall.desk.code}/ho-tich/2026-08-10/?tu-van=dat-dai", {"gio": "0900", "khoa": "k"})
    address = answer.url  # type: ignore[attr-defined]
    assert "Điều muốn hỏi" in text(citizen, address)
    assert citizen.post(address, {**GIVEN, "tu-van": "dat-dai", "question": "Còn phí?"}).status_code == 302
    assert Advice.objects.regardless("test").filter(question="Còn phí?", visit__isnull=False).exists()


def test_other_roles_stay_outside(hall: Hall, field: ServiceField, client: Client) -> None:
    clerk = sign_in(Client(), make_officer(hall.desk, "clerk", valid_from=LONG_AGO))
    for address in ("/can-bo/lich-hen/", "/can-bo/lich-hen/cai-dat/", "/can-bo/tu-van/"):
        assert clerk.get(address).status_code == 403
        assert client.get(address).status_code == 302
