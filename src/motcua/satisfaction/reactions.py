"""What this room does when it hears that somebody was served, or said how it was."""

from datetime import datetime

from motcua.dossiers.events import DossierRated, DossierReturned
from motcua.kernel import clock
from motcua.kernel.outbox import reacts_to
from motcua.satisfaction import actions


@reacts_to(DossierReturned, name="satisfaction.dossier_returned")
def dossier_returned(dossier_id: int, unit_id: int, at: str, **_more: object) -> None:
    """A result was handed over: an occasion."""
    day = clock.local(datetime.fromisoformat(at)).date()
    actions.count_occasion(key=f"dossier:{dossier_id}", unit_id=unit_id, day=day)


@reacts_to(DossierRated, name="satisfaction.dossier_rated")
def dossier_rated(dossier_id: int, unit_id: int, at: str, score: int, **_more: object) -> None:
    """A dossier was rated by its person."""
    day = clock.local(datetime.fromisoformat(at)).date()
    actions.count_rating(key=f"dossier:{dossier_id}", unit_id=unit_id, day=day, score=score)
