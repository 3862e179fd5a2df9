"""The tree answers where a unit stands, on which day, and notices changes of this and other processes."""

from datetime import date

import pytest
from django.db import transaction

from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.refusals import NotAllowed, NotFound, Refusal
from motcua.units import actions, queries
from motcua.units.factories import make_place, make_unit
from motcua.units.models import Post, TreeVersion, Unit
from motcua.units.queries.snapshot import SNAPSHOT

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    root = make_unit(code="tp", level="city")
    district = make_place(code="huyen", level="district", parent=root, departments=("tu-phap",))
    commune = make_place(code="xa", parent=district, departments=("tu-phap", "dia-chinh"))
    return root, district, commune


def test_ancestors_descendants_and_offices(city):
    root, district, commune = city
    desk = queries.desk_of(commune.pk)
    assert queries.ancestors_of(desk.pk) == (root.pk, district.pk, commune.pk)
    assert queries.ancestors_of(root.pk) == ()
    assert queries.descendants_of(commune.pk) == {
        commune.pk, desk.pk, *(unit.pk for unit in queries.departments_of(commune.pk))
    }  # fmt: skip
    assert queries.descendants_of(root.pk) == set(Unit.objects.values_list("pk", flat=True))
    assert queries.descendants_of(0) == frozenset()
    assert queries.place_of(desk.pk) == commune
    assert queries.department_of(desk.pk, "dia-chinh").code == "xa-dia-chinh"
    assert queries.department_of(district.pk, "dia-chinh") is None
    assert queries.desk_of(desk.pk) == desk
    assert desk.lineage == f"/{root.pk}/{district.pk}/{commune.pk}/{desk.pk}/"


def test_unknown_units_are_refused():
    with pytest.raises(NotFound):
        queries.unit_by_code("khong-co")
    with pytest.raises(NotFound):
        queries.unit_by_id(10**9)


def test_dates_are_half_open_and_ask_the_units_above(city):
    _root, district, commune = city
    actions.dissolve_unit(actor=SYSTEM, unit=district, on=date(2025, 7, 1))
    desk = queries.desk_of(commune.pk)
    for unit in (district, commune, desk):
        assert queries.is_active(unit.pk, date(2025, 6, 30))
        assert not queries.is_active(unit.pk, date(2025, 7, 1))
    assert {unit.code for unit in queries.active_units(date(2025, 7, 1))} == {"tp"}
    assert not queries.is_active(10**9, date(2025, 7, 1))


def test_a_unit_is_not_active_before_its_parent_is():
    root = make_unit(level="city", valid_from=date(2021, 1, 1))
    child = make_unit(parent=root)
    assert not queries.is_active(child.pk, date(2020, 12, 31))
    assert queries.is_active(child.pk, date(2021, 1, 1))


def test_dissolving_keeps_earlier_ends_and_records_successors(city):
    root, district, _commune = city
    gone = make_unit(code="da-nhap", parent=district, valid_until=date(2021, 1, 1))
    later = make_unit(code="se-lap", parent=district, valid_from=date(2026, 1, 1))
    heir = make_unit(code="xa-moi", parent=root)
    actions.dissolve_unit(actor=SYSTEM, unit=district, on=date(2025, 7, 1), successors=[heir])
    gone.refresh_from_db()
    later.refresh_from_db()
    assert gone.valid_until == date(2021, 1, 1)
    assert later.valid_until is None
    assert queries.successor_of(district.pk, date(2025, 7, 1)) == heir
    assert queries.successor_of(district.pk, date(2025, 6, 30)) is None
    assert queries.predecessors_of(heir.pk) == [district]


def test_successors_follow_each_other_and_never_in_a_circle(city):
    root = city[0]
    first, second, third = (make_unit(parent=root) for _ in range(3))
    actions.dissolve_unit(actor=SYSTEM, unit=first, on=date(2020, 1, 1), successors=[second])
    actions.dissolve_unit(actor=SYSTEM, unit=second, on=date(2025, 7, 1), successors=[third])
    assert queries.successor_of(first.pk, date(2022, 1, 1)) == second
    assert queries.successor_of(first.pk, date(2025, 7, 1)) == third
    with pytest.raises(Refusal):
        actions.record_succession(actor=SYSTEM, predecessor=third, successor=first, on=date(2026, 1, 1))
    with pytest.raises(Refusal):
        actions.record_succession(actor=SYSTEM, predecessor=third, successor=third, on=date(2026, 1, 1))


