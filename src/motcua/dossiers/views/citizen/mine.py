"""This room's parts of "my page": drafts, dossiers under way, results; each builder gets the request."""

from typing import Any

from motcua.dossiers.models import DeliveryState
from motcua.dossiers.queries import mine
from motcua.dossiers.rules.states import FINISHED, State
from motcua.dossiers.views.citizen.opening import drafts_here

Part = tuple[str, dict[str, Any]]
MOST = 20


def drafts_part(request: Any) -> Part | None:
    """What was begun and not filed."""
    drafts = drafts_here(request)
    return ("dossiers/citizen/parts/drafts.html", {"drafts": drafts, "level": "m"}) if drafts else None


def dossiers_part(request: Any) -> Part | None:
    """Dossiers, those that wait for the person first, then those under way, then the latest finished ones."""
    if request.actor.kind != "citizen":
        return None
    rows = mine(request.actor.user_id)
    waiting = {State.SUPPLEMENT_BEFORE, State.AWAITING_SUPPLEMENT, State.AWAITING_PAYMENT}
    groups = {
        "calls": [row for row in rows if row.state in waiting],
        "open": [row for row in rows if row.state not in waiting | FINISHED and row.state != State.ISSUED],
        "results": [row for row in rows if row.state == State.ISSUED or row.delivery_state == DeliveryState.DELIVERED],
        "over": [row for row in rows if row.state in FINISHED and row.state != State.RETURNED][:MOST],
    }
    return "dossiers/citizen/parts/mine.html", {key: part[:MOST] for key, part in groups.items()} | {"any": bool(rows)}
