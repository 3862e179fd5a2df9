"""A calendar changed: open due dates are counted anew, never moved later without a notice."""

from datetime import datetime

from django.db import transaction

from motcua.dossiers.actions import clocks
from motcua.dossiers.actions.case import opened
from motcua.dossiers.actions.holding import HOLDER_KINDS
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.due import NIGHTLY
from motcua.dossiers.rules.deadlines import open_pause
from motcua.kernel.actors import SYSTEM
from motcua.work import actions as work


@transaction.atomic
def recount(*, dossier_id: int, at: datetime | None = None) -> bool:
    """Counts a running clock anew by the calendar in force; True when the date moved. A later date is told to the person."""
    rows = Dossier.objects.regardless(NIGHTLY).filter(pk=dossier_id, closed_at__isnull=True, due_at__isnull=False)
    if not rows.exists():
        return False
    with opened(dossier_id, "recount", actor=SYSTEM, at=at) as case:
        dossier = case.dossier
        before = dossier.due_at
        clocks.recompute(case)
        moved = before is not None and dossier.due_at is not None and dossier.due_at != before
        case.keeps_revision = not moved
        if moved and before is not None and dossier.due_at is not None:
            told = {"due_before": before.isoformat(), "due": dossier.due_at.isoformat(), "why": "calendar"}
            case.tell("dossier.rescheduled", told, public=True)
            if open_pause(dossier.pauses) is None:
                work.reschedule(subject=dossier.subject, kinds=HOLDER_KINDS[1:4], due_at=dossier.due_at)
            if dossier.due_at > before:
                case.write_to_person("dossier.resumed", due=dossier.due_at)
    return moved
