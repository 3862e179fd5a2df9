"""Feeds and maps that programs can read, the boundary map, metadata."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import icalendar
import pytest
from django.test import Client

from motcua.kernel import clock
from motcua.pages.factories import make_entry
from motcua.pages.rules.boundary import drawn
from motcua.pages.rules.feeds import calendar
from motcua.ui.atom import Item
from motcua.units.models import Boundary

HOME = "/trang/quan-thu-phuong-1/"
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SQUARE = {
    "type": "Polygon",
    "coordinates": [[[106.6, 10.7], [106.7, 10.7], [106.7, 10.8], [106.6, 10.8], [106.6, 10.7]]],
}


@pytest.fixture
def site(district):
    return district.sites["quan-thu-phuong-1"]


def test_the_feed(site):
    make_entry(site, "Tin <b>& hơn", summary="A & B", category='Đời "sống"')
    make_entry(site, "Thông báo mới", kind="notice", days_ago=0)
    answer = Client(HTTP_HOST="phuong1.quanthu.localhost").get("/tin-moi.atom")
    feed = ElementTree.fromstring(answer.content)
    assert answer["Content-Type"].startswith("application/atom+xml")
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    assert titles == ["Thông báo mới", "Tin <b>& hơn"]
    links = [entry.find(f"{ATOM}link").get("href") for entry in feed.iter(f"{ATOM}entry")]
    assert links[0] == "http://phuong1.quanthu.localhost/thong-bao/thong-bao-moi/"
    assert Client(HTTP_HOST="phuong1.quanthu.localhost").get("/thong-bao/thong-bao-moi/").status_code == 200


def test_the_calendar_of_events(site):
    starts = clock.now() + timedelta(days=2)
    make_entry(
        site,
        "Hội; chợ, hoa",
        kind="event",
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        place="Công viên " * 12,
    )
    make_entry(site, "Đã qua", kind="event", starts_at=starts - timedelta(days=9))
    answer = Client().get(f"{HOME}su-kien.ics")
    (event,) = icalendar.Calendar.from_ical(answer.content.decode()).walk("VEVENT")
    assert str(event["SUMMARY"]) == "Hội; chợ, hoa" and event.decoded("DTSTART") == starts.replace(microsecond=0)
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))


def test_long_lines_are_cut_between_letters():
    at = datetime(2026, 11, 1, tzinfo=UTC)
    text = calendar(name="ế" * 200, items=[Item("1", "Ữ" * 90, "https://a.vn/", at, at, starts=at)])
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert str(event["SUMMARY"]) == "Ữ" * 90


def test_the_map_and_robots(site):
    make_entry(site, "Một bài")
    answer = Client().get(f"{HOME}sitemap.xml")
    addresses = [loc.text for loc in ElementTree.fromstring(answer.content).iter(f"{MAP}loc")]
    assert (
        f"http://testserver{HOME}tin-tuc/mot-bai/" in addresses and f"http://testserver{HOME}gioi-thieu/" in addresses
    )
    for address in addresses:
        assert Client().get(address.removeprefix("http://testserver")).status_code == 200
    assert f"Sitemap: http://testserver{HOME}sitemap.xml" in Client().get(f"{HOME}robots.txt").content.decode()


def test_metadata_for_search_and_cards(site):
    make_entry(site, "Bài có thẻ", summary='Tóm tắt "hay"')
    text = Client().get(f"{HOME}tin-tuc/bai-co-the/").content.decode()
    assert '<meta property="og:title" content="Bài có thẻ">' in text and "Tóm tắt &quot;hay&quot;" in text
    assert f'<link rel="canonical" href="http://testserver{HOME}tin-tuc/bai-co-the/">' in text
    assert 'rel="alternate" type="application/atom+xml"' in text


def test_the_boundary_is_drawn_when_the_unit_has_one(district, site):
    assert "chưa đưa bản đồ" in Client().get(f"{HOME}gioi-thieu/").content.decode()
    Boundary.objects.create(
        unit=district.wards[0], area=SQUARE, west=106.6, south=10.7, east=106.7, north=10.8, is_sketch=True, imported_at=clock.now()
    )  # fmt: skip
    from motcua.pages.views.door import SHELF

    SHELF.clear()
    text = Client().get(f"{HOME}gioi-thieu/").content.decode()
    assert '<path d="M' in text and "không đúng ranh giới thật" in text


def test_what_can_not_be_drawn():
    assert drawn({"type": "Polygon", "coordinates": []}) is None
    assert drawn({"type": "MultiPolygon", "coordinates": [[]]}) is None
    shape = drawn(SQUARE)
    assert shape is not None and shape.height > shape.width > 500 and shape.path.startswith("M10.0 590.0")


@pytest.mark.parametrize("month", ["2026-13", "x", "2026-11-01", "0000-00"])
def test_odd_months_are_no_error(site, month):
    assert Client().get(f"{HOME}tin-tuc/?thang={month}").status_code == 200


def test_the_archive_by_month(site):
    make_entry(site, "Tin cũ", days_ago=70)
    make_entry(site, "Tin mới")
    row = clock.local(clock.now() - timedelta(days=70))
    text = Client().get(f"{HOME}tin-tuc/?thang={row:%Y-%m}").content.decode()
    assert "Tin cũ" in text and "Tin mới" not in text and f'href="?thang={row:%Y-%m}"' in text
