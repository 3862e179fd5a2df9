"""Scheduled work of the room."""

from datetime import timedelta

from motcua.kernel.outbox import job
from motcua.subscriptions import actions


@job("subscriptions.digest", every=timedelta(days=1), offset=timedelta(hours=7))
def digest(slot: str = "") -> None:
    """The morning's letters."""
    actions.send_digest()


@job("subscriptions.tell")
def tell(subscription_id: int, number: int, until: str) -> None:
    """One letter."""
    actions.tell_one(subscription_id=subscription_id, number=number, until=until)


@job("subscriptions.forget", every=timedelta(days=1), offset=timedelta(hours=3))
def forget(slot: str = "") -> None:
    """Takes away what was never confirmed."""
    actions.forget_unconfirmed()
