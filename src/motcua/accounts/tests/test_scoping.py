"""Nobody sees a unit that is not theirs: checked against a naive reading of the rule on random trees and duties."""

import random

import pytest

from motcua.accounts.factories import make_citizen, make_officer, officer_actor
from motcua.accounts.models import Duty, Role, User
from motcua.accounts.queries import actor_of, scope_of
from motcua.kernel.actors import ANONYMOUS, SYSTEM, Actor
from motcua.kernel.remembered import drop_all
from motcua.kernel.scoping import EVERYTHING, NOTHING
from motcua.units.factories import make_unit
from motcua.units.models import Unit

pytestmark = pytest.mark.django_db


def grow(draw: random.Random) -> list[Unit]:
    """A random tree: places below places to some depth, some with desks and departments."""
    places = [make_unit(level="city")]
    units = list(places)
    for _ in range(draw.randint(3, 9)):
        parent = draw.choice(places)
        level = {"city": "district", "district": "commune", "commune": "commune"}[parent.level]
        places.append(make_unit(level=level, parent=parent))
        units.append(places[-1])
    for place in places:
        if draw.random() < 0.7:
            units.append(make_unit(level="desk", key="mot-cua", parent=place))
        for number in range(draw.randint(0, 2)):
            units.append(make_unit(level="department", key=f"phong-{number}", parent=place))
    return units


def should_see(units: list[Unit], duty: Duty) -> set[int]:
    """The rule, read naively: the house of the unit; with "subtree" the unit and all that has it above."""
    by_id = {unit.pk: unit for unit in units}

    def above(unit: Unit) -> list[int]:
        chain = [unit.pk]
        while by_id[chain[-1]].parent_id is not None:
            chain.append(by_id[chain[-1]].parent_id)
        return chain

    if duty.scope == "subtree":
        return {unit.pk for unit in units if duty.unit_id in above(unit)}
    mine = by_id[duty.unit_id]
    place = mine.parent_id if mine.level in ("desk", "department") else mine.pk
    inner = {unit.pk for unit in units if unit.parent_id == place and unit.level in ("desk", "department")}
    return inner | {place}


@pytest.mark.parametrize("seed", range(12))
def test_an_officer_sees_the_units_of_the_duty_and_no_other(seed):
    draw = random.Random(seed)
    units = grow(draw)
    drop_all()
    for _ in range(15):
        unit, role = draw.choice(units), draw.choice(Role.values)
        user = make_officer(unit, role, scope=draw.choice(("unit", "subtree")))
        duty = Duty.objects.get(user=user)
        scope = scope_of(actor_of(user))
        assert scope.unit_ids == should_see(units, duty), (seed, unit.level, duty.scope)


def test_people_without_a_duty_see_nothing(town):
    citizen = actor_of(make_citizen())
    stale = Actor(kind="staff", name="x", user_id=1, duty_id=10**9, role="operator", unit_id=town.city.pk)
    forged_unit = officer_actor(town.ward)
    moved = Actor(kind="staff", name="x", duty_id=forged_unit.duty_id, role="receiver", unit_id=town.other.pk)
    for actor in (ANONYMOUS, citizen, stale, moved, Actor(kind="staff", name="x", unit_id=town.city.pk)):
        assert scope_of(actor) == NOTHING
    assert scope_of(SYSTEM) == EVERYTHING


def test_two_wards_of_one_district_do_not_see_each_other(town):
    one, two = officer_actor(town.desk(town.ward)), officer_actor(town.desk(town.other))
    assert not scope_of(one).unit_ids & scope_of(two).unit_ids
    assert scope_of(one).covers(town.ward.pk) and scope_of(one).covers(town.office(town.ward).pk)
    assert not scope_of(officer_actor(town.district, "unit_head")).covers(town.ward.pk)
    assert scope_of(officer_actor(town.district, "unit_head", scope="subtree")).covers(town.office(town.ward).pk)


def test_a_new_office_is_seen_at_once(town):
    actor = officer_actor(town.desk(town.ward))
    scope_of(actor)
    office = make_unit(level="department", key="moi", parent=town.ward)
    assert scope_of(actor).covers(office.pk)


def test_reach_is_asked_of_the_database_once(town, django_assert_num_queries):
    actor = officer_actor(town.desk(town.ward))
    scope_of(actor)
    with django_assert_num_queries(0):
        scope_of(actor)
    assert User.objects.exists()
