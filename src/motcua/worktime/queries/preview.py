"""What a calendar as edited would do to open due dates, before it is published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.worktime.rules.deadlines import Pause


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
        return self.new_due is None or (self.clock.due is not None and self.new_due > self.clock.due)


def preview_change(*, unit_id: int | None, field: str = "") -> list[AffectedClock]:
    """Open clocks that publishing the edited calendar of a unit (None: of all) and field would move."""
    raise NotImplementedError
