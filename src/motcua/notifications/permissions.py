"""Who looks after notices that did not arrive, and whose notices a device may show."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.accounts.permissions import demand
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import NotAllowed
from motcua.notifications.queries import USER, user_holder

VERBS = {"notifications.upkeep": frozenset({"operator"})}


def demand_upkeep(actor: Actor) -> None:
    """Refuses with NotAllowed unless the actor looks after the installation."""
    demand(actor, "notifications.upkeep")


def demand_own(user: Any, holder: str) -> None:
    """Refuses with NotAllowed a page's pass for a person who is not the one signed in."""
    if holder.startswith(USER) and (not user.is_authenticated or holder != user_holder(user.pk)):
        raise NotAllowed(_("Cần đăng nhập để tiếp tục."))
