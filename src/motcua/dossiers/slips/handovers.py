"""The rows of the control slip, read from the ledger: who handed the dossier to whom, when, and how the work ended."""

from typing import Any

from motcua.dossiers.models import EVENT_WORDS, Dossier
from motcua.dossiers.slips.contents import Handover
from motcua.ledger.queries import STAFF, timeline

HANDED_OVER = frozenset(
    {
        "dossier.accepted",
        "dossier.assigned",
        "dossier.step_completed",
        "dossier.sent_back",
        "dossier.consulted",
        "dossier.consultation_answered",
        "dossier.signed",
        "dossier.issued",
        "dossier.returned",
    }
)
VERDICTS = {"on_time": "Đúng hạn", "late": "Quá hạn", "early": "Trước hạn"}


def handovers(dossier: Dossier) -> list[Handover]:
    """Every hand-over of a dossier with hour and minute, oldest first; an event's shadow for a smaller audience is left out."""
    rows: dict[tuple[Any, ...], Handover] = {}
    for event in timeline(dossier.subject, STAFF):
        if event.kind in HANDED_OVER and event.audience != "public":
            rows.setdefault((event.kind, event.at, event.data.get("body", "")), row_of(event))
    return list(rows.values())


def row_of(event: Any) -> Handover:
    """One event as a row; the names are those of that day, as the ledger kept them."""
    actor: dict[str, Any] = event.actor
    data: dict[str, Any] = event.data
    return Handover(
        giver=str(data.get("from_unit") or actor.get("unit_name", "")),
        giver_person=str(actor.get("name", "")),
        taker=str(data.get("to_unit") or data.get("body") or ""),
        taker_person=str(data.get("to_name") or ""),
        at=event.at,
        verdict=VERDICTS.get(str(data.get("verdict", "")), ""),
        note=str(EVENT_WORDS.get(event.kind, "")),
    )
