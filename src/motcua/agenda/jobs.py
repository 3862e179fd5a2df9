"""What happens by the clock."""

from datetime import timedelta

from motcua.agenda import actions
from motcua.kernel.actors import SYSTEM
from motcua.kernel.outbox import job


@job("agenda.end_weeks", every=timedelta(days=1), offset=timedelta(minutes=20))
def end_weeks(slot: str = "") -> None:
    """After midnight: steps of a week that is over leave the inbox."""
    actions.end_weeks(actor=SYSTEM)
