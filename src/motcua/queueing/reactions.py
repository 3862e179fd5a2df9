"""What this room does when it hears of something: a calendar that changes closes times of appointments."""

from motcua.kernel.actors import SYSTEM
from motcua.kernel.outbox import reacts_to
from motcua.queueing import actions
from motcua.worktime.events import CalendarPublished


@reacts_to(CalendarPublished, name="queueing.calendar_published")
def calendar_published(version_id: int, unit_id: int | None, field: str, **_more: object) -> None:
    """A calendar was published, a holiday perhaps: whoever holds an appointment outside the hours now is told."""
    actions.review_all(actor=SYSTEM, unit_id=unit_id)
