"""What the clock announces to the floors above."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CalendarPublished:
    """A new calendar version counts from now on; open due dates of `unit_id` and all below it (None: of all) may change."""

    version_id: int
    unit_id: int | None
    field: str
