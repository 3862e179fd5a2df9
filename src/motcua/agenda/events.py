"""What the room tells the floors above."""

from dataclasses import dataclass


@dataclass(frozen=True)
class WeekPublished:
    """A week's plan of a unit was published, or published anew as a later edition; `monday` as 2026-11-23."""

    unit_id: int
    monday: str
    edition: int
