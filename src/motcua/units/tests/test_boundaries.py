"""Areas of units: sound or refused, inside and outside, imported from GeoJSON and GeoPackage, drawn for the demo city."""

import json
import sqlite3
import struct
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from motcua.kernel.actors import ANONYMOUS, SYSTEM
from motcua.kernel.refusals import NotAllowed, Refusal
from motcua.units import queries
from motcua.units.actions import draw_sketches, features_in, import_boundaries
from motcua.units.commands import units
from motcua.units.factories import make_unit
from motcua.units.models import Boundary
from motcua.units.rules import areas, sketching

HOLED = {
    "type": "Polygon",
    "coordinates": [[[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]], [[1, 1], [2, 1], [2, 2], [1, 2], [1, 1]]],
}


def square(x: float, y: float, side: float = 0.1) -> dict[str, Any]:
    ring = [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]
    return {"type": "Polygon", "coordinates": [ring]}


def test_inside_outside_and_how_far() -> None:
    assert areas.in_area((3.0, 3.0), HOLED) and not areas.in_area((1.5, 1.5), HOLED)
    assert areas.metres_outside((1.5, 1.5), HOLED) == pytest.approx(55_600, rel=0.01)
    assert areas.metres_outside((106.101, 10.05), square(106, 10)) == pytest.approx(109.5, abs=1)
    assert areas.in_area(areas.middle_of(HOLED), HOLED) and areas.box_of(HOLED) == (0, 0, 4, 4)
    ring = [(0.0, 0.0), (1.0, 0.0001), (2.0, 0.0), (2.0, 2.0), (1.0, 2.0001), (0.0, 2.0), (0.0, 0.0)]
    assert areas.thinned(ring, 0.01) == [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0), (0.0, 0.0)]


def test_an_area_that_is_none_is_named() -> None:
    assert areas.fault_of_area(HOLED) == ""
    for fault, area in {
        "type": {"type": "Point", "coordinates": [1, 1]},
        "ring": {"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]},
        "degrees": {"type": "Polygon", "coordinates": [[[0, 0], [600, 0], [1, 1], [0, 0]]]},
        "coordinates": {"type": "Polygon", "coordinates": [[["x", 0], [1, 0]]]},
    }.items():
        assert areas.fault_of_area(area) == fault
    assert areas.fault_of_area(None) == "type" and areas.fault_of_area({"type": "Polygon"}) == "coordinates"


def test_a_sketch_is_cut_into_parts_of_one_size_that_cover_it() -> None:
    whole = sketching.blot("hoc-mon", (106.592, 10.8865), 6000)
    assert whole == sketching.blot("hoc-mon", (106.592, 10.8865), 6000)
    parts = sketching.divided(whole, 12)
    sizes = [sketching.size_of(part) for part in parts]
    assert len(parts) == 12 and sum(sizes) == pytest.approx(sketching.size_of(whole))
    assert max(sizes) < 1.2 * min(sizes)


@pytest.fixture
def tree(db: None) -> Any:
    top = make_unit(code="tp", name="Thành phố Mẫu", level="city", gso_code="79")
    for number, name in enumerate(("Huyện Bắc", "Huyện Nam")):
        district = make_unit(code=f"h{number}", name=name, level="district", parent=top, gso_code=f"78{number}")
        make_unit(code=f"x{number}", name="Xã Tân Phú", level="commune", parent=district)
    return top


def collection(*rows: tuple[dict[str, Any], Any], **more: Any) -> str:
    found = [{"type": "Feature", "properties": said, "geometry": area} for said, area in rows]
    return json.dumps({"type": "FeatureCollection", "features": found, **more})


def test_units_are_found_by_code_and_by_name_under_their_parent(tree: Any, tmp_path: Path) -> None:
    file = tmp_path / "ranh-gioi.geojson"
    file.write_text(
        collection(
            ({"MA_HUYEN": 780}, square(106.0, 10.0)),
            ({"ten": "xã Tân Phú", "huyen": "Huyện Nam"}, square(106.5, 10.0)),
            ({"ten": "Tân Phú xã nào"}, square(106.9, 10.0)),
            ({"ten": "Xã Tân Phú"}, square(106.9, 10.0)),
            ({"ma": "h1"}, {"type": "Point", "coordinates": [1, 1]}),
        ),
        encoding="utf-8",
    )
    dry = CliRunner().invoke(units, ["boundaries", str(file), "--dry-run", "--json"])
    assert dry.exit_code == 1 and not Boundary.objects.exists()
    told = json.loads(dry.output)
    assert [unit for _name, unit in told["matched"]] == ["Huyện Bắc", "Xã Tân Phú"]
    assert len(told["unknown"]) == 2 and len(told["faulty"]) == 1 and "Huyện Nam" in told["missing"]
    CliRunner().invoke(units, ["boundaries", str(file), "--source", "Sở"])
    inside = queries.place_at((106.55, 10.05))
    assert inside is not None and inside.code == "x1"
    assert queries.place_at((1.0, 1.0)) is None
    north = queries.unit_by_code("h0")
    assert queries.lies_in(north.pk, (106.05, 10.05)) and queries.lies_in(north.pk, (106.1018, 10.05))
    assert not queries.lies_in(north.pk, (106.2, 10.05)) and queries.lies_in(tree.pk, (0.0, 0.0))
    placed = queries.area_of(north.pk)
    assert placed is not None and placed.source == "Sở" and not placed.is_sketch


def test_files_that_are_no_map_are_refused_in_words(tree: Any, tmp_path: Path) -> None:
    file = tmp_path / "x.geojson"
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::9210"}}
    for text, words in {
        "{": "GeoJSON",
        "[1]": "FeatureCollection",
        '{"type": "FeatureCollection", "features": 3}': "FeatureCollection",
        collection(({}, None), crs=crs): "VN-2000",
    }.items():
        file.write_text(text, encoding="utf-8")
        with pytest.raises(Refusal) as refused:
            features_in(file)
        assert words in str(refused.value.message)
        assert CliRunner().invoke(units, ["boundaries", str(file)]).exit_code == 1
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Refusal):
        features_in(file)
    with pytest.raises(NotAllowed):
        import_boundaries(actor=ANONYMOUS, features=[])


