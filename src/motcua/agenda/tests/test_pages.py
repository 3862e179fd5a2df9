"""Pages of officers and of everybody, without scripts; and the calendars for programs."""

from collections.abc import Callable
from datetime import UTC, datetime

import icalendar
import pytest
from django.test import Client

from motcua.accounts.factories import make_citizen, make_officer, sign_in
from motcua.agenda import actions
from motcua.agenda.factories import LONG_AGO, MONDAY, House, make_house
from motcua.agenda.models import WorkEntry
from motcua.agenda.queries.feeds import own_token
from motcua.agenda.queries.published import regions_published
from motcua.units.factories import make_place

At = Callable[[str], datetime]
GIVEN = {
    "day": "2026-08-10", "starts": "08:00", "ends": "10:00", "title": "Họp giao ban", "place": "", "guests": "",
    "token": "form-1",
}  # fmt: skip
WEEK = "/lich-cong-tac/phuong-1/?ngay=2026-08-12"
DESK = "/can-bo/lich/?ngay=2026-08-12"


@pytest.fixture
def desk(house: House) -> Callable[[str], Client]:
    """A browser of one of the people."""
    return lambda name: sign_in(Client(), house.users[name])


def events(client: Client, address: str) -> list[icalendar.Event]:
    """The entries of a calendar as an independent reader finds them."""
    answer = client.get(address)
    assert answer.status_code == 200 and answer["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = icalendar.Calendar.from_ical(answer.content)
    assert calendar.errors == []
    return list(calendar.walk("VEVENT"))


def test_from_the_form_to_the_public_page(house: House, desk: Callable[[str], Client], client: Client) -> None:
    clerk, leader = desk("clerk"), desk("leader")
    assert "Chưa có việc nào" in clerk.get(DESK).content.decode()
    form = clerk.get("/can-bo/lich/them/?ngay=2026-08-12").content.decode()
    assert 'value="2026-08-12"' in form and "Chủ tịch Nguyễn Văn Phước" in form
    answer = clerk.post("/can-bo/lich/them/", {**GIVEN, "chair": house.duty("leader"), "room": house.room.pk})
    assert answer.status_code == 302 and answer.url == "/can-bo/lich/?don-vi=phuong-1&ngay=2026-08-10"
    pk = house.plan().pk
    assert "Trình duyệt" in clerk.get(DESK).content.decode()
    assert "chưa được công bố" in client.get(WEEK).content.decode()
    clerk.post(f"/can-bo/lich/tuan/{pk}/trinh/", {"revision": house.plan().revision})
    inbox = leader.get("/can-bo/").content.decode()
    assert "Duyệt lịch công tác tuần 10/08 – 16/08/2026" in inbox
    page = leader.get(DESK).content.decode()
    assert "Duyệt và công bố" in page and "Trình duyệt</button>" not in page
    leader.post(f"/can-bo/lich/tuan/{pk}/duyet-cong-bo/", {"revision": house.plan().revision})
    text = client.get(WEEK).content.decode()
    assert "Họp giao ban" in text and "08:00 – 10:00" in text and "Thứ Hai 10/08" in text and "Phòng họp, Lầu 1" in text
    assert text.index("Thứ Hai") < text.index("Chủ nhật")
    assert "Phường 1" in client.get("/lich-cong-tac/").content.decode()
    assert 'lang="vi">Họp giao ban' in client.get(WEEK, HTTP_COOKIE="ngon-ngu=en").content.decode()


def test_steps_one_by_one_and_sending_back(house: House, desk: Callable[[str], Client], client: Client) -> None:
    clerk, leader = desk("clerk"), desk("leader")
    house.enter()
    base = f"/can-bo/lich/tuan/{house.plan().pk}/"
    clerk.post(f"{base}trinh/")
    assert leader.post(f"{base}tra-lai/", {"reason": ""}).status_code == 422
    assert leader.get(f"{base}tra-lai/").status_code == 200
    leader.post(f"{base}tra-lai/", {"reason": "Thêm buổi tiếp công dân"})
    assert "Thêm buổi tiếp công dân" in clerk.get(DESK).content.decode()
    clerk.post(f"{base}trinh/")
    said = leader.post(f"{base}duyet/", {"revision": "1"}, follow=True).content.decode()
    assert "vừa có thay đổi" in said
    leader.post(f"{base}duyet/", {"revision": house.plan().revision})
    assert "chưa được công bố" in client.get(WEEK).content.decode()
    clerk.post(f"{base}cong-bo/")
    assert "Họp giao ban" in client.get(WEEK).content.decode()
    assert clerk.post(f"{base}duyet/").status_code == 403


def test_a_clash_is_shown_with_all_that_was_typed_and_explained(house: House, desk: Callable[[str], Client]) -> None:
    clerk = desk("clerk")
    first = house.enter(chair=house.duty("leader"), room_id=house.room.pk, title="Tiếp khách")
    typed = {**GIVEN, "title": "Họp gấp", "guests": "Ông Ba", "people": [house.duty("leader")], "room": house.room.pk}
    answer = clerk.post("/can-bo/lich/them/", typed)
    text = answer.content.decode()
    assert answer.status_code == 409 and "Phòng đã có người đặt" in text and "Tiếp khách" in text
    assert "Họp gấp" in text and "Ông Ba" in text and 'value="form-1"' in text
    answer = clerk.post("/can-bo/lich/them/", {**typed, "room": ""})
    text = answer.content.decode()
    assert answer.status_code == 409 and "id_clash_reason" in text and f'value="{first.pk}"' in text
    answer = clerk.post(
        "/can-bo/lich/them/", {**typed, "room": "", "clash_reason": "Dự 30 phút", "seen": f"{first.pk}"}
    )
    assert answer.status_code == 302
    week = clerk.get(DESK).content.decode()
    assert "2 việc bị trùng giờ" in week and "Dự 30 phút" in week
    house.enter(starts="13:00", ends="14:00", title="Không trùng ai")
    only = clerk.get(f"{DESK}&loc=trung").content.decode()
    assert "Họp gấp" in only and "Tiếp khách" in only and "Không trùng ai" not in only


def test_what_clashes_is_told_while_one_plans(house: House, desk: Callable[[str], Client]) -> None:
    clerk, address = desk("clerk"), "/can-bo/lich/trung/"
    first = house.enter(chair=house.duty("leader"), room_id=house.room.pk, title="Tiếp khách")
    typed = {**GIVEN, "title": "", "people": [house.duty("leader")], "room": house.room.pk}
    part = clerk.post(address, typed).content.decode()
    assert f'name="seen" value="{first.pk}"' in part and "Tiếp khách" in part and "id_clash_reason" in part
    assert "Phòng chỉ đặt được một việc mỗi lúc" in part and "<html" not in part
    only_room = clerk.post(address, {**typed, "people": []}).content.decode()
    assert "Tiếp khách" in only_room and "id_clash_reason" not in only_room
    for free in ({"starts": "10:00", "ends": "11:00"}, {"day": ""}, {"starts": "x"}, {"ends": "07:00"}):
        assert "Tiếp khách" not in clerk.post(address, {**typed, **free}).content.decode(), free
    assert "Tiếp khách" not in clerk.post(f"{address}?viec={first.pk}", typed).content.decode()
    assert clerk.post(f"{address}?viec={'9' * 30}", typed).status_code == 200
    cashier = sign_in(Client(), make_officer(house.place, "cashier", valid_from=LONG_AGO))
    assert cashier.post(address, typed).status_code == 403


def test_a_reason_given_stays_in_sight_of_its_clashes_over_other_mistakes(
    house: House, desk: Callable[[str], Client]
) -> None:
    clerk = desk("clerk")
    first = house.enter(chair=house.duty("leader"))
    mistaken = {**GIVEN, "people": [house.duty("leader")], "title": "", "clash_reason": "Dự sau", "seen": f"{first.pk}"}
    text = clerk.post("/can-bo/lich/them/", mistaken).content.decode()
    assert f'name="seen" value="{first.pk}"' in text and "Dự sau" in text
    assert clerk.post("/can-bo/lich/them/", {**mistaken, "title": "Họp"}).status_code == 302
    entry = WorkEntry.objects.regardless("test").get(title="Họp")
    form = clerk.get(f"/can-bo/lich/viec/{entry.pk}/sua/").content.decode()
    assert f'name="seen" value="{first.pk}"' in form and "Dự sau" in form


def test_the_reader_sees_what_an_adjustment_changes(house: House, desk: Callable[[str], Client]) -> None:
    kept = house.enter(title="Đổi giờ")
    house.publish()
    actions.change(actor=house.actor("clerk"), entry_id=kept.pk, wish=house.wish(title="Đổi giờ", starts="09:00"))
    house.enter(starts="13:00", ends="14:00", title="Thêm mới")
    page = desk("leader").get(DESK).content.decode()
    assert "Điều chỉnh</strong>" in page and "Điều chỉnh: bổ sung</strong>" in page
    house.publish()


def test_bad_input_stays_in_the_form(house: House, desk: Callable[[str], Client]) -> None:
    clerk = desk("clerk")
    for bad in (
        {"day": "31/02/2026"},
        {"starts": "25:00"},
        {"title": "\x00"},
        {"ends": "07:00"},
        {"room": "9999"},
        {"chair": "x"},
    ):
        answer = clerk.post("/can-bo/lich/them/", {**GIVEN, "guests": "Bà Tư", **bad})
        assert answer.status_code == 422 and "Bà Tư" in answer.content.decode(), bad
    assert not WorkEntry.objects.regardless("test").exists()
    answer = clerk.post(
        "/can-bo/lich/them/", {**GIVEN, "day": "10/08/2026", "starts": "8h30", "seen": "a,1,99999999999999999999"}
    )
    assert answer.status_code == 302


def test_changing_cancelling_and_the_history(house: House, desk: Callable[[str], Client], client: Client) -> None:
    clerk = desk("clerk")
    entry = house.enter(chair=house.duty("leader"), people=[house.duty("specialist")], departments=[house.office.pk])
    house.publish()
    base = f"/can-bo/lich/viec/{entry.pk}/"
    form = clerk.get(f"{base}sua/").content.decode()
    assert (
        'value="08:00"' in form
        and "phải trình, duyệt và công bố lại" in form
        and '<details class="govuk-details" open>' in form
    )
    changed = {**GIVEN, "title": "Họp mở rộng", "sequence": "0", "chair": house.duty("leader")}
    assert clerk.post(f"{base}sua/", changed).status_code == 302
    answer = clerk.post(f"{base}sua/", {**changed, "title": "Muộn"})
    assert answer.status_code == 409 and 'value="1"' in answer.content.decode() and "Muộn" in answer.content.decode()
    page = clerk.get(base).content.decode()
    assert "Nội dung công việc: Họp giao ban → Họp mở rộng" in page
    assert "Họp mở rộng" not in client.get(WEEK).content.decode()
    assert clerk.post(f"{base}huy/", {"reason": "", "sequence": "1"}).status_code == 422
    assert clerk.post(f"{base}huy/", {"reason": "Hoãn", "sequence": "1"}).status_code == 302
    house.publish()
    assert "Điều chỉnh: hủy" in client.get(WEEK).content.decode()
    assert clerk.post(f"{base}huy/", {"reason": "Hoãn"}).status_code == 409


def test_private_entries_never_leave_the_house(house: House, desk: Callable[[str], Client], client: Client) -> None:
    secret = house.enter(title="Bí mật", private=True, chair=house.duty("leader"), prepared_by=house.place.pk)
    house.enter(starts="13:00", ends="14:00", chair=house.duty("leader"))
    house.publish()
    actions.renew_feed(actor=house.actor("leader"))
    own = f"/lich-cong-tac/ca-nhan/{own_token(house.users['leader'].pk)}.ics"
    for address in (WEEK, "/lich-cong-tac/phuong-1/lich.ics", own):
        text = client.get(address).content.decode()
        assert "Bí mật" not in text and str(secret.uid) not in text, address
    specialist = desk("specialist")
    week = specialist.get(DESK).content.decode()
    assert "Bí mật" not in week and "Việc nội bộ" in week
    assert specialist.get(f"/can-bo/lich/viec/{secret.pk}/").status_code == 404
    assert "Bí mật" not in specialist.get(f"{DESK}&loc=n{house.users['leader'].pk}").content.decode()
    assert "Bí mật" in desk("leader").get(DESK).content.decode()


def test_other_places_and_roles_stay_outside(house: House, client: Client) -> None:
    entry = house.enter()
    other = make_house(code="phuong-2")
    stranger = sign_in(Client(), other.users["clerk"])
    for path in (f"viec/{entry.pk}/", f"viec/{entry.pk}/sua/", f"viec/{entry.pk}/huy/", f"phong/{house.room.pk}/"):
        assert stranger.get(f"/can-bo/lich/{path}").status_code == 404, path
    assert stranger.get("/can-bo/lich/?don-vi=phuong-1").status_code == 404
    assert stranger.post(f"/can-bo/lich/tuan/{house.plan().pk}/trinh/").status_code == 404
    cashier = sign_in(Client(), make_officer(house.place, "cashier", valid_from=LONG_AGO))
    assert cashier.get(DESK).status_code == 200
    for path in ("them/", f"viec/{entry.pk}/sua/", "phong/"):
        assert cashier.get(f"/can-bo/lich/{path}").status_code == 403, path
    citizen = sign_in(Client(), make_citizen())
    assert citizen.get(DESK).status_code == 302 and client.get(DESK).status_code == 302


def test_what_is_no_place_or_no_day(house: House, client: Client) -> None:
    assert client.get("/lich-cong-tac/khong-co/").status_code == 404
    assert client.get("/lich-cong-tac/phuong-1-mot-cua/").status_code == 404
    assert client.get("/lich-cong-tac/khong-co/lich.ics").status_code == 404
    assert client.get("/lich-cong-tac/ca-nhan/doan-bua.ics").status_code == 404
    assert "03/08 – 09/08/2026" in client.get("/lich-cong-tac/phuong-1/?ngay=khong").content.decode()
    far = client.get("/lich-cong-tac/phuong-1/?ngay=2099-12-31").content.decode()
    assert 'rel="next"' not in far and 'rel="prev"' in far
    long_ago = client.get("/lich-cong-tac/phuong-1/?ngay=2000-01-04").content.decode()
    assert 'rel="next"' in long_ago and 'rel="prev"' not in long_ago


def test_rooms_are_kept_by_those_who_run_the_plan(house: House, desk: Callable[[str], Client]) -> None:
    clerk = desk("clerk")
    assert clerk.post("/can-bo/lich/phong/", {"name": "Hội trường", "seats": "x"}).status_code == 422
    assert clerk.post("/can-bo/lich/phong/", {"name": "Phòng họp", "is_open": "on"}).status_code == 422
    assert clerk.post("/can-bo/lich/phong/", {"name": "Hội trường", "seats": "200", "is_open": "on"}).status_code == 302
    assert "Hội trường" in clerk.get("/can-bo/lich/phong/").content.decode()
    clerk.post(f"/can-bo/lich/phong/{house.room.pk}/", {"name": "Phòng họp", "address": "Lầu 2"})
    assert "Ngừng cho đặt" in clerk.get("/can-bo/lich/phong/").content.decode()
    assert (
        "Phòng họp" not in clerk.get("/can-bo/lich/them/").content.decode().split("id_room", 1)[1].split("</select>")[0]
    )


def test_last_week_is_copied_by_one_press(house: House, desk: Callable[[str], Client]) -> None:
    clerk = desk("clerk")
    house.enter()
    said = clerk.post("/can-bo/lich/chep/", {"ngay": "2026-08-17"}, follow=True).content.decode()
    assert "Đã chép 1 việc" in said and "17/08 – 23/08/2026" in said
    said = clerk.post("/can-bo/lich/chep/", {"ngay": "2026-08-17"}, follow=True).content.decode()
    assert "không có việc nào chưa chép" in said


def test_the_calendar_of_a_place_for_programs(house: House, client: Client, at: At) -> None:
    moved = house.enter(
        chair=house.duty("leader"), room_id=house.room.pk, guests="Ban điều hành khu phố 1; khu phố 2, 3"
    )
    off = house.enter(starts="13:00", ends="14:00", title="Sẽ hủy")
    house.publish()
    address = "/lich-cong-tac/phuong-1/lich.ics"
    first = {str(each["UID"]): each for each in events(client, address)}
    assert first[str(moved.uid)]["DTSTART"].dt.astimezone(UTC) == datetime(2026, 8, 10, 1, tzinfo=UTC)
    assert str(first[str(moved.uid)]["LOCATION"]) == "Phòng họp, Lầu 1"
    assert "Ban điều hành khu phố 1; khu phố 2, 3" in str(first[str(moved.uid)]["DESCRIPTION"])
    mark = client.get(address)["ETag"]
    assert client.get(address, HTTP_IF_NONE_MATCH=mark).status_code == 304
    actions.change(actor=house.actor("clerk"), entry_id=moved.pk, wish=house.wish(starts="09:00"))
    actions.cancel(actor=house.actor("clerk"), entry_id=off.pk, reason="Hoãn")
    assert client.get(address, HTTP_IF_NONE_MATCH=mark).status_code == 304
    at("2026-08-07 15:00")
    house.publish()
    then = {str(each["UID"]): each for each in events(client, address)}
    assert then.keys() == first.keys()
    assert then[str(moved.uid)]["SEQUENCE"] > first[str(moved.uid)]["SEQUENCE"]
    assert then[str(off.uid)]["STATUS"] == "CANCELLED" and then[str(off.uid)]["SEQUENCE"] == 1
    at("2026-10-01 08:00")
    assert events(client, address) == []


def test_the_own_calendar_and_its_secret(house: House, desk: Callable[[str], Client], client: Client) -> None:
    deputy = desk("deputy")
    mine = house.enter(people=[house.duty("deputy")])
    house.enter(starts="13:00", ends="14:00", chair=house.duty("leader"))
    house.publish()
    assert "/lich-cong-tac/ca-nhan/" not in deputy.get("/can-bo/lich/ca-nhan/").content.decode()
    deputy.post("/can-bo/lich/ca-nhan/", {"viec": "moi"})
    token = own_token(house.users["deputy"].pk)
    page = deputy.get("/can-bo/lich/ca-nhan/")
    assert f"/lich-cong-tac/ca-nhan/{token}.ics" in page.content.decode() and "no-store" in page["Cache-Control"]
    assert token not in desk("leader").get("/can-bo/lich/ca-nhan/").content.decode()
    address = f"/lich-cong-tac/ca-nhan/{token}.ics"
    assert [str(each["UID"]) for each in events(client, address)] == [str(mine.uid)]
    deputy.post("/can-bo/lich/ca-nhan/", {"viec": "moi"})
    assert client.get(address).status_code == 404
    fresh = f"/lich-cong-tac/ca-nhan/{own_token(house.users['deputy'].pk)}.ics"
    assert len(events(client, fresh)) == 1
    house.users["deputy"].is_active = False
    house.users["deputy"].save()
    assert client.get(fresh).status_code == 404
    house.users["deputy"].is_active = True
    house.users["deputy"].save()
    actions.end_feed(actor=house.actor("deputy"))
    assert client.get(fresh).status_code == 404


def test_a_leader_of_the_district_looks_at_a_ward_and_changes_nothing(house: House) -> None:
    district = make_place(level="district", code="quan-10")
    ward = make_house(code="phuong-3", name="Phường 3", parent=district)
    ward.enter(title="Họp phường 3")
    user = make_officer(district, "unit_head", scope="subtree", valid_from=LONG_AGO)
    above = sign_in(Client(), user)
    page = above.get("/can-bo/lich/?don-vi=phuong-3&ngay=2026-08-10").content.decode()
    assert "Họp phường 3" in page and "Thêm việc" not in page and "Trình duyệt" not in page
    assert above.post(f"/can-bo/lich/tuan/{ward.plan().pk}/trinh/", follow=True).status_code == 200
    assert ward.plan().state == "draft"


def test_the_list_of_places_shows_communes_under_their_district(house: House, client: Client) -> None:
    district = make_place(level="district", code="quan-10", name="Quận 10")
    for number in (3, 4):
        ward = make_house(code=f"phuong-{number}", name=f"Phường {number}", parent=district)
        ward.enter()
        ward.publish()
    found = regions_published()
    assert [(each.unit.code, each.publishes, [unit.code for unit in each.below]) for each in found] == [
        ("quan-10", False, ["phuong-3", "phuong-4"])
    ]
    house.enter()
    house.publish()
    text = client.get("/lich-cong-tac/").content.decode()
    assert (
        "/lich-cong-tac/phuong-4/" in text
        and "/lich-cong-tac/quan-10/" not in text
        and "/lich-cong-tac/phuong-1/" in text
    )


def test_what_a_week_is_narrowed_to(house: House, desk: Callable[[str], Client]) -> None:
    clerk = desk("clerk")
    house.enter(title="Có phòng", room_id=house.room.pk, chair=house.duty("leader"))
    house.enter(title="Của tư pháp", starts="13:00", ends="14:00", departments=[house.office.pk])
    for wanted, seen, unseen in (
        (f"p{house.room.pk}", "Có phòng", "Của tư pháp"),
        (f"b{house.office.pk}", "Của tư pháp", "Có phòng"),
        (f"n{house.users['leader'].pk}", "Có phòng", "Của tư pháp"),
    ):
        text = clerk.get(f"{DESK}&loc={wanted}").content.decode()
        assert f">{seen}<" in text and f">{unseen}<" not in text, wanted
    assert ">Có phòng<" not in clerk.get(f"{DESK}&loc=toi").content.decode()
    assert clerk.get(f"{DESK}&loc=p{'9' * 40}").status_code == 200


def test_an_officer_of_an_office_has_no_choice_of_who_prepares(house: House, desk: Callable[[str], Client]) -> None:
    specialist = desk("specialist")
    assert "id_prepared_by" not in specialist.get("/can-bo/lich/them/").content.decode()
    assert specialist.post("/can-bo/lich/them/", GIVEN).status_code == 302
    entry = WorkEntry.objects.regardless("test").get(day=MONDAY)
    assert entry.prepared_by == house.office