def test_reversed_dates_and_taken_codes_are_refused():
    unit = make_unit(code="xa-a", valid_from=date(2020, 1, 1))
    with pytest.raises(Refusal) as refused:
        make_unit(code="xa-a")
    assert "code" in refused.value.fields
    with pytest.raises(Refusal):
        make_unit(valid_from=date(2020, 1, 2), valid_until=date(2020, 1, 2))
    with pytest.raises(Refusal):
        actions.dissolve_unit(actor=SYSTEM, unit=unit, on=date(2020, 1, 1))
    with pytest.raises(Refusal):
        make_unit(level="tinh")


@pytest.mark.parametrize("role", ["receiver", "unit_head", "editor", "auditor", ""])
def test_only_operators_change_the_tree(role):
    actor = Actor(kind="staff", name="A", role=role)
    with pytest.raises(NotAllowed):
        actions.create_unit(actor=actor, code="x", name="X", level="city")
    with pytest.raises(NotAllowed):
        actions.import_units(actor=actor, rows=[])
    with pytest.raises(NotAllowed):
        actions.import_file(actor=actor, content=b"")
    actions.create_unit(actor=Actor(kind="staff", name="B", role="operator"), code="x", name="X", level="city")


def test_a_new_head_post_takes_over():
    unit = make_unit()
    actions.put_post(actor=SYSTEM, unit=unit, code="a", title="Chủ tịch", is_head=True)
    actions.put_post(actor=SYSTEM, unit=unit, code="b", title="Quyền Chủ tịch", is_head=True)
    assert list(Post.objects.filter(unit=unit, is_head=True).values_list("code", flat=True)) == ["b"]


def test_lookups_cost_no_query(city, django_assert_num_queries):
    queries.tree()
    with django_assert_num_queries(0):
        unit = queries.unit_by_code("xa")
        queries.desk_of(unit.pk)
        queries.descendants_of(unit.pk)
        queries.is_active(unit.pk)


def test_a_caller_cannot_change_what_others_see(city):
    queries.unit_by_code("xa").name = "Tên khác"
    assert queries.unit_by_code("xa").name != "Tên khác"


@pytest.mark.django_db(transaction=True)
def test_another_process_is_noticed_by_the_stamp():
    make_unit(code="xa-1", level="city")
    assert queries.unit_by_code("xa-1")
    Unit.objects.filter(code="xa-1").update(name="Tên mới")
    assert queries.unit_by_code("xa-1").name != "Tên mới"
    TreeVersion.objects.update(token="khac")
    SNAPSHOT._checked = 0.0
    assert queries.unit_by_code("xa-1").name == "Tên mới"


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_change_is_never_seen():
    make_unit(code="xa-1", level="city")
    with pytest.raises(RuntimeError), transaction.atomic():
        make_unit(code="xa-2", level="city")
        assert queries.unit_by_code("xa-2")
        raise RuntimeError
    with pytest.raises(NotFound):
        queries.unit_by_code("xa-2")
    assert queries.unit_by_code("xa-1")


def test_places_are_found_by_host_and_path():
    common = make_unit(code="tp", level="city", host="mot-cua.example")
    own = make_unit(code="xa", parent=common, host="mot-cua.example", path="xa")
    deeper = make_unit(code="xa-b", parent=common, host="mot-cua.example", path="xa/b")
    assert queries.unit_at_address("mot-cua.example", "/") == common
    assert queries.unit_at_address("MOT-CUA.example", "/xa/tin-tuc") == own
    assert queries.unit_at_address("mot-cua.example", "/xa/b/tin") == deeper
    assert queries.unit_at_address("mot-cua.example", "/xabc") == common
    assert queries.unit_at_address("khac.example", "/xa") is None
