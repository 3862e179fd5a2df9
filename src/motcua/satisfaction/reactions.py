"""What this room does when it hears that somebody was served, or said how it was."""

from datetime import datetime

from motcua.dossiers.events import DossierRated, DossierReturned
from motcua.feedback.events import ReportAnswered, ReportRated
from motcua.kernel import clock
from motcua.kernel.outbox import reacts_to
from motcua.queueing.events import VisitRated, VisitServed
from motcua.satisfaction import actions
from motcua.satisfaction.models import Source


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


@reacts_to(ReportAnswered, name="satisfaction.report_answered")
def report_answered(report_id: int, unit_id: int, at: str, **_more: object) -> None:
    """A report was answered: an occasion; a second answer after a reopening is another one."""
    day = clock.local(datetime.fromisoformat(at)).date()
    actions.count_occasion(key=f"report:{report_id}:{at}"[:60], unit_id=unit_id, day=day)


@reacts_to(ReportRated, name="satisfaction.report_rated")
def report_rated(report_id: int, unit_id: int, answered_at: str, at: str, solved: bool, **_more: object) -> None:
    """The reporter said whether it is solved."""
    day = clock.local(datetime.fromisoformat(at)).date()
    actions.count_rating(
        key=f"report:{report_id}:{answered_at}"[:60], unit_id=unit_id, day=day, score=5 if solved else 1,
        source=Source.REPORT,
    )  # fmt: skip


@reacts_to(VisitServed, name="satisfaction.visit_served")
def visit_served(visit_id: int, unit_id: int, at: str, **_more: object) -> None:
    """Somebody was served at a counter: an occasion."""
    day = clock.local(datetime.fromisoformat(at)).date()
    actions.count_occasion(key=f"visit:{visit_id}", unit_id=unit_id, day=day)


@reacts_to(VisitRated, name="satisfaction.visit_rated")
def visit_rated(visit_id: int, unit_id: int, at: str, score: int, **_more: object) -> None:
    """A visit was rated by its person."""
    day = clock.local(datetime.fromisoformat(at)).date()
    actions.count_rating(key=f"visit:{visit_id}", unit_id=unit_id, day=day, score=score, source=Source.VISIT)
