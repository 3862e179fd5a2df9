"""Who performs the roles of steps at a unit: what the unit said, else the office that the step's words lead to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.accounts import permissions as accounts
from motcua.accounts.models import Role
from motcua.accounts.queries import Holder, Seat, holders, house_of, seats
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.procedures.models import StepPost
from motcua.procedures.queries.catalogue import catalogue, definition_of, version_at
from motcua.procedures.queries.snapshot import SNAPSHOT
from motcua.procedures.rules.definition import Step
from motcua.units import queries as units
from motcua.units.models import Unit

PLACES = frozenset({"city", "district", "commune"})
VERB = "procedures.assign_posts"
HOUSE_ROLES = frozenset({"receiver", "clerk", "cashier", "unit_head"})
"""One stamp, one desk: these serve their whole house; the others count in their own office only."""


@dataclass(frozen=True)
class Seated:
    """Where a step is done, and by whom if the unit named somebody who holds the role now."""

    office: Unit
    holder: Holder | None = None


@dataclass(frozen=True)
class RoleRow:
    """A role of steps at a unit. `now` and `next` are what the unit said; `office` and `people` who gets the work today."""

    place: str
    role: str
    steps: tuple[str, ...]
    now: StepPost | None
    next: StepPost | None
    office: str
    people: tuple[str, ...]

    @property
    def place_words(self) -> str:
        """The step's word for the office."""
        return place_words(self.place)

    @property
    def role_words(self) -> str:
        """The role in words."""
        return str(Role(self.role).label)

    @property
    def said(self) -> list[StepPost]:
        """What the unit said, for now and for later."""
        return [row for row in (self.now, self.next) if row is not None]


def office_for(words: str, place_id: int) -> Unit:
    """The unit a step names ("desk", "leader", "department:<key, code or kind>") at a people's committee.

    A committee without that desk or department does the work itself.
    """
    place = units.place_of(place_id) or units.unit_by_id(place_id)
    if words == "desk":
        return units.desk_of(place.pk) or place
    if words.startswith("department:"):
        key = words.removeprefix("department:")
        named = units.department_of(place.pk, key)
        offices = units.departments_of(place.pk) if named is None else []
        return named or next((unit for unit in offices if key in (unit.code, unit.kind)), place)
    return place


def place_words(words: str) -> str:
    """A step's word for an office, for people."""
    if words.startswith("department:"):
        key = words.removeprefix("department:")
        office = next((unit for unit in units.active_units(levels=frozenset({"department"})) if unit.key == key), None)
        return office.name if office else key
    return _("Bộ phận một cửa") if words == "desk" else _("Lãnh đạo đơn vị")


def said_by_unit(place_id: int, at: datetime) -> list[StepPost]:
    """What a unit said that holds on the day of that moment; kept with the catalogue, so that a verb asks nothing."""
    day = clock.local(at).date()
    rows = SNAPSHOT.get().posts.get(place_id, ())
    return [row for row in rows if row.valid_from <= day and (row.valid_until is None or day < row.valid_until)]


def seated_for(words: str, role: str, place_id: int, at: datetime) -> Seated:
    """Who performs a role at a people's committee at a moment. An officer named there who lost the role is passed over.

    A post held by several leaves the work with the office, so that any of them may take it.
    """
    place = units.place_of(place_id) or units.unit_by_id(place_id)
    row = next((one for one in said_by_unit(place.pk, at) if (one.place, one.role) == (words, role)), None)
    if row is None or not units.is_active(row.office_id):
        return Seated(office_for(words, place_id))
    named = [seat for seat in seats_for(row.office_id, role, at) if fits(seat, row)]
    acting = named[0].holders(at) if len(named) == 1 else []
    if (row.post_id is None and row.officer_id is None) or len(acting) != 1:
        return Seated(units.unit_by_id(row.office_id))
    return Seated(units.unit_by_id(row.office_id), acting[0])


def fits(seat: Seat, row: StepPost) -> bool:
    """Whether a duty is the one that the unit named."""
    return seat.user_id == row.officer_id if row.officer_id else seat.post_id == row.post_id


