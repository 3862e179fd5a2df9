"""What the room tells the floors above."""

from dataclasses import dataclass


@dataclass(frozen=True)
class VisitServed:
    """Somebody was served at a counter; `dossier_id` when the visit belongs to one."""

    visit_id: int
    unit_id: int
    field_id: int
    dossier_id: int | None
