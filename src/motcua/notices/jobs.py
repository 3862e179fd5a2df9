"""Background work of the room."""

from motcua.kernel.outbox import job
from motcua.notices import actions


@job("notices.publish")
def publish(notice_id: int) -> None:
    """The time of a scheduled notice has come."""
    actions.publish(notice_id=notice_id)


@job("notices.send_batch")
def send_batch(notice_id: int, after: int) -> None:
    """The next people who get a notice."""
    actions.send_batch(notice_id=notice_id, after=after)
