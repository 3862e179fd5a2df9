"""The demo city is the one the issue names, and loading it twice changes nothing."""

from datetime import date

import pytest

from motcua.kernel.actors import SYSTEM
from motcua.units import queries
from motcua.units.actions import load_demo
from motcua.units.models import Post, Succession, Unit
from motcua.units.rules.colours import contrast_on_white

pytestmark = pytest.mark.django_db
PLACES = {
    "hoc-mon": {"thị trấn": 1, "xã": 11},
    "quan-7": {"phường": 10},
    "thu-duc": {"phường": 34},
    "cu-chi": {"thị trấn": 1, "xã": 20},
    "quan-10": {"phường": 15},
}


@pytest.fixture
def city(db):
    return load_demo(actor=SYSTEM)


def test_the_five_places_and_their_communes(city):
    tree = queries.tree()
    for code, kinds in PLACES.items():
        district = queries.unit_by_code(code)
        communes = [node for node in tree.children_of(district.pk) if node.level == "commune"]
        counted: dict[str, int] = {}
        for commune in communes:
            counted[commune.kind] = counted.get(commune.kind, 0) + 1
        assert counted == kinds, code
    numbered = {node.name for node in tree.children_of(queries.unit_by_code("quan-10").pk) if node.level == "commune"}
    assert numbered == {f"Phường {number}" for number in range(1, 16)}


def test_every_place_has_desk_departments_and_one_head(city):
    for place in Unit.objects.filter(level__in=["district", "commune"], operating=True):
        desk = queries.desk_of(place.pk)
        assert desk is not None and desk.key == "mot-cua", place.code
        assert len(queries.departments_of(place.pk)) == (7 if place.level == "district" else 4)
        assert queries.department_of(place.pk, "tu-phap") is not None
        assert Post.objects.filter(unit=place, is_head=True).count() == 1
    assert not Unit.objects.exclude(level="city").filter(operating=True, posts__isnull=True).exists()


def test_codes_are_unique_where_they_must_be(city):
    for field in ("gso_code", "eid_code"):
        codes = list(Unit.objects.filter(operating=True).exclude(**{field: ""}).values_list(field, flat=True))
        assert len(codes) == len(set(codes)), field
    assert queries.unit_by_code("cu-chi-tan-thong-hoi").gso_code == "27556"
    assert queries.complaints() == []


def test_colours_can_be_read_on_white(city):
    assert round(contrast_on_white("#000000"), 1) == 21 and round(contrast_on_white("#767676"), 2) == 4.54
    for unit in Unit.objects.exclude(branding={}):
        assert contrast_on_white(unit.branding["colour"]) >= 4.5, unit.code


def test_successors_are_on_record_and_end_nobody(city):
    cu_chi = queries.unit_by_code("cu-chi")
    assert cu_chi.valid_until is None and queries.is_active(cu_chi.pk)
    assert len(queries.successors_of(cu_chi.pk)) == 7
    ward = queries.unit_by_code("cu-chi-tan-thong-hoi")
    successor = queries.successor_of(ward.pk)
    assert successor is not None and successor.code == "2025-xa-cu-chi"
    assert not queries.is_active(successor.pk)
    assert queries.successor_of(ward.pk, on=date(2025, 6, 30)) is None
    assert ward.pk in {unit.pk for unit in queries.predecessors_of(successor.pk)}
    without = Unit.objects.filter(level="commune", operating=True, successions__isnull=True)
    assert list(without) == []


def test_loading_twice_changes_nothing(city):
    before = (Unit.objects.count(), Post.objects.count(), Succession.objects.count())
    again = load_demo(actor=SYSTEM)
    assert (again.created, again.updated) == (0, 0)
    assert (Unit.objects.count(), Post.objects.count(), Succession.objects.count()) == before