def seats_for(office_id: int, role: str, at: datetime) -> list[Seat]:
    """Duties with a role that may do a step at an office: its own, for roles of the whole house also the others."""
    here = seats(office_id, role, at)
    if here or role not in HOUSE_ROLES:
        return here
    return [seat for unit_id in sorted(house_of(office_id) - {office_id}) for seat in seats(unit_id, role, at)]


def roles_at(actor: Actor, unit_id: int) -> list[RoleRow]:
    """The roles that steps of the unit's procedures name today, those nobody was named for first; refuses other units."""
    accounts.demand(actor, VERB, unit_id)
    now = clock.now()
    said = {(row.place, row.role): row for row in said_by_unit(unit_id, now)}
    later = [row for row in SNAPSHOT.get().posts.get(unit_id, ()) if row.valid_from > clock.today()]
    coming = {(row.place, row.role): row for row in later}
    rows = [
        RoleRow(
            place, role, steps, said.get((place, role)), coming.get((place, role)), *work(place, role, unit_id, now)
        )
        for (place, role), steps in {**dict.fromkeys((*said, *coming), ()), **named_roles(unit_id)}.items()
    ]
    return sorted(rows, key=lambda row: (bool(row.people), row.now is not None, row.place, row.role))


def named_roles(unit_id: int) -> dict[tuple[str, str], tuple[str, ...]]:
    """(place, role) of all steps of the procedures that a unit takes today, with the steps' titles."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for entry in catalogue(unit_id):
        version_id = version_at(entry.code, unit_id)
        for step in definition_of(version_id).steps if version_id else ():
            found.setdefault((step.unit, step.role), {})[step.title] = None
    return {key: tuple(titles) for key, titles in found.items()}


def work(place: str, role: str, unit_id: int, at: datetime) -> tuple[str, tuple[str, ...]]:
    """The office that gets a step today and the names of those who may do it there."""
    seated = seated_for(place, role, unit_id, at)
    if seated.holder:
        return seated.office.name, (seated.holder.name,)
    acting = [one for seat in seats_for(seated.office.pk, role, at) for one in seat.holders(at)]
    return seated.office.name, tuple(dict.fromkeys(one.name for one in acting))


def who_does(steps: Iterable[Step], unit_id: int) -> list[tuple[str, str, tuple[str, ...]]]:
    """(title, office, names) of each step as the unit does it today."""
    now = clock.now()
    return [(step.title, *work(step.unit, step.role, unit_id, now)) for step in steps]


def candidates(unit_id: int, role: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """What may be chosen for a role at a unit, by office: the office, its posts and officers who hold the role now."""
    now, groups = clock.now(), []
    for office in house(unit_id):
        rows = [(f"office:{office.code}", _("%(office)s: ai có nhiệm vụ này") % {"office": office.name})]
        here = seats(office.pk, role, now)
        posts = {seat.post_id: seat.title for seat in here if seat.post_id}
        rows += [(f"post:{office.code}:{post_id}", title) for post_id, title in posts.items()]
        people = {seat.user_id: f"{seat.name} – {seat.title}" if seat.title else seat.name for seat in here}
        rows += [(f"officer:{office.code}:{user_id}", words) for user_id, words in people.items()]
        if here or holders(office.pk, role) or role in HOUSE_ROLES:
            groups.append((office.name, rows))
    return groups


def house(unit_id: int) -> list[Unit]:
    """The people's committee with its desk and departments."""
    return [units.unit_by_id(one) for one in sorted(house_of(unit_id)) if units.is_active(one)]


def sheet_of(actor: Actor, unit: Unit) -> list[list[str]]:
    """The roles of a unit as lines of a file, in the order of its columns."""
    lines = []
    for row in roles_at(actor, unit.pk):
        said = row.now
        office = said.office if said else office_for(row.place, unit.pk)
        officer = said.officer.username or "" if said and said.officer else ""
        days = [f"{(said.valid_from if said else clock.today()):%Y-%m-%d}"]
        days.append(f"{said.valid_until:%Y-%m-%d}" if said and said.valid_until else "")
        post = said.post.code if said and said.post else ""
        lines.append([unit.code, row.place, row.role, office.code, post, officer, *days, said.reason if said else ""])
    return lines
