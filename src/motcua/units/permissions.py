"""Who may change the tree: operators; the system itself (commands, set-up) always may."""

from django.utils.translation import gettext_lazy as _

from motcua.kernel.actors import Actor
from motcua.kernel.refusals import NotAllowed
from motcua.kernel.registry import registry

VERBS = {"units.manage": frozenset({"operator"})}


def may_manage(actor: Actor) -> bool:
    """Whether the actor may create, change, import and dissolve units."""
    return actor.kind == "system" or actor.role in registry.verbs["units.manage"]


def demand_manage(actor: Actor) -> None:
    """Refuses with NotAllowed when the actor may not change the tree."""
    if not may_manage(actor):
        raise NotAllowed(_("Chỉ quản trị hệ thống mới được thay đổi danh sách đơn vị."))
