"""Background work of the room."""

from datetime import timedelta

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


@job("notices.forget_over", every=timedelta(hours=1), offset=timedelta(minutes=10))
def forget_over(slot: str = "") -> None:
    """Requests for banners whose time is over leave the inbox."""
    actions.forget_over()
