"""What happens after commit."""

from motcua.feedback import actions
from motcua.kernel.outbox import job


@job("feedback.tell_followers")
def tell_followers(report_id: int, kind: str, revision: int) -> None:
    """One milestone of a report, to all who follow it."""
    actions.tell_followers(report_id=report_id, kind=kind, revision=revision)
