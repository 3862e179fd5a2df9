"""Who may do what with opinions and drafts."""

import hmac

from django.utils.translation import gettext_lazy as _

from motcua.accounts.permissions import NO_DUTY, at_home, holds
from motcua.accounts.queries import scope_of
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.opinions.models import Opinion

LEADERS = frozenset({"department_head", "unit_head"})
VERBS: dict[str, frozenset[str]] = {
    "opinions.view": LEADERS | {"receiver", "specialist", "clerk", "auditor"},
    "opinions.publish": LEADERS | {"receiver", "clerk"},
    "opinions.refuse": LEADERS | {"receiver", "clerk"},
    "opinions.hide": LEADERS | {"receiver", "clerk"},
    "opinions.answer": LEADERS,
    "opinions.draft": LEADERS | {"clerk"},
}
NO_SUCH = _("Không tìm thấy góp ý.")
ELSEWHERE = _("Góp ý này gửi đến đơn vị khác.")


def may(actor: Actor, verb: str, opinion: Opinion) -> bool:
    """Whether an officer may do the verb on this opinion, whatever state it is in."""
    return actor.kind == "system" or (holds(actor, f"opinions.{verb}") and at_home(actor, opinion.unit_id))


def demand_on(actor: Actor, verb: str, opinion: Opinion) -> None:
    """Refuses unless the officer may; who may not even see it hears that there is none."""
    if actor.kind == "system":
        return
    if not (holds(actor, "opinions.view") and scope_of(actor).covers(opinion.unit_id)):
        raise NotFound(NO_SUCH)
    if not holds(actor, f"opinions.{verb}"):
        raise NotAllowed(NO_DUTY)
    if not at_home(actor, opinion.unit_id):
        raise NotAllowed(ELSEWHERE)


def is_author(actor: Actor, opinion: Opinion, secret: str = "") -> bool:
    """Whether this is who wrote it: signed in, or with the receipt's private code."""
    if actor.kind == "citizen" and actor.user_id is not None and opinion.author_id == actor.user_id:
        return True
    typed = "".join(char for char in secret.upper() if char.isalnum())
    return bool(typed) and hmac.compare_digest(typed.encode(), opinion.secret.encode())
