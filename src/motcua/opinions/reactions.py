"""What this room does when it hears that a public text is abuse."""

from motcua.kernel.actors import SYSTEM
from motcua.kernel.outbox import reacts_to
from motcua.kernel.refusals import Conflict
from motcua.kernel.typed import subject_number
from motcua.moderation.events import AbuseConfirmed
from motcua.opinions import actions


@reacts_to(AbuseConfirmed, name="opinions.abuse_confirmed")
def abuse_confirmed(subject: str, reason: str, **_more: object) -> None:
    """Takes the opinion down; what is not public any more is left as it is."""
    number = subject_number(subject, "opinion")
    if number is None:
        return
    try:
        actions.hide(actor=SYSTEM, opinion_id=number, reason=reason)
    except Conflict:
        return
