"""Places: proposed by a photo, refused outside the unit, drawn on maps; rules by area with a dry run."""

import io
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from motcua.accounts.factories import sign_in
from motcua.feedback import actions
from motcua.feedback.factories import Town, answered, make_report, make_town
from motcua.feedback.models import Report, RoutingRule
from motcua.feedback.rules.mercator import SIDE, drawn, metres_per_unit
from motcua.feedback.views.photos import place_in
from motcua.files.queries import by_token, open_content
from motcua.files.tests.test_video import clip
from motcua.kernel.actors import SYSTEM
from motcua.kernel.outbox import drain
from motcua.kernel.refusals import NotFound, Refusal
from motcua.units.actions import import_boundaries
from motcua.units.factories import make_unit
from motcua.units.rules.geofiles import Feature

HERE = (106.55, 10.85)


def square(x: float, y: float, side: float = 0.1) -> dict[str, Any]:
    ring = [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]
    return {"type": "Polygon", "coordinates": [ring]}


@pytest.fixture
def town(db: None) -> Town:
    """A place of 11 by 11 km with two hamlets, west and east."""
    town = make_town()
    east = make_unit(code=f"{town.place.code}-dong", name="Ấp Đông", level="commune", parent=town.place)
    features = [
        Feature({"ma": town.place.code}, square(106.5, 10.8)),
        Feature({"ma": east.code}, {"type": "Polygon", "coordinates": [
            [[106.55, 10.8], [106.6, 10.8], [106.6, 10.9], [106.55, 10.9], [106.55, 10.8]]]}),
    ]  # fmt: skip
    import_boundaries(actor=SYSTEM, features=features, source="Phác họa", sketch=True)
    return town


def photo(notes: bool = True) -> Any:
    out, exif = io.BytesIO(), Image.Exif()
    if notes:
        exif[0x8825] = {1: "N", 2: (10.0, 51.0, 0.0), 3: "E", 4: (106.0, 33.0, 0.0)}
    Image.new("RGB", (64, 48), (200, 30, 30)).save(out, "JPEG", exif=exif)
    out.seek(0)
    out.name = "o-ga.jpg"
    return out


def send(client: Client, town: Town, **fields: Any) -> Any:
    data = {"token": "mot-to-khai-co-vi-tri", "description": "Ổ gà sâu", "address": "", **fields}
    return client.post(f"/phan-anh/gui/{town.place.code}/o-ga/", data)


def test_the_drawing_is_the_world_of_the_tiles() -> None:
    assert drawn((-180.0, 0.0)) == (0, SIDE / 2) and drawn((0.0, 0.0)) == (SIDE / 2, SIDE / 2)
    (x1, y1), (x2, y2) = drawn((106.55, 10.85)), drawn((106.56, 10.85))
    assert y1 == y2 and (x2 - x1) * metres_per_unit(10.85) == pytest.approx(1093, abs=2)


def test_a_photo_proposes_the_place_and_keeps_nothing_of_it(town: Town, client: Client) -> None:
    assert place_in(photo()) == pytest.approx(HERE) and place_in(photo(notes=False)) is None
    assert place_in(io.BytesIO(b"no picture")) is None
    page = send(client, town, photos_files=[photo()])
    assert page.status_code == 200 and "lấy từ ảnh" in page.text and 'value="106.55' in page.text
    assert "o-ga.jpg" in page.text and not Report.objects.regardless("test").exists()
    send(client, town, photos_files=[photo()], longitude="106.55", latitude="10.85")
    report = Report.objects.regardless("test").get()
    assert (report.longitude, report.latitude) == HERE
    drain()
    with open_content(by_token(report.photos.get().file_id)) as kept:
        assert not Image.open(kept).getexif()
    written = send(client, town, token="mot-to-khai-co-dia-chi", address="12 Lê Lợi", photos_files=[photo()])
    assert written.status_code == 302


def test_a_short_video_goes_along_and_is_never_published(town: Town, client: Client) -> None:
    videos = []
    for number in range(2):
        film = io.BytesIO(clip())
        film.name = f"ngap-{number}.mp4"
        videos.append(film)
    two = send(client, town, address="12 Lê Lợi", photos_files=videos)
    assert two.status_code == 422 and "Nhiều nhất một video" in two.text
    film = io.BytesIO(clip())
    film.name = "ngap.mp4"
    send(client, town, address="12 Lê Lợi", photos_files=[photo(notes=False), film])
    report = Report.objects.regardless("test").get()
    assert sorted(each.is_video for each in report.photos.all()) == [False, True]
    assert "<video" in client.get(f"/phan-anh/{report.code}").text
    drain()
    done = answered(town, report)
    leader = sign_in(Client(), town.user("unit_head"))
    page = leader.get(f"/can-bo/phan-anh/{done.pk}/cong-khai/").text
    assert page.count('name="show"') == 1 and "<video" in leader.get(f"/can-bo/phan-anh/{done.pk}/").text


