"""What happens after commit."""

from motcua.feedback import actions
from motcua.kernel.outbox import job


@job("feedback.tell_followers")
def tell_followers(report_id: int, kind: str, revision: int) -> None:
    """One milestone of a report, to all who follow it."""
    actions.tell_followers(report_id=report_id, kind=kind, revision=revision)


@job("feedback.refer")
def refer(report_id: int) -> None:
    """A report that the city's hotline takes over."""
    actions.send_referral(report_id=report_id)
