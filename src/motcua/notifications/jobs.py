"""Background work of the room."""

from motcua.kernel.outbox import job
from motcua.notifications import actions


@job("notifications.deliver")
def deliver(keys: list[str]) -> None:
    """Hands waiting messages over."""
    actions.deliver(keys=keys)
