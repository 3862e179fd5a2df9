"""What a calendar as edited would do to open due dates, before it is published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.kernel.registry import registry
from motcua.units.queries import descendants_of
from motcua.worktime.queries.calendars import calendar_for, parse_layer
from motcua.worktime.queries.drafts import document_of
from motcua.worktime.rules import Calendar, compute, parse_policy
from motcua.worktime.rules.pauses import Pause

SECTION = "calendar-change"


@dataclass(frozen=True)
class OpenClock:
    """A running clock of another room, handed to the preview through `registry.add_section("calendar-change", build)`.

    `build(unit_ids: frozenset[int] | None, field: str)` answers an iterable of these for the units (None: all).
    """

    subject: str
    title: str
    unit_id: int
    policy: str
    start: datetime
    due: datetime | None
    pauses: Sequence[Pause] = ()
    field: str = ""


@dataclass(frozen=True)
class AffectedClock:
    """An open clock whose due date the change would move."""

    clock: OpenClock
    new_due: datetime | None

    @property
    def later(self) -> bool:
        """Whether it would move later: never without a notice to the citizen."""
        return self.clock.due is not None and (self.new_due is None or self.new_due > self.clock.due)


def preview_change(*, unit_id: int | None, field: str = "") -> list[AffectedClock]:
    """Open clocks that publishing the edited calendar of a unit (None: of all) and field would move, earliest first."""
    instead = {(unit_id, field): parse_layer("draft", document_of(unit_id, field))}
    unit_ids = None if unit_id is None else descendants_of(unit_id)
    calendars: dict[tuple[int, str], Calendar] = {}
    affected = []
    for build in registry.sections.get(SECTION, []):
        for clock in build(unit_ids, field):
            if field and clock.field != field:
                continue
            key = (clock.unit_id, clock.field)
            if key not in calendars:
                calendars[key] = calendar_for(*key, instead=instead)
            new_due = compute(parse_policy(clock.policy), calendars[key], clock.start, clock.pauses).due
            if new_due != clock.due:
                affected.append(AffectedClock(clock, new_due))
    return sorted(affected, key=lambda row: (row.clock.due is None, row.clock.due or row.clock.start))
