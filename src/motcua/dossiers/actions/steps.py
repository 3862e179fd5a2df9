"""Through the version's steps: a named officer, done and on to the next, or back with a reason."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.accounts.queries import holders, house_of
from motcua.dossiers.actions.case import Case, opened
from motcua.dossiers.actions.holding import HOLDER_KINDS, close_items, stand_at, state_label
from motcua.dossiers.actions.moving import advance
from motcua.dossiers.actions.reception import demand_reason
from motcua.dossiers.models import Dossier
from motcua.dossiers.permissions import LEADERS, demand_step
from motcua.dossiers.rules import steps as way
from motcua.dossiers.rules.states import State
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import NotAllowed, Refusal
from motcua.work import actions as work


def assign(
    *,
    actor: Actor,
    dossier_id: int,
    user_id: int,
    expected_revision: int | None = None,
    note: str = "",
    at: datetime | None = None,
) -> Dossier:
    """Puts it into the hands of an officer who holds the step's role in the unit that holds the dossier.

    A leader or the desk assigns anybody there; an officer may take it or pass on what is in the own hands.
    """
    with opened(dossier_id, "assign", actor=actor, expected_revision=expected_revision, at=at) as case:
        dossier = case.dossier
        mine = actor.user_id in (user_id, dossier.holder_user_id)
        if not mine and actor.role not in LEADERS | {"receiver"} and actor.kind != "system":
            raise NotAllowed(_("Chỉ lãnh đạo hoặc bộ phận một cửa phân công hồ sơ cho người khác."))
        holder = candidate(case, user_id)
        target = State.SIGNING if dossier.state == State.SIGNING else State.PROCESSING
        case.go("assign", target)
        dossier.holder_user_id, dossier.holder_post = user_id, holder.post
        label = state_label(dossier)
        work.reassign(subject=dossier.subject, kinds=HOLDER_KINDS, holder_user_id=user_id, state_label=label)
        case.tell(
            "dossier.assigned",
            {"to_name": holder.name, "post": holder.post, "note": clean(note)[:1000]},
            audience="staff",
        )
        case.moved()
    return case.dossier


def follow_hand_over(*, dossier_id: int, from_user_id: int, to_user_id: int) -> bool:
    """Lets the holder follow a hand-over of a whole list (its trace was written with it); False when it moved on meanwhile."""
    held = Dossier.objects.regardless("the dossier a handed-over item is about").filter(pk=dossier_id)
    return bool(held.filter(holder_user_id=from_user_id).update(holder_user_id=to_user_id))


def candidate(case: Case, user_id: int) -> Any:
    """The officer with the step's role at the holding unit, else anywhere in its house; refuses anybody else."""
    role = case.step.role if case.step is not None else "receiver"
    unit_id = case.dossier.holder_unit_id
    for place in (unit_id, *sorted(house_of(unit_id) - {unit_id})):
        if found := next((each for each in holders(place, role, case.at) if each.user_id == user_id), None):
            return found
    raise Refusal(
        _("Người được chọn không giữ nhiệm vụ của bước này tại %(unit)s.") % {"unit": case.dossier.holder_unit.name},
        fields={"user_id": _("Chọn người khác")},
        code="not-candidate",
    )


def complete_step(
    *,
    actor: Actor,
    dossier_id: int,
    note: str = "",
    expected_revision: int | None = None,
    at: datetime | None = None,
) -> Dossier:
    """Finishes the present step and hands on, with hour and minute, to whoever is next in the version's steps."""
    with opened(dossier_id, "complete_step", actor=actor, expected_revision=expected_revision, at=at) as case:
        step = case.step
        if step is None:
            raise Refusal(_("Hồ sơ đã qua hết các bước."), code="no-step")
        demand_step(actor, case.dossier, step.role)
        if step.kind == "sign":
            raise Refusal(_("Bước này cần được ký."), code="needs-signature")
        giver = case.dossier.holder_unit.name
        place = len(case.entries)
        advance(case, "complete_step")
        taker = case.dossier.holder_unit.name
        told = {
            "step": step.key,
            "title": step.title,
            "from_unit": giver,
            "to_unit": taker,
            "note": clean(note, multiline=True)[:2000],
        }
        case.tell("dossier.step_completed", told, audience="staff", place=place)
    return case.dossier


def return_to_step(
    *,
    actor: Actor,
    dossier_id: int,
    reason: str,
    step: int | None = None,
    expected_revision: int | None = None,
    at: datetime | None = None,
) -> Dossier:
    """Sends it back to an earlier step (default: the one the version names, else the nearest that did the work)."""
    reason = demand_reason(reason)
    with opened(dossier_id, "return_to_step", actor=actor, expected_revision=expected_revision, at=at) as case:
        dossier = case.dossier
        if case.step is not None:
            demand_step(actor, dossier, case.step.role)
        giver = dossier.holder_unit.name
        try:
            move = way.back(case.steps, dossier.step, earlier(case) if step is None else step)
        except ValueError:
            raise Refusal(_("Không có bước nào phía trước để chuyển lại."), fields={"step": _("Chọn bước khác")})
        case.go("return_to_step", move.state)
        close_items(case, HOLDER_KINDS)
        stand_at(case, move)
        data = {
            "reason": reason,
            "from_unit": giver,
            "to_unit": dossier.holder_unit.name,
            "step": case.step and case.step.key,
        }
        case.tell("dossier.sent_back", data, audience="staff")
        case.moved()
    return case.dossier


def earlier(case: Case) -> int:
    """Where the present step goes back to."""
    named = case.step.returns_to if case.step is not None else ""
    if named and named in case.dossier.route:
        return int(case.dossier.route.index(named))
    return way.default_return(case.steps, case.dossier.step)
