"""One report as its reporter and its officers see it: where it is, what was said before, what can still be done."""

import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from motcua.accounts.factories import sign_in
from motcua.feedback import actions
from motcua.feedback.factories import Town, answered, make_report, make_town, save_category
from motcua.feedback.models import Report
from motcua.feedback.queries import desk_map as desk_maps
from motcua.feedback.queries.clusters import tile_typed
from motcua.feedback.queries.desk_map import Asked, desk_map
from motcua.feedback.rules.mercator import DEEPEST, Tile, cell_of
from motcua.files.actions import receive_bytes
from motcua.files.factories import picture_bytes
from motcua.files.models import Owner
from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM
from motcua.kernel.refusals import Conflict
from motcua.notifications.models import Message
from motcua.units.actions import import_boundaries
from motcua.units.rules.geofiles import Feature

CORNERS = [[[106.5, 10.8], [106.6, 10.8], [106.6, 10.9], [106.5, 10.9], [106.5, 10.8]]]
HERE = (106.55, 10.85)


@pytest.fixture
def town(db: None) -> Town:
    town = make_town()
    features = [Feature({"ma": town.place.code}, {"type": "Polygon", "coordinates": CORNERS})]
    import_boundaries(actor=SYSTEM, features=features, source="Phác họa", sketch=True)
    return town


@pytest.fixture
def desk(town: Town) -> Client:
    return sign_in(Client(), town.user("specialist"))


@pytest.fixture
def reporter(town: Town) -> Client:
    return sign_in(Client(), town.citizen)


def picture() -> Any:
    out = io.BytesIO(picture_bytes())
    out.name = "sau.png"
    return out


def fresh(report: Report) -> Report:
    return Report.objects.regardless("test").get(pk=report.pk)


def test_the_place_is_drawn_for_reporter_and_officers_and_for_nobody_else(
    town: Town, desk: Client, reporter: Client, client: Client
) -> None:
    report = make_report(town, point=HERE)
    for who, address in ((reporter, f"/phan-anh/{report.code}"), (desk, f"/can-bo/phan-anh/{report.pk}/")):
        page = who.get(address).text
        assert page.count("mc-map__pin--open") == 1 and "map.js" in page
    assert "10.85000, 106.55000" in desk.get(f"/can-bo/phan-anh/{report.pk}/").text
    stranger = client.get(f"/phan-anh/{report.code}").text
    assert "mc-map" not in stranger and "106.55" not in stranger
    assert "mc-map" not in reporter.get(f"/phan-anh/{make_report(town).code}").text


def test_what_was_answered_before_reopening_stays_with_both_sides(
    town: Town, desk: Client, reporter: Client, client: Client
) -> None:
    report = answered(town, make_report(town))
    actions.rate(actor=town.person, report_id=report.pk, solved=False, note="Còn lún")
    page = reporter.get(f"/phan-anh/{report.code}").text
    assert "Quý vị đã đánh giá:" in page and "Còn lún" in page and "Câu trả lời lần trước" not in page
    actions.reopen(actor=town.person, report_id=report.pk, reason="Mưa xuống lại lún")
    for who, address in ((reporter, f"/phan-anh/{report.code}"), (desk, f"/can-bo/phan-anh/{report.pk}/")):
        again = who.get(address).text
        assert "Câu trả lời lần trước" in again and "Đã vá xong." in again
    assert "Đã vá xong." not in client.get(f"/phan-anh/{report.code}").text


