"""Who holds a dossier: the version's words for a unit made concrete, and the one inbox item that says it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import translation

from motcua.dossiers.actions.case import Case
from motcua.dossiers.models import STATE_WORDS, Dossier
from motcua.dossiers.queries.clocks import limit_at
from motcua.dossiers.rules import steps as way
from motcua.dossiers.rules.states import State
from motcua.procedures.queries import office_for, seated_for
from motcua.units.models import Unit
from motcua.work import actions as work

HOLDER_KINDS = ("dossier.receive", "dossier.step", "dossier.supplement_check", "dossier.sign", "dossier.return")
"""Exactly one of these is open while somebody has to act; the other kinds stand beside it."""
SIDE_KINDS = ("dossier.consult", "dossier.payment", "dossier.withdrawal", "dossier.apologise")
ITEM_WORDS = {
    "dossier.receive": "Tiếp nhận hồ sơ",
    "dossier.step": "Xử lý hồ sơ",
    "dossier.supplement_check": "Kiểm tra hồ sơ bổ sung",
    "dossier.sign": "Ký kết quả",
    "dossier.return": "Trả kết quả",
    "dossier.consult": "Theo dõi lấy ý kiến",
    "dossier.payment": "Thu phí, nghĩa vụ tài chính",
    "dossier.withdrawal": "Xem xét yêu cầu rút hồ sơ",
    "dossier.apologise": "Duyệt phiếu xin lỗi",
}


def state_label(dossier: Dossier) -> str:
    """The state in Vietnamese: lists keep it as text, whatever language the actor reads in."""
    with translation.override("vi"):
        return str(STATE_WORDS[State(dossier.state)])


def relabel(case: Case) -> None:
    """Shows the present state on the dossier's open items."""
    work.retitle(subject=case.dossier.subject, state_label=state_label(case.dossier))


def desk_of_place(place_id: int) -> Unit:
    """The one-stop desk of a people's committee, or the committee itself where it has none."""
    return office_for("desk", place_id)


def competent_place(dossier: Dossier) -> int:
    """The people's committee whose offices work on it."""
    return dossier.competent_unit_id or dossier.unit_id


def open_holder_item(case: Case, kind: str, *, role: str, due: datetime | None, title: str = "") -> None:
    """Opens the item of whoever holds the dossier now; the one before must be closed."""
    open_item(
        case,
        kind,
        unit_id=case.dossier.holder_unit_id,
        role=role,
        due=due,
        title=title,
        user_id=case.dossier.holder_user_id,
    )


def open_item(
    case: Case, kind: str, *, unit_id: int, role: str, due: datetime | None, title: str = "", user_id: int | None = None
) -> None:
    """Opens an item about this dossier."""
    dossier = case.dossier
    work.open_item(
        kind=kind,
        subject=dossier.subject,
        code=dossier.code,
        title=title or ITEM_WORDS[kind],
        detail=dossier.procedure_name[:200],
        person=dossier.owner_name,
        search=" ".join((dossier.submitter_name, dossier.representative_name, dossier.phone)),
        unit_id=unit_id,
        holder_role=role,
        holder_user_id=user_id,
        opened_at=case.at,
        due_at=due,
        address=f"/can-bo/ho-so/{dossier.pk}/",
        state_label=state_label(dossier),
    )


def close_items(case: Case, kinds: Iterable[str] | None = None, *, unit_id: int | None = None) -> None:
    """Closes open items of the dossier (all, of these kinds, of one unit) and freezes their verdicts."""
    work.close_items(subject=case.dossier.subject, kinds=kinds, unit_id=unit_id, at=case.at, tell=case.entries.append)


def step_due(case: Case, step: Any) -> datetime | None:
    """When a step must be done: its own budget from now, but never later than the dossier itself."""
    limit = case.dossier.due_at
    if not step or not step.budget:
        return limit
    due = limit_at(step.budget, case.dossier.unit_id, case.at, field=case.definition.field_code)
    return min(due, limit) if due and limit else (due or limit)


def stand_at(case: Case, move: way.Move) -> None:
    """Puts the dossier at a step: the office and, where the unit named one, the officer; the state was moved by the verb.

    Who performs a role at the unit is asked now and not pinned with the version: posts change while dossiers are under way.
    """
    dossier = case.dossier
    dossier.step = move.step
    step = case.step
    at_home = step is None or step.kind == "return"
    place_id = dossier.unit_id if at_home else competent_place(dossier)
    words, role = (step.unit, step.role) if step is not None else ("desk", "receiver")
    seated = seated_for(words, role, place_id, case.at)
    dossier.holder_unit = seated.office
    dossier.holder_user_id = seated.holder.user_id if seated.holder else None
    dossier.holder_post = seated.holder.post if seated.holder else ""
    due = None if move.state == State.ISSUED else step_due(case, step)
    open_holder_item(case, move.item, role=role, due=due, title=step.title[:200] if step else "")
    if seated.holder:
        told = {"to_name": seated.holder.name, "post": seated.holder.post, "note": "", "by_unit": True}
        case.tell("dossier.assigned", told, audience="staff")
