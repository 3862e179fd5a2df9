"""What the room tells the floors above."""

from dataclasses import dataclass


@dataclass(frozen=True)
class VisitServed:
    """Somebody was served at a counter at a moment (ISO 8601); `dossier_id` when the visit belongs to one."""

    visit_id: int
    unit_id: int
    field_id: int
    dossier_id: int | None
    at: str


@dataclass(frozen=True)
class VisitRated:
    """Somebody said how the visit was, from 1 to 5."""

    visit_id: int
    unit_id: int
    at: str
    score: int