def test_pictures_after_the_work_stand_under_the_answer_they_belong_to(
    town: Town, desk: Client, reporter: Client, client: Client
) -> None:
    report = make_report(town)
    worker, leader = town.actor("specialist"), town.actor("unit_head")
    owner = Owner(user_id=town.user("specialist").pk)
    taken: list[str] = []
    for answer in ("Đã vá lần một.", "Đã vá lại lần hai."):
        actions.accept(actor=worker, report_id=report.pk)
        file = receive_bytes(content=picture_bytes(), name="sau.png", owner=owner)
        taken.append(str(file.pk))
        said = {"answer": answer, "handled": True, "photos": [taken[-1]], "uploads": owner}
        actions.draft_answer(actor=worker, report_id=report.pk, **said)
        actions.approve(actor=leader, report_id=report.pk, answer=answer)
        if len(taken) == 1:
            actions.reopen(actor=town.person, report_id=report.pk, reason="Mưa xuống lại lún")
    for who, address in ((reporter, f"/phan-anh/{report.code}"), (desk, f"/can-bo/phan-anh/{report.pk}/")):
        page = who.get(address).text
        places = [page.index(words) for words in ("Đã vá lần một.", taken[0], "Đã vá lại lần hai.", taken[1])]
        assert places == sorted(places) and page.count(f"/{taken[0]}/") == page.count(f"/{taken[1]}/")


def test_pictures_after_the_work_wait_for_the_leader(town: Town, reporter: Client, client: Client) -> None:
    report = make_report(town)
    actions.accept(actor=town.actor("specialist"), report_id=report.pk)
    owner = Owner(user_id=town.user("specialist").pk)
    file = receive_bytes(content=picture_bytes(), name="sau.png", owner=owner)
    actions.draft_answer(
        actor=town.actor("specialist"), report_id=report.pk, answer="Đã vá.", handled=True, photos=[str(file.pk)],
        uploads=owner,
    )  # fmt: skip
    address = f"/phan-anh/{report.code}"
    assert str(file.pk) not in reporter.get(address).text
    page = sign_in(Client(), town.user("unit_head")).get(f"/can-bo/phan-anh/{report.pk}/duyet/").text
    assert str(file.pk) in page and "Đã xử lý xong ngoài hiện trường lúc" in page
    leader = town.actor("unit_head")
    actions.approve(actor=leader, report_id=report.pk, answer="Đã vá.")
    page = reporter.get(address).text
    assert page.index("Câu trả lời") < page.index(str(file.pk))
    photo = fresh(report).photos.get()
    actions.publish(actor=leader, report_id=report.pk, text="Ổ gà", answer="Đã vá.", photos={photo.pk: []})
    shown = client.get(address).text
    assert shown.index("Câu trả lời") < shown.index(str(fresh(report).photos.get().public_file_id))


def test_who_came_second_is_told_where_it_stands_and_offered_no_button(town: Town, desk: Client) -> None:
    report = make_report(town)
    actions.accept(actor=town.actor("specialist"), report_id=report.pk)
    late = desk.post(f"/can-bo/phan-anh/{report.pk}/tiep-nhan/", {"revision": 1})
    assert late.status_code == 409 and "Trạng thái lúc này:" in late.text and "Đang xử lý" in late.text
    assert 'id="act-form-0"' not in late.text
    still = desk.post(f"/can-bo/phan-anh/{report.pk}/khong-tiep-nhan/", {"revision": 1, "reason": "Trùng"})
    assert still.status_code == 409 and 'id="act-form-0"' in still.text and "Trùng" in still.text
    empty = desk.post(f"/can-bo/phan-anh/{report.pk}/khong-tiep-nhan/", {"revision": 2, "reason": ""})
    assert "Lý do: " in empty.text


def test_merging_proposes_the_one_sent_first(town: Town, desk: Client) -> None:
    moment = clock.now()
    first, second = (make_report(town, point=HERE, at=moment + timedelta(seconds=step)) for step in range(2))
    assert f'value="{first.code}"' in desk.get(f"/can-bo/phan-anh/{second.pk}/gop/").text
    assert f'value="{second.code}"' not in desk.get(f"/can-bo/phan-anh/{first.pk}/gop/").text


def test_the_list_is_narrowed_by_category_and_by_what_is_past_its_time(town: Town, desk: Client) -> None:
    old = make_report(town, at=clock.now() - timedelta(days=3))
    new = make_report(town)
    lamp = make_report(town, key="den", details={"cot": "12"})
    done = answered(town, make_report(town, at=clock.now() - timedelta(days=3)))
    everybody = {each.code for each in (old, new, lamp, done)}

    def listed(question: str) -> set[str]:
        page = desk.get(f"/can-bo/phan-anh/{question}").text
        return {code for code in everybody if code in page}

    leader = sign_in(Client(), town.user("unit_head"))
    page = leader.get("/can-bo/phan-anh/?nhom=den").text
    assert lamp.code in page and old.code not in page
    assert listed("?han=qua") == {old.code} and listed("?nhom=o-ga") == {old.code, new.code, done.code}
    assert listed("?nhom=o-ga&trang-thai=answered") == {done.code} and listed("?nhom=khong-co") >= {old.code, done.code}


