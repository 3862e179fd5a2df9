"""A week on an officer's screen: all entries of the place, what clashes, what may not be read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from motcua.accounts.queries import scope_of
from motcua.agenda.models import WeekPlan, WorkEntry
from motcua.agenda.queries.clashes import Clash, taken
from motcua.agenda.queries.days import Day, Marked, day_of, day_words
from motcua.agenda.queries.editions import next_marks
from motcua.agenda.queries.reading import may_read
from motcua.agenda.rules.clashes import Slot, clashing
from motcua.agenda.rules.weeks import Week, readable_day
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import NotFound
from motcua.kernel.scoping import Scope
from motcua.kernel.typed import number_typed

CLASHING = "trung"


@dataclass(frozen=True, slots=True)
class Row(Marked):
    """An entry on the screen; without `readable` only its time may be shown."""

    entry: WorkEntry
    readable: bool
    clashes: tuple[Clash, ...]
    mark: str = ""


@dataclass(frozen=True, slots=True)
class OfficerWeek:
    """A place's week; `clashes` counts the rows that clash."""

    week: Week
    plan: WeekPlan | None
    days: tuple[Day[Row], ...]
    clashes: int


def entries_of(unit_id: int, week: Week) -> list[WorkEntry]:
    """Everything planned for a week, with what a row shows."""
    rows = WorkEntry.objects.within(Scope.of({unit_id})).filter(day__range=(week.monday, week.sunday))
    return list(rows.select_related("room", "prepared_by", "unit").prefetch_related("people", "departments"))


def plan_of(unit_id: int, week: Week) -> WeekPlan | None:
    """The plan of a week, None before anything was planned."""
    plan: WeekPlan | None = WeekPlan.objects.within(Scope.of({unit_id})).filter(monday=week.monday).first()
    return plan


def plan_in_scope(actor: Actor, plan_id: int) -> WeekPlan:
    """A plan within the officer's scope. Refuses with NotFound, as if it did not exist."""
    found: WeekPlan | None = WeekPlan.objects.within(scope_of(actor)).filter(pk=plan_id).select_related("unit").first()
    if found is None:
        raise NotFound("")
    return found


def entry_in_scope(actor: Actor, entry_id: int) -> WorkEntry:
    """An entry within the officer's scope that they may read. Refuses with NotFound."""
    rows = WorkEntry.objects.within(scope_of(actor)).filter(pk=entry_id)
    rows = rows.select_related("room", "prepared_by", "unit", "plan").prefetch_related("people", "departments")
    found: WorkEntry | None = rows.first()
    if found is None or not may_read(actor, found):
        raise NotFound("")
    return found


def slot_of(entry: WorkEntry) -> Slot:
    """What an entry takes."""
    people = {("person", person.user_id) for person in entry.people.all()}
    rooms = {("room", entry.room_id)} if entry.room_id else set()
    return Slot(entry.pk, entry.starts_at, entry.ends_at, frozenset(people | rooms))


def who_of(entry: WorkEntry, key: Any) -> str:
    """The name of what two entries both take."""
    kind, pk = key
    if kind == "room":
        return entry.room.name if entry.room else ""
    return next(str(person) for person in entry.people.all() if person.user_id == pk)


def clashes_of(actor: Actor, entries: Iterable[WorkEntry]) -> dict[int, tuple[Clash, ...]]:
    """For each entry that clashes with another of the week: the lines to show."""
    standing = {entry.pk: entry for entry in entries if entry.cancelled_at is None}
    rooms = {("room", entry.room_id) for entry in standing.values()}
    return {
        pk: tuple(
            taken(actor, standing[other], who_of(standing[pk], key), is_room=key in rooms)
            for other, key in sorted(others, key=repr)
        )
        for pk, others in clashing(map(slot_of, standing.values())).items()
    }


def belongs(row: Row, wanted: str, actor: Actor) -> bool:
    """Whether a row is shown: all without a choice, those that clash for "trung", else those that `concerns` finds."""
    if wanted == CLASHING:
        return bool(row.clashes)
    return not wanted or (row.readable and concerns(row.entry, wanted, actor))


def concerns(entry: WorkEntry, wanted: str, actor: Actor) -> bool:
    """Whether an entry belongs to what was chosen: "toi" (mine), "p3" (a room), "b7" (an office), "n12" (a person)."""
    kind, number = wanted[:1], wanted[1:]
    if wanted == "toi":
        return any(person.user_id == actor.user_id for person in entry.people.all())
    pk = number_typed(number)
    if pk is None:
        return True
    if kind == "p":
        return entry.room_id == pk
    if kind == "b":
        return entry.prepared_by_id == pk or any(unit.pk == pk for unit in entry.departments.all())
    return kind != "n" or any(person.user_id == pk for person in entry.people.all())


def officer_week(actor: Actor, unit_id: int, week: Week, wanted: str = "") -> OfficerWeek:
    """The week of a place within the officer's scope; `wanted` narrows it to a person, an office or a room."""
    if not scope_of(actor).covers(unit_id):
        raise NotFound("")
    entries = entries_of(unit_id, week)
    clashes = clashes_of(actor, entries)
    plan = plan_of(unit_id, week)
    marks = next_marks(plan, entries)
    rows = [
        Row(entry, may_read(actor, entry), clashes.get(entry.pk, ()), marks.get(str(entry.uid), ""))
        for entry in entries
    ]
    number = sum(bool(row.clashes) for row in rows)
    rows = [row for row in rows if belongs(row, wanted, actor)]
    days = tuple(
        day_of(words, (row for row in rows if row.entry.day == words.day), starting)
        for words in day_words(unit_id, week.days)
    )
    return OfficerWeek(week, plan, days, number)


def starting(row: Row) -> time:
    """When a row's entry begins on the local clock."""
    return clock.local(row.entry.starts_at).time()


def week_or_present(text: str, today: date) -> Week:
    """The week of a day in an address; the present one when it is none."""
    return Week.of(readable_day(text) or today)
