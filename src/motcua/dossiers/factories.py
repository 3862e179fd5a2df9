"""Test data of the room: a whole house at work, and dossiers brought to any state by the room's own actions."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from itertools import count
from typing import Any

from motcua.accounts.factories import make_citizen, make_officer
from motcua.accounts.models import User
from motcua.accounts.queries import actor_of
from motcua.dossiers import actions
from motcua.dossiers.actions import Filing
from motcua.dossiers.actions.course import Course
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules.states import State
from motcua.files.models import FileState, StoredFile
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.notifications.actions import ensure_templates
from motcua.procedures.factories import make_document, make_version
from motcua.procedures.models import ProcedureVersion
from motcua.units.factories import make_place
from motcua.units.models import Unit
from motcua.units.queries import department_of, desk_of
from motcua.worktime.factories import make_calendar
from motcua.worktime.models import CalendarVersion

SERIAL = count(1)
LONG_AGO = datetime(2020, 1, 1, tzinfo=clock.LOCAL)
ANSWERS = {"name": "Nguyễn Văn An", "phone": "0909123456", "id_number": "079190001234", "purpose": "Bổ túc hồ sơ"}


@dataclass
class House:
    """A people's committee with desk, department, officers of every role, one procedure and one citizen."""

    place: Unit
    version: ProcedureVersion
    officers: dict[str, User] = field(default_factory=dict)

    @cached_property
    def citizen(self) -> User:
        """The person who files."""
        return make_citizen("Nguyễn Văn An", email=f"an{next(SERIAL)}@example.vn")

    @property
    def desk(self) -> Unit:
        """The one-stop desk."""
        desk = desk_of(self.place.pk)
        assert desk is not None
        return desk

    @property
    def department(self) -> Unit:
        """The department that does the work."""
        department = department_of(self.place.pk, "tu-phap")
        assert department is not None
        return department

    def user(self, role: str) -> User:
        """The officer of a role, made at first use: specialists and heads at the department, the rest at the desk."""
        if role not in self.officers:
            unit = {"specialist": self.department, "department_head": self.department, "unit_head": self.place}
            self.officers[role] = make_officer(unit.get(role, self.desk), role, valid_from=LONG_AGO)
        return self.officers[role]

    def actor(self, role: str) -> Actor:
        """The actor of a role."""
        return actor_of(self.user(role))

    @property
    def person(self) -> Actor:
        """The actor of the citizen."""
        return actor_of(self.citizen)


def make_house(**changes: Any) -> House:
    """A house at work; keywords change the procedure's document (`clock="working 1d"`, `steps=[…]`)."""
    if not CalendarVersion.objects.exists():
        make_calendar()
    ensure_templates()
    place = make_place(phone="028 3892 0001")
    document = make_document(code=f"8.{next(SERIAL):06d}", **changes)
    return House(place, make_version(document=document, units=[place]))


def make_file(owner: User | None = None, *, name: str = "giay-to.pdf", kept_for: str = "") -> StoredFile:
    """A whole, scanned file of a person, as far as the database knows."""
    return StoredFile.objects.create(
        owner_user=owner,
        name=name,
        kind="application/pdf",
        size=1200,
        pages=1,
        sha256="0" * 64,
        state=FileState.CLEAN,
        storage_key=f"test/{next(SERIAL)}",
        kept_for=kept_for,
        created_at=clock.now(),
    )


def make_filing(house: House, **changes: Any) -> Filing:
    """A sound filing with one file for the paper that must be there."""
    answers = {**ANSWERS, **changes.pop("answers", {})}
    papers = changes.pop("papers", None)
    if papers is None and changes.get("channel", "online") == "online":
        papers = {"proof": [str(make_file(house.citizen).pk)]}
    values = {"procedure_code": house.version.procedure.code, "unit_id": house.place.pk, "answers": answers}
    return Filing(**{**values, "papers": papers or {}, **changes})


def monday(hour: int = 8, minute: int = 0) -> datetime:
    """A working Monday with ordinary weeks around it."""
    return datetime(2026, 8, 10, hour, minute, tzinfo=clock.LOCAL)


def submitted(house: House, *, at: datetime | None = None, **changes: Any) -> Dossier:
    """A dossier just filed online by the house's citizen."""
    filing = make_filing(house, **changes)
    return actions.submit(actor=house.person, token=f"khoa-{next(SERIAL):06d}", filing=filing, at=at)


def course(house: House, dossier: Dossier, **changes: Any) -> Course:
    """Leads a dossier of the house on, ten minutes apart."""
    return Course(dossier, lambda role, unit_id: house.actor(role), person=house.person, **changes)


def make_dossier(
    house: House | None = None, *, state: str = State.SUBMITTED, at: datetime | None = None, **changes: Any
) -> Dossier:
    """A dossier in any state, by real actions; `at` is when it was filed (default: two hours ago)."""
    house = house or make_house()
    dossier = submitted(house, at=at or clock.now() - timedelta(hours=2), **changes)
    course(house, dossier).lead(state)
    return reread(dossier)


def reread(dossier: Dossier) -> Dossier:
    """The dossier as the database has it now."""
    return Dossier.objects.regardless("test data").get(pk=dossier.pk)
