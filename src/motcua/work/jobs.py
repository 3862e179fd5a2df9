"""Scheduled work of the inbox."""

from datetime import timedelta

from motcua.kernel.outbox import job
from motcua.work import actions


@job("work.remind", every=timedelta(minutes=5))
def remind(slot: str = "") -> None:
    """Tells holders what is due soon."""
    actions.remind_due_soon()


@job("work.escalate", every=timedelta(minutes=5))
def escalate(slot: str = "") -> None:
    """Tells holders and heads what is late."""
    actions.escalate_overdue()


@job("work.raise", every=timedelta(minutes=5))
def raise_above(slot: str = "") -> None:
    """Tells the level above what is still late."""
    actions.raise_overdue()
