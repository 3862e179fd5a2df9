"""Background work of the room."""

from datetime import timedelta
from typing import Any

from motcua.kernel.outbox import job
from motcua.procedures import actions


@job("procedures.close-expired", every=timedelta(days=1), offset=timedelta(minutes=5))
def close_expired(**_slot: Any) -> None:
    """Marks versions whose last day has passed as ended."""
    actions.close_expired()
