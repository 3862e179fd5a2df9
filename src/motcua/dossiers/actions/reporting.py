"""Telling the national portal where a dossier stands (NĐ 118/2025, TT 04/2025/TT-VPCP): owed with each change, told after commit.

The portal's answer never holds up an officer: what it refuses for good is marked and written down, all else is tried again.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from motcua.dossiers.models import Dossier, SyncState
from motcua.dossiers.providers.base import PermanentFailure
from motcua.dossiers.providers.registry import national_portal, reports_nationally
from motcua.dossiers.queries.national import REPORTING, report_of
from motcua.dossiers.rules.national import REPORTED
from motcua.kernel.actors import SYSTEM
from motcua.kernel.outbox import enqueue
from motcua.ledger.actions import Entry, append

TOPIC = "dossiers.report"
LONGEST_REASON = 500


def owe_report(dossier: Dossier, before: Mapping[str, Any] | None = None) -> bool:
    """Marks the row in memory when the portal must hear of it: a new dossier, or one changed since `before`."""
    if not reports_nationally():
        return False
    if before is not None and all(dossier.__dict__.get(name) == before[name] for name in REPORTED):
        return False
    dossier.sync_state = SyncState.PENDING
    return True


def ask_to_report(dossier_id: int) -> None:
    """Asks for the report, in the transaction of the change."""
    enqueue(TOPIC, dossier_id=dossier_id)


def report(*, dossier_id: int) -> bool:
    """Tells the portal the present state; False when it knows it already or refused it.

    Nothing is locked while the portal is spoken to. A dossier that changed meanwhile stays owed: its change asked again.
    """
    dossier = Dossier.objects.regardless(REPORTING).filter(pk=dossier_id, sync_state=SyncState.PENDING).first()
    if dossier is None or not reports_nationally():
        return False
    try:
        national_portal().report(message=report_of(dossier), reference=f"{dossier.code}:{dossier.revision}")
    except PermanentFailure as failure:
        _refused(dossier, str(failure)[:LONGEST_REASON])
        return False
    return _mark(dossier, SyncState.SENT)


def _mark(dossier: Dossier, state: SyncState) -> bool:
    same = Dossier.objects.regardless(REPORTING).filter(pk=dossier.pk, revision=dossier.revision)
    return bool(same.filter(sync_state=SyncState.PENDING).update(sync_state=state))


@transaction.atomic
def _refused(dossier: Dossier, reason: str) -> None:
    if _mark(dossier, SyncState.FAILED):
        append(dossier.subject, Entry("dossier.report_refused", SYSTEM, "staff", {"reason": reason}))


@transaction.atomic
def report_again(*, codes: Iterable[str]) -> int:
    """Owes the portal these dossiers anew, after a reconciliation or once a refusal was mended; answers how many."""
    rows = Dossier.objects.regardless(REPORTING).filter(code__in=list(codes))
    found = list(rows.values_list("pk", flat=True)) if reports_nationally() else []
    Dossier.objects.regardless(REPORTING).filter(pk__in=found).update(sync_state=SyncState.PENDING)
    for pk in found:
        ask_to_report(pk)
    return len(found)
