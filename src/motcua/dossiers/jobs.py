"""Scheduled work: supplements that never came, silence that counts, apologies drafted in time."""

from datetime import timedelta

from motcua.dossiers import actions
from motcua.dossiers.queries import due
from motcua.kernel import clock
from motcua.kernel.outbox import job

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@job("dossiers.close_unanswered", every=HOUR, offset=timedelta(minutes=7))
def close_unanswered(slot: str = "") -> None:
    """Closes dossiers whose supplement never came."""
    for dossier_id in due.unanswered_supplements():
        actions.close_unanswered(dossier_id=dossier_id)


@job("dossiers.take_silence", every=HOUR, offset=timedelta(minutes=17))
def take_silence(slot: str = "") -> None:
    """Counts the silence of consulted bodies as consent, where that is the rule."""
    for consultation_id in due.silent_consultations():
        actions.take_silence(consultation_id=consultation_id)


@job("dossiers.draft_apologies", every=HOUR, offset=timedelta(minutes=27))
def draft_apologies(slot: str = "") -> None:
    """Drafts apologies for what will not be ready in time, at latest the day before."""
    for dossier_id in due.to_apologise_for():
        actions.propose_apology(dossier_id=dossier_id)


@job("dossiers.report")
def report(dossier_id: int) -> None:
    """Tells the national portal where a dossier stands."""
    actions.report(dossier_id=dossier_id)


@job("dossiers.drop_stale_drafts", every=DAY, offset=timedelta(hours=2, minutes=40))
def drop_stale_drafts(slot: str = "") -> None:
    """Lets go of drafts nobody went on with for three months."""
    for token in due.stale_drafts():
        actions.drop_stale_draft(token=token, before=clock.now() - due.DRAFTS_KEPT)
