"""Scheduled work of the room."""

from datetime import timedelta

from motcua.kernel.outbox import job
from motcua.moderation import actions


@job("moderation.forget", every=timedelta(days=1), offset=timedelta(hours=3))
def forget(slot: str = "") -> None:
    """Takes old traces away."""
    actions.forget_traces()