def strewn(town: Town, count: int) -> None:
    """Copies of one open report over the place, every fourth past its time."""
    one = make_report(town, point=HERE)
    rows = []
    for number in range(count):
        row = fresh(one)
        row.pk, row.code, row.token = None, f"PA-260101-{number:04d}", f"mot-to-khai-{number:06d}"
        point = 106.505 + 0.09 * (number % 20) / 20, 10.805 + 0.09 * (number // 20) / 20
        row.longitude, row.latitude, row.cell = *point, cell_of(point)
        row.due_at = clock.now() + timedelta(days=1 if number % 4 else -1)
        rows.append(row)
    Report.objects.bulk_create(rows)


def test_many_open_reports_are_gathered_and_each_is_still_reached(town: Town, monkeypatch: Any) -> None:
    strewn(town, 200)
    leader = town.actor("unit_head")
    whole = desk_map(leader, town.place.pk, Asked())
    assert whole.sheet is not None and (whole.total, whole.late, whole.cut) == (201, 50, False)
    assert not whole.sheet.pins and sum(each.count for each in whole.sheet.clusters) == 201
    seen: set[str] = set()
    for each in whole.sheet.clusters:
        found = re.search(r"o=([\d-]+)", each.href)
        assert found is not None
        part = desk_map(leader, town.place.pk, Asked(tile=tile_typed(found[1])))
        assert part.sheet is not None and part.total == each.count == len(part.sheet.pins) and part.wider
        seen |= {pin.href for pin in part.sheet.pins}
    assert len(seen) == 201
    monkeypatch.setattr(desk_maps, "MOST_READ", 150)
    assert desk_map(leader, town.place.pk, Asked()).cut


def test_the_officers_map_is_narrowed_by_category_and_takes_odd_addresses(town: Town, desk: Client) -> None:
    make_report(town, point=HERE)
    done = answered(town, make_report(town, point=HERE))
    address = "/can-bo/phan-anh/ban-do/"
    assert "1 phản ánh có vị trí" in desk.get(address).text and done.code not in desk.get(address).text
    assert "2 phản ánh có vị trí" in desk.get(f"{address}?gom=tat-ca&nhom=o-ga").text
    assert "0 phản ánh có vị trí" in desk.get(f"{address}?nhom=den").text
    for odd in ("o=0-0-0", "o=17-x-y", "o=20-1-1", "gom=x", "nhom=%27"):
        assert desk.get(f"{address}?{odd}").status_code == 200


def test_emergency_numbers_can_be_tapped(town: Town, client: Client) -> None:
    page = client.get(f"/phan-anh/gui/{town.place.code}/khan-cap/").text
    assert all(f'href="tel:{number}"' in page for number in (113, 114, 115))


def test_the_feed_of_one_category(town: Town, client: Client) -> None:
    leader = town.actor("unit_head")
    hole = answered(town, make_report(town))
    actions.publish(actor=leader, report_id=hole.pk, text="Ổ gà", answer="Đã vá.")
    place = f"/phan-anh/tin.atom?don-vi={town.place.code}"
    assert (
        hole.code in client.get(f"{place}&nhom=o-ga").text and "Ổ gà</title>" in client.get(f"{place}&nhom=o-ga").text
    )
    assert hole.code not in client.get(f"{place}&nhom=den").text
    assert client.get(f"{place}&nhom=khong-co").status_code == 404
    assert (
        f"don-vi={town.place.code}&amp;nhom=o-ga" in client.get(f"/phan-anh/?don-vi={town.place.code}&nhom=o-ga").text
    )


def test_the_feed_of_a_part_of_the_map(town: Town, client: Client) -> None:
    leader = town.actor("unit_head")
    west, east = (answered(town, make_report(town, point=(x, 10.85))) for x in (106.51, 106.59))
    for report in (west, east):
        actions.publish(actor=leader, report_id=report.pk, text="Ổ gà", answer="Đã vá.")
    tile = Tile.numbered(14, cell_of((106.51, 10.85)) >> 2 * (DEEPEST - 14))
    part = f"?don-vi={town.place.code}&o={tile.level}-{tile.x}-{tile.y}"
    feed = client.get(f"/phan-anh/tin.atom{part}").text
    assert west.code in feed and east.code not in feed
    page = client.get(f"/phan-anh/ban-do/{part}").text
    assert f'href="/phan-anh/tin.atom{part.replace("&", "&amp;")}"' in page
    actions.publish(actor=leader, report_id=west.pk, text="Ổ gà", answer="Đã vá.", on_map=False)
    assert west.code not in client.get(f"/phan-anh/tin.atom{part}").text


def test_work_done_after_the_answer_is_a_fact_of_its_own(town: Town, desk: Client, reporter: Client) -> None:
    report = make_report(town)
    worker, leader = town.actor("specialist"), town.actor("unit_head")
    with pytest.raises(Conflict):
        actions.complete(actor=worker, report_id=report.pk)
    actions.accept(actor=worker, report_id=report.pk)
    actions.draft_answer(actor=worker, report_id=report.pk, answer="Thứ Sáu vá.", handled=False)
    done = actions.approve(actor=leader, report_id=report.pk, answer="Thứ Sáu vá.")
    verdict = done.verdict, done.clocks["answer"], done.answered_at
    assert "Xử lý xong" not in reporter.get(f"/phan-anh/{report.code}").text and "met" not in done.clocks["done"]
    here = f"/can-bo/phan-anh/{report.pk}/"
    assert 'href="xu-ly-xong/"' in desk.get(here).text
    owner_photo = {"photos_files": [picture()], "revision": fresh(report).revision}
    assert desk.post(f"{here}xu-ly-xong/", owner_photo).status_code == 302
    done = fresh(report)
    assert done.handled_at and done.confirmed_at is None and done.clocks["done"]["met"] and done.photos.count() == 1
    assert (done.verdict, done.clocks["answer"], done.answered_at) == verdict
    assert "Xử lý xong" in reporter.get(f"/phan-anh/{report.code}").text
    assert 'href="xu-ly-xong/"' not in desk.get(here).text
    again = desk.post(f"{here}xu-ly-xong/", {"revision": done.revision})
    assert again.status_code == 409 and "xử lý xong rồi" in again.text
    told = Message.objects.filter(template_code="report.handled", related=report.subject)
    assert told.exists()


def test_who_sent_a_report_finds_it_again_at_the_door(town: Town, reporter: Client, client: Client) -> None:
    report = make_report(town)
    assert "Phản ánh của tôi" in reporter.get("/phan-anh/").text and report.code in reporter.get("/phan-anh/").text
    assert "Phản ánh của tôi" not in client.get("/phan-anh/").text
    assert report.code in reporter.get("/cua-toi/").text, "on the page of the account, whatever the browser"
    sent = {"token": "khong-dang-nhap-0001", "description": "Ổ gà sâu", "address": "12 Lê Lợi"}
    client.post(f"/phan-anh/gui/{town.place.code}/o-ga/", sent)
    anonymous = Report.objects.regardless("test").get(reporter=None)
    mine = client.get("/phan-anh/").text
    assert anonymous.code in mine and report.code not in mine
    assert (
        anonymous.code not in Client().get("/phan-anh/").text and anonymous.code not in reporter.get("/phan-anh/").text
    )


def test_the_wish_to_stay_unknown_stands_behind_the_questions(town: Town, reporter: Client) -> None:
    lamp = town.category("den")
    lamp.anonymous = True
    save_category(lamp)
    page = reporter.get(f"/phan-anh/gui/{town.place.code}/den/").text
    assert page.index('name="q-cot"') < page.index('name="anonymous"')
