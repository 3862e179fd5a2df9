"""The public map: cells along one curve, clusters that count everything, windows that open them, a list beside; nothing hidden shows."""

import random
import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from motcua.feedback import actions
from motcua.feedback.factories import Town, answered, make_report, make_town
from motcua.feedback.models import Report
from motcua.feedback.queries import clusters
from motcua.feedback.queries.clusters import Wanted, look
from motcua.feedback.rules.mercator import DEEPEST, Tile, cell_of, drawn, joined, level_for, spread
from motcua.kernel.actors import SYSTEM
from motcua.units.actions import import_boundaries
from motcua.units.rules.geofiles import Feature

CORNERS = [[[106.5, 10.8], [106.6, 10.8], [106.6, 10.9], [106.5, 10.9], [106.5, 10.8]]]


@pytest.fixture
def town(db: None) -> Town:
    town = make_town()
    area = {"type": "Polygon", "coordinates": CORNERS}
    features = [Feature({"ma": town.place.code}, area)]
    import_boundaries(actor=SYSTEM, features=features, source="Phác họa", sketch=True)
    return town


def test_a_coarse_cell_is_an_unbroken_range_of_fine_ones() -> None:
    chance = random.Random(3)
    for _ in range(200):
        x, y = chance.randrange(2**20), chance.randrange(2**20)
        assert (joined(spread(x) | spread(y) << 1), joined((spread(x) | spread(y) << 1) >> 1)) == (x, y)
        point = chance.uniform(102, 109), chance.uniform(8, 23)
        number, level = cell_of(point), chance.randrange(1, DEEPEST + 1)
        tile = Tile.numbered(level, number >> 2 * (DEEPEST - level))
        first, end = tile.span
        place = drawn(point)
        assert first <= number < end
        assert tile.x * tile.side <= place[0] < (tile.x + 1) * tile.side
        assert tile.y * tile.side <= place[1] < (tile.y + 1) * tile.side
    assert 8 <= 20_000 / Tile(level_for(20_000, 8), 0, 0).side < 16


def strewn(town: Town, count: int) -> list[Report]:
    """One published report copied over the place; every seventh was late, every tenth is somewhere nobody may see."""
    one = actions.publish(
        actor=town.actor("unit_head"), report_id=answered(town, make_report(town, point=(106.55, 10.85))).pk,
        text="Ổ gà", answer="Đã vá.",
    )  # fmt: skip
    chance, rows = random.Random(5), []
    for number in range(count):
        row = Report.objects.regardless("test").get(pk=one.pk)
        point = chance.uniform(106.5, 106.6), chance.uniform(10.8, 10.9)
        row.pk, row.code, row.token = None, f"PA-260101-{number:04d}", f"mot-to-khai-{number:06d}"
        row.longitude, row.latitude, row.cell = *point, cell_of(point)
        row.verdict = "late" if number % 7 == 0 else "on_time"
        row.on_map = number % 10 != 0
        rows.append(row)
    Report.objects.bulk_create(rows)
    return rows


def test_many_reports_are_counted_in_clusters_which_open_down_to_each(town: Town, monkeypatch: Any) -> None:
    rows = [row for row in strewn(town, 300) if row.on_map]
    monkeypatch.setattr(clusters, "MOST_PINS", 40)
    whole = look(town.place, Wanted())
    assert whole.sheet is not None and not whole.sheet.pins
    assert whole.total == len(rows) + 1 == sum(each.count for each in whole.sheet.clusters)
    assert whole.late == sum(row.verdict == "late" for row in rows) == sum(each.late for each in whole.sheet.clusters)
    assert 20 < len(whole.sheet.clusters) < 257
    assert all(whole.sheet.holds(each.x, each.y) for each in whole.sheet.clusters)
    seen: set[str] = set()
    for each in whole.sheet.clusters:
        tile = clusters.tile_typed(re.search(r"o=([\d-]+)", each.href)[1])  # type: ignore[index]
        part = look(town.place, Wanted(tile=tile))
        assert part.sheet is not None and part.total == each.count == len(part.sheet.pins) and part.wider
        left, top, wide, high = part.sheet.window  # type: ignore[misc]
        for pin in part.sheet.pins:
            assert left <= pin.x <= left + wide and top <= pin.y <= top + high
            seen.add(pin.href)
        assert len(part.listed.object_list) == min(20, part.total)
    assert len(seen) == whole.total


def test_both_ways_to_list_a_part_say_the_same(town: Town, monkeypatch: Any) -> None:
    strewn(town, 60)
    tile = Tile.numbered(11, cell_of((106.55, 10.85)) >> 2 * (DEEPEST - 11))
    found = []
    for few in (0, 1000):
        monkeypatch.setattr(clusters, "FEW", few)
        pages = [look(town.place, Wanted(tile=tile, page=number)).listed for number in (1, 2)]
        found.append([[row.pk for row in page.object_list] for page in pages])
    assert found[0] == found[1] and len(found[0][0]) == 20 and found[0][1]


def test_the_page_filters_and_forgets_at_once_what_is_taken_off(
    town: Town, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    cache.clear()
    strewn(town, 30)
    address = f"/phan-anh/ban-do/?don-vi={town.place.code}"
    page = client.get(address).text
    assert page.count("mc-map__pin--") == 28 and "28 phản ánh có vị trí" in page and "o=" not in page
    assert "0 phản ánh có vị trí" in client.get(f"{address}&nhom=den").text
    for odd in ("o=0-0-0", "o=99-1-1", "o=17-x-y", "o=5-99-1", "o=²-1-1", "trang=-3", "trang=999", "ngay=1e9"):
        assert client.get(f"{address}&{odd}").status_code == 200
    shown = Report.objects.regardless("test").filter(on_map=True).order_by("pk")[0]
    assert shown.code in page
    with django_capture_on_commit_callbacks(execute=True):
        words = {"text": "Ổ gà", "answer": "Đã vá.", "on_map": False}
        actions.publish(actor=town.actor("unit_head"), report_id=shown.pk, **words)
    assert shown.code not in client.get(address).text
