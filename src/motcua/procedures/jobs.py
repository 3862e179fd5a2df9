"""Background work of the room."""

from datetime import timedelta
from typing import Any

from motcua.kernel import clock
from motcua.kernel.outbox import job
from motcua.procedures import actions

KEPT = timedelta(days=180)


@job("procedures.close-expired", every=timedelta(days=1), offset=timedelta(minutes=5))
def close_expired(**_slot: Any) -> None:
    """Marks versions whose last day has passed as ended."""
    actions.close_expired()


@job("procedures.forget-unanswered", every=timedelta(days=1), offset=timedelta(minutes=10))
def forget_unanswered(**_slot: Any) -> None:
    """Queries nobody has asked for half a year go."""
    actions.forget_unanswered_before(day=clock.today() - KEPT)
