"""Who may do what with a report: verbs by role, and the demands that actions make."""

from django.utils.translation import gettext_lazy as _

from motcua.accounts.permissions import NO_DUTY, holds
from motcua.accounts.queries import scope_of
from motcua.feedback.models import Report
from motcua.feedback.queries.ownership import is_reporter
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.units.queries import place_of

WORKERS = frozenset({"receiver", "specialist", "department_head", "unit_head", "clerk"})
LEADERS = frozenset({"department_head", "unit_head"})
VERBS: dict[str, frozenset[str]] = {
    "feedback.view": WORKERS | {"auditor"},
    "feedback.accept": WORKERS,
    "feedback.decline": LEADERS | {"receiver", "specialist"},
    "feedback.hand_over": LEADERS | {"receiver", "specialist"},
    "feedback.refer": LEADERS | {"receiver", "specialist"},
    "feedback.assign": LEADERS | {"receiver"},
    "feedback.merge": LEADERS | {"receiver", "specialist"},
    "feedback.draft_answer": WORKERS,
    "feedback.complete": WORKERS,
    "feedback.send_back": LEADERS,
    "feedback.approve": LEADERS,
    "feedback.publish": LEADERS | {"clerk", "receiver"},
    "feedback.withhold": LEADERS | {"clerk", "receiver"},
    "feedback.add_note": WORKERS,
    "feedback.rules": LEADERS,
}
PERSON_VERBS = frozenset({"rate", "reopen"})
NO_SUCH = _("Không tìm thấy phản ánh.")
NOT_HELD = _("Phản ánh này do đơn vị khác đang xử lý.")
WITHIN_PLACE = frozenset({"publish", "withhold", "add_note"})
"""Verbs of everybody in the place's own house; the others belong to the unit that holds the report."""


def may_see(actor: Actor, report: Report) -> bool:
    """Whether an officer's scope reaches the place it was sent to or the unit that holds it."""
    if not holds(actor, "feedback.view"):
        return False
    scope = scope_of(actor)
    return scope.covers(report.unit_id) or scope.covers(report.holder_unit_id)


def house(unit_id: int | None) -> int | None:
    """The people's committee a unit belongs to."""
    place = place_of(unit_id) if unit_id is not None else None
    return place.pk if place else None


def may(actor: Actor, verb: str, report: Report) -> bool:
    """Whether an officer may do the verb on this report, whatever state it is in."""
    if actor.kind == "system":
        return True
    if not may_see(actor, report) or f"feedback.{verb}" not in VERBS or not holds(actor, f"feedback.{verb}"):
        return False
    houses = {house(report.holder_unit_id)} | ({house(report.unit_id)} if verb in WITHIN_PLACE else set())
    return house(actor.unit_id) in houses


def demand_on(actor: Actor, verb: str, report: Report, secret: str = "") -> None:
    """Refuses unless the actor may; who may not even see the report hears that there is none."""
    if actor.kind == "system":
        return
    if not actor.is_staff:
        if verb in PERSON_VERBS and is_reporter(actor, report, secret):
            return
        raise NotFound(NO_SUCH)
    if not may_see(actor, report):
        raise NotFound(NO_SUCH)
    if f"feedback.{verb}" not in VERBS or not holds(actor, f"feedback.{verb}"):
        raise NotAllowed(NO_DUTY)
    if not may(actor, verb, report):
        raise NotAllowed(NOT_HELD)


def demand_rules(actor: Actor, unit_id: int) -> None:
    """Refuses unless the actor may change the routing rules of this place: a leader of its own house."""
    if actor.kind == "system":
        return
    if not holds(actor, "feedback.rules"):
        raise NotAllowed(NO_DUTY)
    if house(actor.unit_id) != unit_id:
        raise NotFound(_("Không tìm thấy đơn vị."))
