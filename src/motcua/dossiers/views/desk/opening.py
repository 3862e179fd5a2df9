"""Opening a dossier on an officer's desk: inside the scope or not at all, and reading it leaves a trace."""

from datetime import timedelta
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from motcua.dossiers.queries import for_desk
from motcua.dossiers.queries.screen import Desk
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import NotFound
from motcua.ledger.queries import STAFF, timeline

JUST_NOW = timedelta(minutes=2)


def opened_desk(request: Any, dossier_id: int) -> Desk:
    """The dossier for this officer; 404 when it is another unit's, exactly as if it did not exist."""
    actor: Actor = request.actor
    try:
        return Desk(for_desk(actor=actor, dossier_id=dossier_id, purpose=str(_("Xử lý hồ sơ"))), actor)
    except NotFound:
        raise Http404


def done_already(desk: Desk, kinds: frozenset[str]) -> bool:
    """Whether this very officer did this very thing a moment ago: the second half of a double click."""
    events = [event for event in timeline(desk.dossier.subject, STAFF) if event.audience != "public"]
    recent = [event for event in events if event.at >= clock.now() - JUST_NOW]
    return any(event.kind in kinds and event.actor.get("user_id") == desk.actor.user_id for event in recent)
