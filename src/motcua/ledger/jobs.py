"""Background work of the ledger."""

from datetime import timedelta

from motcua.kernel.outbox import job
from motcua.ledger import actions


@job("ledger.sign_digest", every=timedelta(days=1), offset=timedelta(minutes=10))
def sign_digest(slot: str) -> None:
    """Signs what changed since yesterday."""
    actions.sign_digest()
