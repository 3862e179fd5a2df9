"""Who may change calendars: an operator for the units of their duty, the system for all."""

from django.utils.translation import gettext_lazy as _

from motcua.kernel.actors import Actor
from motcua.kernel.refusals import NotAllowed
from motcua.kernel.registry import registry
from motcua.units.queries import ancestors_of, descendants_of

VERBS = {"worktime.manage": frozenset({"operator"})}


def may_manage(actor: Actor, unit_id: int | None) -> bool:
    """Whether the actor may change the calendar of a unit; None is everybody's calendar: only from the root."""
    if actor.kind == "system":
        return True
    if actor.role not in registry.verbs["worktime.manage"] or actor.unit_id is None:
        return False
    if unit_id is None:
        return not ancestors_of(actor.unit_id)
    return unit_id in descendants_of(actor.unit_id)


def demand_manage(actor: Actor, unit_id: int | None) -> None:
    """Refuses with NotAllowed when the actor may not change that calendar."""
    if not may_manage(actor, unit_id):
        raise NotAllowed(_("Chỉ quản trị hệ thống của đơn vị mới được thay đổi lịch làm việc."))
