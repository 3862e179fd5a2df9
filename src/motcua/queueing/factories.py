"""Test data of the room: a desk that gives numbers, made by the room's own actions."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from motcua.accounts.factories import make_citizen, officer_actor
from motcua.accounts.queries import actor_of
from motcua.kernel import clock
from motcua.kernel.actors import ANONYMOUS, SYSTEM, Actor
from motcua.queueing import actions
from motcua.queueing.models import Channel, ServiceCounter, ServiceField, Visit
from motcua.units.factories import make_place
from motcua.units.models import Unit
from motcua.units.queries import desk_of
from motcua.worktime.factories import make_calendar
from motcua.worktime.models import CalendarVersion

SERIAL = count(1)
LONG_AGO = datetime(2020, 1, 1, tzinfo=clock.LOCAL)


@dataclass
class Hall:
    """A desk with two fields, two counters (the first serves both fields) and an officer at each."""

    desk: Unit
    fields: list[ServiceField]
    counters: list[ServiceCounter]
    officers: list[Actor]

    def open(self) -> "Hall":
        """Every officer sits down."""
        for officer, counter in zip(self.officers, self.counters, strict=True):
            actions.open_counter(actor=officer, counter_id=counter.pk)
        return self

    def take(self, field: int = 0, **about: Any) -> Visit:
        """A number taken at the hall's machine, unless `channel` says otherwise."""
        wish = actions.Wish(**{"key": f"press-{next(SERIAL)}", "channel": Channel.KIOSK, **about})
        return actions.take(actor=ANONYMOUS, field=self.fields[field], wish=wish)

    def call(self, counter: int = 0) -> Visit | None:
        """The officer of a counter calls the next person."""
        return actions.call_next(actor=self.officers[counter], counter_id=self.counters[counter].pk)

    def do(self, verb: str, visit: Visit, counter: int = 0) -> Visit:
        """serve, hold, miss, recall, finish or resume at a counter."""
        about = {"actor": self.officers[counter], "counter_id": self.counters[counter].pk, "visit_id": visit.pk}
        other = {"recall": actions.recall, "finish": actions.finish, "resume": actions.resume}.get(verb)
        return other(**about) if other else actions.advance(verb, **about)


def make_hall(*, quota: int = 200, always_open: bool = False) -> Hall:
    """A desk at work; `always_open` keeps both fields open today whatever the real clock says."""
    if not CalendarVersion.objects.exists():
        make_calendar()
    desk = desk_of(make_place().pk)
    assert desk is not None
    fields = [
        actions.set_field(actor=SYSTEM, unit_id=desk.pk, code=code, name=name, prefix=prefix, quota=quota)
        for code, name, prefix in (("ho-tich", "Hộ tịch", "A"), ("dat-dai", "Đất đai", "B"))
    ]
    counters = [
        actions.set_counter(actor=SYSTEM, unit_id=desk.pk, number=number, fields=served)
        for number, served in ((1, fields), (2, fields[:1]))
    ]
    if always_open:
        for field in fields:
            for day in (clock.today(), clock.today() + timedelta(days=1)):
                actions.change_hours(actor=SYSTEM, field=field, day=day, intervals=[(0, 1440)], note="Mở cả ngày")
    return Hall(desk, fields, counters, [officer_actor(desk, valid_from=LONG_AGO) for _counter in counters])


def monday(hour: int = 8, minute: int = 0) -> datetime:
    """A working Monday."""
    return datetime(2026, 8, 10, hour, minute, tzinfo=clock.LOCAL)


def give_times(hall: Hall, field: int = 0, **plan: Any) -> ServiceField:
    """Lets a field give appointments: slots of 30 minutes with two places unless said otherwise."""
    chosen = hall.fields[field]
    actions.set_plan(actor=SYSTEM, field=chosen, plan=actions.Plan(**plan))
    return chosen


def book(field: ServiceField, begins: datetime, *, citizen: Actor | None = None, key: str = "", **about: Any) -> Visit:
    """An appointment as a citizen makes it: kept, then confirmed."""
    who = citizen or actor_of(make_citizen(phone=f"+8490{next(SERIAL):07d}"))
    held = actions.hold(actor=who, field=field, begins=begins, key=key or f"choice-{next(SERIAL)}")
    booker = actions.Booker(**{"name": "Nguyễn Thị Lan", **about})
    return actions.confirm(actor=who, code=held.code, booker=booker)
