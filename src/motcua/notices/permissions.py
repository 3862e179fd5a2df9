"""Who writes, who approves: verbs by role; a notice belongs to the officer's own place, an officer of one ward never
reaches another's. Nobody approves what they wrote (four eyes)."""

from django.utils.translation import gettext_lazy as _

from motcua.accounts.permissions import NO_DUTY, NOT_YOURS, at_home, holds
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import NotAllowed
from motcua.notices.models import Notice

LEADERS = frozenset({"unit_head", "department_head"})
VERBS: dict[str, frozenset[str]] = {
    "notices.view": LEADERS | {"editor", "clerk", "specialist", "receiver", "auditor"},
    "notices.write": LEADERS | {"editor", "clerk", "specialist"},
    "notices.approve": frozenset({"unit_head"}),
    "notices.banner": frozenset({"unit_head"}),
    "notices.banner-confirm": LEADERS,
    "notices.banner-alone": frozenset({"unit_head"}),
    "notices.topics": frozenset({"operator"}),
}
OWN_WORDS = _("Người soạn không tự duyệt được: cần người thứ hai.")


def may(actor: Actor, verb: str, unit_id: int) -> bool:
    """Whether an officer may do the verb for this place."""
    return actor.kind == "system" or (holds(actor, f"notices.{verb}") and at_home(actor, unit_id))


def demand_for(actor: Actor, verb: str, unit_id: int) -> None:
    """Refuses with NotAllowed unless the officer holds the verb and the place is their own."""
    if not holds(actor, f"notices.{verb}"):
        raise NotAllowed(NO_DUTY)
    if not may(actor, verb, unit_id):
        raise NotAllowed(NOT_YOURS)


def demand_second_person(actor: Actor, notice: Notice) -> None:
    """Four eyes: refuses when the actor wrote the notice."""
    if actor.kind != "system" and actor.user_id == notice.written_by_user_id:
        raise NotAllowed(OWN_WORDS)