def test_outside_is_said_with_the_place_that_takes_it(town: Town, client: Client) -> None:
    other = make_town()
    import_boundaries(actor=SYSTEM, features=[Feature({"ma": other.place.code}, square(106.7, 10.8))])
    page = send(client, town, longitude="106.75", latitude="10.85")
    assert page.status_code == 422 and f"thuộc {other.place.name}" in page.text and "Ổ gà sâu" in page.text
    page = send(client, town, longitude="106.3", latitude="10.85")
    assert page.status_code == 422 and "nằm ngoài địa bàn" in page.text
    assert send(client, town, longitude="106.6015", latitude="10.85").status_code == 302


def test_rules_by_area_are_tried_before_they_count(town: Town) -> None:
    leader = sign_in(Client(), town.user("unit_head"))
    page = leader.get("/can-bo/phan-anh/phan-tuyen/").text
    east = next(row for row in RoutingRule._meta.get_field("area_unit").related_model.objects.filter(name="Ấp Đông"))
    assert "Ấp Đông" in page and "Ổ gà" in page
    data = {"category_id": "", "area_unit_id": east.pk, "area": "", "to_unit_id": town.place.pk}
    leader.post("/can-bo/phan-anh/phan-tuyen/them/", data)
    rules = RoutingRule.objects.regardless("test").order_by("order")
    added = rules.last()
    assert added is not None and added.area_unit_id == east.pk
    address = "/can-bo/phan-anh/phan-tuyen/"
    tried = {"category_id": town.category().pk, "place": "10.85, 106.58"}
    assert f"→ {town.office.name}" in leader.get(address, tried).text
    for _step in range(3):
        leader.post(f"{address}{added.pk}/", {"viec": "len"})
    assert f"→ {town.place.name}" in leader.get(address, tried).text
    assert "ngoài khu vực" in leader.get(address, {**tried, "place": "10.85, 106.52"}).text
    assert "vĩ độ trước" in leader.get(address, {**tried, "place": "gần chợ"}).text
    assert make_report(town, point=(106.58, 10.85)).holder_unit_id == town.place.pk
    assert make_report(town, point=(106.52, 10.85)).holder_unit_id == town.office.pk
    wrong = leader.post(f"{address}them/", {**data, "area": '{"type": "Point"}', "area_unit_id": ""})
    assert wrong.status_code == 422 and "MultiPolygon" in wrong.text
    leader.post(f"{address}{added.pk}/", {"viec": "bo"})
    assert make_report(town, point=(106.58, 10.85)).holder_unit_id == town.office.pk


def test_rules_of_another_place_are_out_of_reach(town: Town) -> None:
    other = make_town()
    rule = RoutingRule.objects.regardless("test").filter(unit=other.place).first()
    assert rule is not None
    with pytest.raises(NotFound):
        actions.remove_rule(actor=town.actor("unit_head"), unit_id=other.place.pk, rule_id=rule.pk)
    with pytest.raises(NotFound):
        actions.move_rule(actor=town.actor("unit_head"), unit_id=town.place.pk, rule_id=rule.pk, by=1)
    with pytest.raises(Refusal):
        actions.add_rule(actor=town.actor("unit_head"), unit_id=town.place.pk, to_unit_id=other.place.pk)
    desk = sign_in(Client(), town.user("specialist"))
    assert desk.get("/can-bo/phan-anh/phan-tuyen/").status_code == 403


def test_maps_show_what_was_published_and_to_officers_what_is_theirs(town: Town, client: Client) -> None:
    leader = town.actor("unit_head")
    told = {"actor": leader, "text": "Ổ gà", "answer": "Đã vá"}
    shown, hidden, open_one = (make_report(town, point=(106.52 + step / 100, 10.85)) for step in range(3))
    for report, on_map in ((shown, True), (hidden, False)):
        actions.publish(report_id=answered(town, report).pk, on_map=on_map, **told)
    page = client.get("/phan-anh/ban-do/", {"don-vi": town.place.code}).text
    assert shown.code in page and hidden.code not in page and open_one.code not in page
    assert "không phải ranh giới thật" in page and "<path" in page and "Ấp Đông" in page
    assert client.get("/phan-anh/ban-do/", {"don-vi": "khong-co"}).status_code == 404
    empty = client.get("/phan-anh/ban-do/", {"don-vi": town.place.code, "nhom": "den"}).text
    assert shown.code not in empty
    desk = sign_in(Client(), town.user("specialist"))
    mine = desk.get("/can-bo/phan-anh/ban-do/").text
    assert open_one.code in mine and shown.code not in mine
    assert shown.code in desk.get("/can-bo/phan-anh/ban-do/?gom=tat-ca").text
    elsewhere = sign_in(Client(), make_town().user("specialist"))
    assert open_one.code not in elsewhere.get("/can-bo/phan-anh/ban-do/").text
