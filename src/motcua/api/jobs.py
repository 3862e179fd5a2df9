"""Background work of the door."""

from datetime import timedelta

from motcua.api import actions
from motcua.kernel.outbox import job


@job("open311.take")
def take(posting_id: int) -> None:
    """Makes the report of a posting."""
    actions.take_posting(posting_id=posting_id)


@job("open311.forget", every=timedelta(days=1), offset=timedelta(hours=3))
def forget(slot: str = "") -> None:
    """Takes old tokens away."""
    actions.forget_postings()
