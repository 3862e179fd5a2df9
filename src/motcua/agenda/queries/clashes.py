"""Who or what is taken at a time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.accounts.models import ActingFor
from motcua.agenda.models import EntryPerson, WorkEntry
from motcua.agenda.queries.choices import Seat, seats_by_duty
from motcua.agenda.queries.reading import house_id, may_read
from motcua.kernel import clock
from motcua.kernel.actors import Actor

ANYWHERE = "a person is taken wherever they were planned; what for is told only to who may read it"


@dataclass(frozen=True, slots=True)
class Clash:
    """That somebody, or a room, is taken by another entry."""

    entry_id: int
    who: str
    start: str
    end: str
    title: str
    is_room: bool = False

    @property
    def words(self) -> str:
        """One line for the officer who is planning."""
        return f"{self.who}: {self.start}–{self.end} {self.title}"


def title_for(actor: Actor, entry: WorkEntry) -> str:
    """What the other entry is, as far as the actor may know."""
    if entry.private and not may_read(actor, entry):
        return _("(việc nội bộ)")
    return (
        entry.title if house_id(actor) == entry.unit_id or actor.kind == "system" else f"{entry.title} ({entry.unit})"
    )


def taken(actor: Actor, entry: WorkEntry, who: str, *, is_room: bool = False) -> Clash:
    """The clash with an entry."""
    return Clash(entry.pk, who, entry.start, entry.end, title_for(actor, entry), is_room)


def room_clashes(
    actor: Actor, room_id: int | None, starts: datetime, ends: datetime, but: int | None = None
) -> list[Clash]:
    """Entries that have booked the room for a part of the span."""
    if room_id is None:
        return []
    rows = WorkEntry.objects.regardless(ANYWHERE).standing().during(starts, ends).filter(room_id=room_id)
    rows = rows.exclude(pk=but).select_related("room", "unit").prefetch_related("people")
    return [taken(actor, entry, entry.room.name, is_room=True) for entry in rows]


def people_clashes(
    actor: Actor, user_ids: Iterable[int], starts: datetime, ends: datetime, but: int | None = None
) -> list[Clash]:
    """Entries in which one of the people takes part during a part of the span."""
    rows = EntryPerson.objects.filter(
        user_id__in=list(user_ids), entry__cancelled_at__isnull=True,
        entry__starts_at__lt=ends, entry__ends_at__gt=starts,
    ).exclude(entry_id=but)  # fmt: skip
    rows = rows.select_related("entry__unit").prefetch_related("entry__people").order_by("entry__starts_at", "order")
    return [taken(actor, person.entry, str(person)) for person in rows]


def absences(seats: Iterable[Seat], starts: datetime, ends: datetime) -> list[Clash]:
    """People who are away from the duty they are planned by, with who acts for them; ids are negative, no entry has them."""
    known = {seat.duty_id: seat for seat in seats}
    rows = ActingFor.objects.filter(duty_id__in=known, starts_at__lt=ends, ends_at__gt=starts).select_related(
        "substitute"
    )
    return [
        Clash(
            -row.pk,
            known[row.duty_id].words,
            f"{clock.local(row.starts_at):%H:%M %d/%m}",
            f"{clock.local(row.until):%H:%M %d/%m}",
            _("vắng mặt, %(name)s làm thay") % {"name": row.substitute.full_name},
        )
        for row in rows
        if row.until > starts
    ]


def clashes_while_planning(actor: Actor, unit_id: int, given: Mapping[str, Any], but: int | None = None) -> list[Clash]:
    """What clashes with an entry that is still being typed: rooms first; nothing before day and times are there.

    `given` holds day, starts, ends, room, chair and duties under people, as far as they are known.
    """
    day, starts, ends = (given.get(name) for name in ("day", "starts", "ends"))
    if day is None or starts is None or ends is None or ends <= starts:
        return []
    begin, end = (datetime.combine(day, at, clock.LOCAL) for at in (starts, ends))
    duties = [duty_id for duty_id in (given.get("chair"), *given.get("people", ())) if duty_id]
    seats = seats_by_duty(unit_id, duties) if duties else []
    people = {seat.user_id for seat in seats}
    return [
        *room_clashes(actor, given.get("room"), begin, end, but),
        *people_clashes(actor, people, begin, end, but),
        *absences(seats, begin, end),
    ]
