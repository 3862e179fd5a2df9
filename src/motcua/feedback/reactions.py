"""What this room does when it hears that a public text is abuse."""

from motcua.feedback import actions
from motcua.kernel.actors import SYSTEM
from motcua.kernel.outbox import reacts_to
from motcua.kernel.refusals import Conflict
from motcua.kernel.typed import subject_number
from motcua.moderation.events import AbuseConfirmed


@reacts_to(AbuseConfirmed, name="feedback.abuse_confirmed")
def abuse_confirmed(subject: str, reason: str, **_more: object) -> None:
    """Takes the report off the public page; what is reopened by now is not public any more."""
    number = subject_number(subject, "report")
    if number is None:
        return
    try:
        actions.withhold(actor=SYSTEM, report_id=number, reason=reason)
    except Conflict:
        return
