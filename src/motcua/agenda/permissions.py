"""Who plans, who reads it over, who publishes: verbs by role, and the demands that actions make.

Everybody of the house may enter what their own office prepares; the plan as a whole is gathered by clerks, leaders and the
head of the office, and approved by a leader or the head of the office who did not submit it.
"""

from django.utils.translation import gettext_lazy as _

from motcua.accounts.permissions import NO_DUTY, NOT_YOURS, holds
from motcua.accounts.queries import scope_of
from motcua.agenda.models import WeekPlan, WorkEntry
from motcua.agenda.queries.reading import house_id, may_read, runs_plans
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import NotAllowed, NotFound

LEADERS = frozenset({"unit_head", "department_head"})
STAFF = LEADERS | {"receiver", "specialist", "clerk", "cashier"}
VERBS: dict[str, frozenset[str]] = {
    "agenda.view": STAFF | {"auditor"},
    "agenda.enter": LEADERS | {"specialist", "clerk"},
    "agenda.submit": LEADERS | {"clerk"},
    "agenda.approve": LEADERS,
    "agenda.publish": LEADERS | {"clerk"},
    "agenda.rooms": LEADERS | {"clerk"},
}
NO_SUCH = _("Không tìm thấy việc này trong lịch.")


def may_enter(actor: Actor, unit_id: int, prepared_by: int | None) -> bool:
    """Whether the actor may plan an entry that this office prepares."""
    if actor.kind == "system":
        return True
    if not holds(actor, "agenda.enter") or house_id(actor) != unit_id:
        return False
    return runs_plans(actor, unit_id) or (prepared_by is not None and prepared_by == actor.unit_id)


def may_change(actor: Actor, entry: WorkEntry) -> bool:
    """Whether the actor may change or cancel an entry."""
    return may_enter(actor, entry.unit_id, entry.prepared_by_id)


def may_run(actor: Actor, verb: str, unit_id: int) -> bool:
    """Whether the actor may submit, approve or publish this place's plans, or keep its rooms."""
    return actor.kind == "system" or (holds(actor, f"agenda.{verb}") and runs_plans(actor, unit_id))


def demand_enter(actor: Actor, unit_id: int, prepared_by: int | None) -> None:
    """Refuses unless the actor may plan such an entry."""
    if not holds(actor, "agenda.enter"):
        raise NotAllowed(NO_DUTY)
    if not may_enter(actor, unit_id, prepared_by):
        raise NotAllowed(
            NOT_YOURS if house_id(actor) != unit_id else _("Chỉ nhập được việc do bộ phận của mình chuẩn bị.")
        )


def demand_change(actor: Actor, entry: WorkEntry) -> None:
    """Refuses unless the actor may change the entry; who may not even read it hears that there is none."""
    if actor.kind == "system":
        return
    if not scope_of(actor).covers(entry.unit_id) or not may_read(actor, entry):
        raise NotFound(NO_SUCH)
    demand_enter(actor, entry.unit_id, entry.prepared_by_id)


def demand_run(actor: Actor, verb: str, unit_id: int) -> None:
    """Refuses unless the actor runs this place's plans and holds the verb."""
    if not holds(actor, f"agenda.{verb}"):
        raise NotAllowed(NO_DUTY)
    if not runs_plans(actor, unit_id):
        raise NotAllowed(NOT_YOURS)


def demand_second_person(actor: Actor, plan: WeekPlan) -> None:
    """Nothing is published unread: who submitted a plan does not approve it."""
    if actor.kind != "system" and actor.user_id == plan.submitted_by_user_id:
        raise NotAllowed(_("Người trình không tự duyệt được: cần người thứ hai."))
