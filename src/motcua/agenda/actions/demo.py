"""Demo weeks through the real verbs: the running week published, at some places the next one in draft."""

from collections.abc import Iterator
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import yaml

from motcua.accounts.models import Duty, User
from motcua.accounts.queries import actor_of, house_of
from motcua.agenda.actions.arranging import Wish
from motcua.agenda.actions.entries import enter
from motcua.agenda.actions.plans import approve, submit
from motcua.agenda.actions.rooms import keep_room
from motcua.agenda.models import MeetingRoom, WeekPlan
from motcua.agenda.queries.days import day_words
from motcua.agenda.rules.weeks import Week
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import NotFound, Refusal
from motcua.kernel.scoping import Scope
from motcua.units.models import Unit
from motcua.units.queries import active_units, department_of, unit_by_code

FILE = Path(__file__).parents[1] / "demo" / "weeks.yaml"


def load_demo(*, actor: Actor) -> int:
    """The places that the file names; answers how many entries were planned. A place that has a plan keeps it."""
    document = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    week, drafted = Week.of(clock.today()), set(document["drafted"])
    return sum(
        plan_place(unit, document, week, drafts=unit.code in drafted)
        for unit in places_of(document)
        if not WeekPlan.objects.within(Scope.of({unit.pk})).exists()
    )


def places_of(document: dict[str, Any]) -> list[Unit]:
    """The named places, and the communes of some of them, as far as they were loaded."""
    named = [unit_or_none(code) for code in (*document["drafted"], *document["published"])]
    above = {unit.pk for unit in named if unit is not None and unit.code in document["communes_of"]}
    below = [unit for unit in active_units(levels=frozenset({"commune"})) if unit.parent_id in above]
    return [unit for unit in named if unit is not None] + below


def unit_or_none(code: str) -> Unit | None:
    """A unit of the demo city, None where it was not loaded."""
    try:
        return unit_by_code(code)
    except NotFound:
        return None


def plan_place(unit: Unit, document: dict[str, Any], week: Week, *, drafts: bool) -> int:
    """Rooms, the published week and the draft of one place; nothing where nobody could do it."""
    people = staff_of(unit)
    if not {"vanthu", "chutich"} <= people.keys():
        return 0
    clerk, leader = (actor_of(User.objects.get(pk=people[name].user_id)) for name in ("vanthu", "chutich"))
    rooms = [keep_room(actor=clerk, unit_id=unit.pk, **about) for about in document["rooms"][str(unit.level)]]
    number = 0
    for each in (week, week.after) if drafts else (week,):
        for place, wish in enumerate(wishes(unit, document["weeks"][str(unit.level)], each, people, rooms)):
            number += planned(clerk, unit, wish, f"demo-{unit.code}-{each.monday:%Y%m%d}-{place}")
    plan = WeekPlan.objects.within(Scope.of({unit.pk})).filter(monday=week.monday).first()
    if plan is not None:
        submit(actor=clerk, plan_id=plan.pk)
        approve(actor=leader, plan_id=plan.pk, at_once=True)
    return number


def planned(clerk: Actor, unit: Unit, wish: Wish, token: str) -> bool:
    """Plans one entry, except where something stands in its way."""
    try:
        enter(actor=clerk, unit_id=unit.pk, wish=wish, token=token)
    except Refusal:
        return False
    return True


def staff_of(unit: Unit) -> dict[str, Duty]:
    """The demo's officers of a place by the first part of their username."""
    duties = Duty.objects.in_force(clock.now()).filter(unit_id__in=house_of(unit.pk)).select_related("user")
    return {str(duty.user.username).partition(".")[0]: duty for duty in duties}


def wishes(
    unit: Unit, lines: list[dict[str, Any]], week: Week, people: dict[str, Duty], rooms: list[MeetingRoom]
) -> Iterator[Wish]:
    """The entries of a week, without days off and without people the place does not have."""
    works = [words.works for words in day_words(unit.pk, week.days)]
    for line in lines:
        who = [people[name].pk for name in line["who"] if name in people]
        if not works[line["day"]] or not who:
            continue
        starts, ends = (time.fromisoformat(part) for part in line["at"].split("-"))
        yield Wish(
            day=week.monday + timedelta(days=line["day"]),
            starts=starts,
            ends=ends,
            title=line["title"],
            room_id=rooms[line["room"]].pk if "room" in line else None,
            place=line.get("place", ""),
            chair=who[0],
            people=who[1:],
            departments=[pk for pk in (office_id(unit, key) for key in line.get("offices", ())) if pk],
            prepared_by=office_id(unit, line["by"]),
            guests=line.get("guests", ""),
            private=line.get("private", False),
        )


def office_id(unit: Unit, key: str) -> int | None:
    """An office of the place by its key."""
    office = department_of(unit.pk, key)
    return office.pk if office else None
