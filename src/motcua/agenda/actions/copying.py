"""Last week's entries as the beginning of this week's."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.agenda.actions.arranging import Taken, Wish
from motcua.agenda.actions.entries import enter
from motcua.agenda.actions.holding import held_plan, hold
from motcua.agenda.models import WorkEntry
from motcua.agenda.permissions import demand_run
from motcua.agenda.queries.choices import rooms_of, seats_by_duty
from motcua.agenda.queries.days import day_words
from motcua.agenda.queries.weekly import entries_of
from motcua.agenda.rules.weeks import Week
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import Refusal

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Copied:
    """How many entries were copied, and in words those that were not and why."""

    number: int
    left: tuple[str, ...]


@transaction.atomic
def copy_week(*, actor: Actor, unit_id: int, week: Week) -> Copied:
    """Copies what stood in the week before, seven days later, with the people and rooms that are still there.

    Nothing is copied onto a day off or over a clash, and nothing twice: pressing again changes nothing.
    """
    demand_run(actor, "submit", unit_id)
    if not week.may_change(clock.today()):
        raise Refusal(_("Tuần đã qua giữ nguyên như đã làm."), code="over")
    held_plan(unit_id, week.monday)
    working = {words.day for words in day_words(unit_id, week.days) if words.works}
    worked = {words.day + WEEK for words in day_words(unit_id, week.before.days) if words.works}
    there = {(entry.day, entry.starts_at, entry.title) for entry in entries_of(unit_id, week)}
    number, left = 0, []
    source = entries_of(unit_id, week.before)
    people = {person.user_id for entry in source for person in entry.people.all()}
    hold(room_ids=[entry.room_id for entry in source], user_ids=people)
    for entry in source:
        day = entry.day + WEEK
        if entry.cancelled_at is not None or (day, entry.starts_at + WEEK, entry.title) in there:
            continue
        why = _("ngày nghỉ") if day in worked - working else copied(actor, entry, week)
        number += not why
        if why:
            left.append(f"{day:%d/%m} {entry.start} {entry.title}: {why}")
    return Copied(number, tuple(left))


def copied(actor: Actor, entry: WorkEntry, week: Week) -> str:
    """Copies one entry; answers why not, empty when it was."""
    duties = [person.duty_id for person in entry.people.all()]
    seats = {seat.duty_id for seat in seats_by_duty(entry.unit_id, duties)}
    people = [person for person in entry.people.all() if person.duty_id in seats]
    rooms = {room.pk for room in rooms_of(entry.unit_id)}
    starts, ends = clock.local(entry.starts_at), clock.local(entry.ends_at)
    wish = Wish(
        day=entry.day + WEEK,
        starts=starts.time(),
        ends=ends.time(),
        title=entry.title,
        room_id=entry.room_id if entry.room_id in rooms else None,
        place=entry.place,
        chair=next((person.duty_id for person in people if person.chairs), None),
        people=[person.duty_id for person in people if not person.chairs],
        departments=[unit.pk for unit in entry.departments.all()],
        prepared_by=entry.prepared_by_id,
        guests=entry.guests,
        private=entry.private,
    )
    try:
        with transaction.atomic():
            enter(actor=actor, unit_id=entry.unit_id, wish=wish, token=f"copy-{entry.pk}-{week.monday:%Y%m%d}")
    except Taken as taken:
        return "; ".join(clash.words for clash in taken.clashes)
    except Refusal as refusal:
        return str(refusal)
    return ""
