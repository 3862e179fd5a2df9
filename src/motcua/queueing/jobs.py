"""What happens by the clock."""

from datetime import timedelta

from motcua.kernel.actors import SYSTEM
from motcua.kernel.outbox import job
from motcua.queueing import actions


@job("queueing.end_days", every=timedelta(hours=1), offset=timedelta(minutes=3))
def end_days(slot: str = "") -> None:
    """Shortly after midnight, and again each hour for a server that slept: yesterday's numbers end."""
    actions.end_days(actor=SYSTEM)
