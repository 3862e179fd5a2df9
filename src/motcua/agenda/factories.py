"""Test data of the room: a place with leaders, a clerk and a room, and entries made by the room's own actions."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import count
from typing import Any

from motcua.accounts.factories import make_officer
from motcua.accounts.models import Duty, User
from motcua.accounts.queries import actor_of
from motcua.agenda import actions
from motcua.agenda.models import MeetingRoom, WeekPlan, WorkEntry
from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM, Actor
from motcua.units.factories import make_place
from motcua.units.models import Unit
from motcua.units.queries import department_of
from motcua.worktime.factories import make_calendar
from motcua.worktime.models import CalendarVersion

SERIAL = count(1)
LONG_AGO = datetime(2020, 1, 1, tzinfo=clock.LOCAL)
MONDAY = date(2026, 8, 10)
PEOPLE = (
    ("leader", "unit_head", "chu-tich", "Nguyễn Văn Phước"),
    ("deputy", "unit_head", "pho-chu-tich", "Lê Thị Kim Hoa"),
    ("clerk", "clerk", "", "Đỗ Thị Mỹ Linh"),
)


@dataclass
class House:
    """A people's committee at work: who does what by name, its justice office, its meeting room."""

    place: Unit
    room: MeetingRoom
    users: dict[str, User] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        """One of the people, at work."""
        return actor_of(self.users[name])

    def duty(self, name: str) -> int:
        """The duty of one of the people."""
        return int(Duty.objects.filter(user=self.users[name]).order_by("pk").first().pk)

    @property
    def office(self) -> Unit:
        """The justice office."""
        found = department_of(self.place.pk, "tu-phap")
        assert found is not None
        return found

    def wish(self, **about: Any) -> actions.Wish:
        """A meeting on Monday from eight to ten, unless said otherwise; `starts` and `ends` as "08:00"."""
        times = {
            name: time.fromisoformat(about.pop(name, usual)) for name, usual in (("starts", "08:00"), ("ends", "10:00"))
        }
        return actions.Wish(**{"day": MONDAY, "title": "Họp giao ban", **times, **about})

    def enter(self, by: str = "clerk", token: str = "", **about: Any) -> WorkEntry:
        """An entry that somebody of the house plans."""
        wish = self.wish(**about)
        token = token or f"test-{next(SERIAL)}"
        return actions.enter(actor=self.actor(by), unit_id=self.place.pk, wish=wish, token=token)

    def plan(self, monday: date = MONDAY) -> WeekPlan:
        """The plan of a week as the database has it now."""
        plan: WeekPlan = WeekPlan.objects.regardless("test data").get(unit=self.place, monday=monday)
        return plan

    def publish(self, monday: date = MONDAY) -> WeekPlan:
        """Submitted by the clerk, approved and published by the leader."""
        pk = self.plan(monday).pk
        actions.submit(actor=self.actor("clerk"), plan_id=pk)
        return actions.approve(actor=self.actor("leader"), plan_id=pk, at_once=True)


def make_house(**about: Any) -> House:
    """A commune with a chairman, a deputy, a clerk, a specialist of the justice office, and one room of twenty seats."""
    if not CalendarVersion.objects.exists():
        make_calendar()
    place = make_place(**about)
    room = actions.keep_room(actor=SYSTEM, unit_id=place.pk, name="Phòng họp", address="Lầu 1", seats=20)
    house = House(place, room)
    for name, role, post, full_name in PEOPLE:
        held = place.posts.filter(code=post).first() if post else None
        house.users[name] = make_officer(place, role, full_name=full_name, post=held, valid_from=LONG_AGO)
    office = house.office
    house.users["specialist"] = make_officer(office, "specialist", full_name="Phạm Minh Tuấn", valid_from=LONG_AGO)
    return house