def test_a_geopackage_is_read_as_the_database_it_is(tree: Any, tmp_path: Path) -> None:
    file = tmp_path / "ranh-gioi.gpkg"
    ring = square(106.0, 10.0)["coordinates"][0]
    polygon = (
        struct.pack("<BII", 1, 3, 1) + struct.pack("<I", 5) + b"".join(struct.pack("<2d", *corner) for corner in ring)
    )
    many = struct.pack("<BII", 1, 6, 1) + polygon
    header = b"GP\x00\x03" + struct.pack("<i", 4326) + struct.pack("<4d", 106.0, 106.1, 10.0, 10.1)
    with sqlite3.connect(file) as made:
        made.execute("CREATE TABLE gpkg_geometry_columns (table_name, column_name, geometry_type_name, srs_id, z, m)")
        made.execute("INSERT INTO gpkg_geometry_columns VALUES ('huyen', 'geom', 'MULTIPOLYGON', 4326, 0, 0)")
        made.execute("CREATE TABLE huyen (fid INTEGER PRIMARY KEY, geom BLOB, ma TEXT)")
        made.execute("INSERT INTO huyen (geom, ma) VALUES (?, 'h0')", (header + many,))
        made.execute("INSERT INTO huyen (geom, ma) VALUES (?, 'h1')", (header + polygon,))
    made.close()
    report = import_boundaries(actor=SYSTEM, features=features_in(file))
    assert [unit for _name, unit in report.matched] == ["Huyện Bắc", "Huyện Nam"]
    with sqlite3.connect(file) as made:
        made.execute("UPDATE huyen SET geom = ? WHERE ma = 'h1'", (header + many[:30],))
    made.close()
    with pytest.raises(Refusal):
        features_in(file)


def test_the_demo_city_is_drawn_and_says_so_and_a_real_boundary_stays(db: None) -> None:
    top = make_unit(code="tphcm", level="city")
    district = make_unit(code="hoc-mon", level="district", parent=top)
    for number in range(3):
        make_unit(code=f"hoc-mon-{number}", level="commune", parent=district)
    draw_sketches(actor=SYSTEM)
    rows = Boundary.objects.all()
    assert rows.count() == 5 and all(row.is_sketch and "không phải" in row.source for row in rows)
    for placed in queries.areas_below(district.pk):
        found = queries.place_at(placed.middle)
        assert found is not None and found.pk == placed.unit_id
    Boundary.objects.filter(unit=district).update(is_sketch=False, source="thật")
    draw_sketches(actor=SYSTEM)
    assert Boundary.objects.get(unit=district).source == "thật"
