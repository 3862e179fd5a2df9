"""Background work of the room."""

from datetime import timedelta

from motcua.kernel.outbox import job
from motcua.pages import actions


@job("pages.publish_due", every=timedelta(minutes=1))
def publish_due(slot: str = "") -> None:
    """Publishes what was approved for a time that has come, takes down what is over."""
    actions.publish_due()


@job("pages.check_links", every=timedelta(minutes=10), offset=timedelta(minutes=3))
def check_links(slot: str = "") -> None:
    """Looks for links that lead nowhere, a slice of all entries in each run."""
    actions.check_links()


@job("pages.drop_old_visits", every=timedelta(days=1), offset=timedelta(hours=2, minutes=40))
def drop_old_visits(slot: str = "") -> None:
    """Deletes the counts of days that are kept no longer."""
    actions.drop_old_visits()
