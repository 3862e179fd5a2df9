"""Test data of the room: a place with categories and officers, and reports led by the real verbs."""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from motcua.accounts.factories import make_citizen, make_officer
from motcua.accounts.models import User
from motcua.accounts.queries import actor_of
from motcua.feedback import actions
from motcua.feedback.actions import Reported
from motcua.feedback.actions.arrangement import changed
from motcua.feedback.models import Category, Report
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.notifications.actions import ensure_templates
from motcua.units.factories import make_place
from motcua.units.models import Unit
from motcua.units.queries import department_of
from motcua.worktime.factories import make_calendar
from motcua.worktime.models import CalendarVersion

SERIAL = count(1)
LONG_AGO = datetime(2020, 1, 1, tzinfo=clock.LOCAL)
HOC_MON = {
    "route": "elapsed 5m; closed 17:00-07:30",
    "accept": "elapsed 60m; closed 17:00-07:30",
    "answer": "elapsed 240m; closed 17:00-07:30",
    "done": "working 5d",
}
NODES: list[dict[str, Any]] = [
    {
        "key": "ha-tang",
        "name": "Hạ tầng",
        "below": [
            {"key": "o-ga", "name": "Ổ gà", "office": "dia-chinh-xay-dung", "anonymous": True},
            {"key": "den", "name": "Đèn đường", "questions": [{"key": "cot", "label": "Số cột", "required": True}]},
        ],
    },
    {"key": "ho-so", "name": "Hồ sơ trễ hạn", "leader": True},
    {"key": "khan-cap", "name": "Việc khẩn cấp", "stop": "Hãy gọi 113, 114, 115."},
]


def save_category(category: Category) -> None:
    """Writes a category that a test changed, as an editor's verb would: everybody reads the tree anew."""
    category.save()
    changed()


@dataclass
class Town:
    """A place that takes reports, with officers made at first use."""

    place: Unit
    officers: dict[tuple[str, int], User] = field(default_factory=dict)
    citizen: User = field(default_factory=lambda: make_citizen("Lê Thị Hoa"))

    def category(self, key: str = "o-ga") -> Category:
        """One of its categories."""
        return Category.objects.regardless("test data").get(unit=self.place, key=key)

    @property
    def office(self) -> Unit:
        """The department in charge of roads."""
        office = department_of(self.place.pk, "dia-chinh-xay-dung")
        assert office is not None
        return office

    def user(self, role: str, unit: Unit | None = None) -> User:
        """An officer of a role: the head at the place, others at the department."""
        unit = unit or (self.place if role == "unit_head" else self.office)
        key = (role, unit.pk)
        if key not in self.officers:
            self.officers[key] = make_officer(unit, role, valid_from=LONG_AGO)
        return self.officers[key]

    def actor(self, role: str, unit: Unit | None = None) -> Actor:
        """The actor of a role."""
        return actor_of(self.user(role, unit))

    @property
    def person(self) -> Actor:
        """The citizen."""
        return actor_of(self.citizen)


def make_town(**clocks: str) -> Town:
    """A place with three groups and Hóc Môn's clocks."""
    if not CalendarVersion.objects.exists():
        make_calendar()
    ensure_templates()
    place = make_place()
    actions.load_tree(unit=place, nodes=NODES, clocks={**HOC_MON, **clocks})
    return Town(place)


def make_report(town: Town, *, key: str = "o-ga", at: datetime | None = None, **changes: Any) -> Report:
    """A report just sent by the town's citizen."""
    values = {"description": "Ổ gà sâu trước cổng trường", "address": "12 Lê Lợi", **changes}
    said = Reported(category=town.category(key), **values)
    return actions.submit(actor=town.person, token=f"phan-anh-{next(SERIAL):08d}", said=said, at=at)


def answered(town: Town, report: Report, at: datetime | None = None) -> Report:
    """The report accepted, answered and approved at one moment."""
    worker, leader = town.actor("specialist"), town.actor("unit_head")
    actions.accept(actor=worker, report_id=report.pk, at=at)
    actions.draft_answer(actor=worker, report_id=report.pk, answer="Đã vá xong.", handled=True, at=at)
    return actions.approve(actor=leader, report_id=report.pk, answer="Đã vá xong.", at=at)
