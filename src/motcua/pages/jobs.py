"""Background work of the room."""

from datetime import timedelta

from motcua.kernel.outbox import job
from motcua.pages import actions


@job("pages.publish_due", every=timedelta(minutes=1))
def publish_due(slot: str = "") -> None:
    """Publishes what was approved for a time that has come, takes down what is over."""
    actions.publish_due()
