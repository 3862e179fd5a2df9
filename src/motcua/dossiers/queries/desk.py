"""What an officer asks: one dossier with everything on it, what may be done now, and by whom."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.accounts.permissions import demand
from motcua.accounts.queries import Holder, holders, house_of
from motcua.dossiers.models import (
    Consultation,
    Dossier,
    Note,
    Paper,
    PaymentState,
    Rating,
    Result,
    Revision,
    Slip,
    Supplement,
)
from motcua.dossiers.queries.access import NO_SUCH, PERSON_VERBS, may, may_see
from motcua.dossiers.queries.progress import ProgressLine, line_of
from motcua.dossiers.rules.states import AT_WORK, CLOSED, FINISHED, State, verbs_from
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import NotFound
from motcua.ledger.actions import note_access
from motcua.ledger.queries import STAFF, timeline
from motcua.procedures.queries import definition_of, shown_answers

READ = "one dossier by its id, checked right away against the officer's scope"
VERB_WORDS: dict[str, Any] = {
    "accept": _("Tiếp nhận"),
    "request_supplement": _("Yêu cầu bổ sung"),
    "refuse": _("Từ chối tiếp nhận"),
    "answer_supplement": _("Ghi nhận bổ sung"),
    "assign": _("Phân công"),
    "complete_step": _("Hoàn thành bước"),
    "return_to_step": _("Chuyển lại bước trước"),
    "consult": _("Lấy ý kiến"),
    "answer_consultation": _("Ghi ý kiến trả lời"),
    "demand_payment": _("Thông báo nghĩa vụ tài chính"),
    "record_payment": _("Ghi nhận nộp tiền"),
    "reject_as_ineligible": _("Không đủ điều kiện giải quyết"),
    "propose_apology": _("Dự thảo phiếu xin lỗi"),
    "apologise": _("Ký phiếu xin lỗi, hẹn lại"),
    "request_withdrawal": _("Ghi nhận yêu cầu rút"),
    "withdraw": _("Đồng ý cho rút"),
    "decline_withdrawal": _("Không đồng ý cho rút"),
    "stop": _("Dừng giải quyết"),
    "sign": _("Ký kết quả"),
    "issue": _("Phát hành"),
    "hand_over": _("Trả kết quả"),
    "archive": _("Lưu trữ"),
    "propose_correction": _("Đề nghị sửa thông tin"),
    "decide_correction": _("Ghi nhận trả lời đề nghị sửa"),
    "add_note": _("Ghi chú"),
}
ORDER = list(VERB_WORDS)
MAIN = frozenset({"accept", "complete_step", "sign", "issue", "hand_over", "record_payment", "apologise"})
"""The verb that moves things on: shown first."""


@dataclass(frozen=True, slots=True)
class AllowedAction:
    """A verb the officer may use now, with its words; `main` for the one that moves things on."""

    verb: str
    title: str
    main: bool = False


@dataclass(frozen=True)
class DeskView:
    """All an officer sees of a dossier. `clock` holds policy, calendar and the explanation's sentences."""

    dossier: Dossier
    definition: Any
    steps: list[Any]
    answers: Sequence[Any]
    revisions: list[Revision]
    papers: list[Paper]
    supplements: list[Supplement]
    consultations: list[Consultation]
    slips: list[Slip]
    results: list[Result]
    notes: list[Note]
    rating: Rating | None
    timeline: list[ProgressLine]
    actions: list[AllowedAction]
    clock: dict[str, Any] = field(default_factory=dict)


def for_desk(actor: Actor, dossier_id: int, purpose: str = "") -> Dossier:
    """The dossier for an officer whose scope reaches it; the reading leaves a trace the person can see, once a day.

    Refuses with NotFound for other units' dossiers, so that nothing is said about which exist.
    """
    demand(actor, "dossiers.view")
    rows = Dossier.objects.regardless(READ).select_related("unit", "holder_unit", "holder_user", "seat_unit")
    dossier = rows.filter(pk=dossier_id).first()
    if dossier is None or not may_see(actor, dossier):
        raise NotFound(NO_SUCH)
    note_access(dossier.subject, actor, purpose or str(_("Xem hồ sơ")))
    return dossier


def desk_view(*, actor: Actor, dossier: Dossier) -> DeskView:
    """Everything on the officer's page; the caller got the dossier from `for_desk`."""
    definition = definition_of(dossier.version_id)
    revisions = list(Revision.objects.filter(dossier=dossier).order_by("number"))
    counting = [revision for revision in revisions if revision.state in ("filed", "accepted")]
    return DeskView(
        dossier=dossier,
        definition=definition,
        steps=[definition.step(key) for key in dossier.route],
        answers=shown_answers(definition, counting[-1].answers if counting else {}),
        revisions=revisions,
        papers=list(Paper.objects.filter(dossier=dossier).order_by("order")),
        supplements=list(Supplement.objects.filter(dossier=dossier).order_by("asked_at")),
        consultations=list(Consultation.objects.filter(dossier=dossier).order_by("asked_at")),
        slips=list(Slip.objects.filter(dossier=dossier).order_by("drafted_at")),
        results=list(Result.objects.filter(dossier=dossier)),
        notes=list(Note.objects.filter(dossier=dossier).order_by("created_at")),
        rating=Rating.objects.filter(dossier=dossier).first() if dossier.state in CLOSED else None,
        timeline=staff_timeline(dossier),
        actions=allowed_actions(dossier, actor),
        clock=dossier.clock,
    )


def staff_timeline(dossier: Dossier) -> list[ProgressLine]:
    """What happened, oldest first; the public shadows of fuller events are left out."""
    return [line_of(event) for event in timeline(dossier.subject, STAFF) if event.audience != "public"]


def allowed_actions(dossier: Dossier, actor: Actor) -> list[AllowedAction]:
    """What the officer may do now: edges of the state, role, house, and the present step; no query beside the scope's."""
    step = step_of(dossier)
    found = []
    for verb in sorted(possible(dossier, step), key=ORDER.index):
        if may(actor, verb, dossier, step.role if step is not None else ""):
            found.append(AllowedAction(verb, str(VERB_WORDS[verb]), verb in MAIN))
    return found


def step_of(dossier: Dossier) -> Any | None:
    """The step of the version the dossier stands at."""
    if dossier.step >= len(dossier.route):
        return None
    return definition_of(dossier.version_id).step(dossier.route[dossier.step])


def possible(dossier: Dossier, step: Any | None) -> set[str]:
    """Verbs that make sense in this state, whoever asks."""
    state = State(dossier.state)
    verbs = {verb for verb in verbs_from(state) if verb in VERB_WORDS}
    kind = step.kind if step is not None else ""
    verbs -= {verb for verb, needed in (("sign", "sign"), ("issue", "issue")) if kind != needed}
    if kind == "sign":
        verbs.discard("complete_step")
    if state in (State.SUBMITTED, State.SUPPLEMENT_BEFORE):
        verbs.discard("withdraw")
    if state not in CLOSED:
        verbs |= {"propose_correction", "decide_correction"}
    if state in AT_WORK and not dossier.rescheduled and dossier.due_at is not None:
        verbs |= {"propose_apology", "apologise"}
    if dossier.payment_state == PaymentState.DUE:
        verbs.add("record_payment")
    if state in FINISHED and dossier.archived_at is None:
        verbs.add("archive")
    return verbs | {"add_note"}


def assignees(dossier: Dossier) -> list[Holder]:
    """Officers who hold the present step's role where the dossier is, else anywhere in that house."""
    step = step_of(dossier)
    role = step.role if step is not None else "receiver"
    here = dossier.holder_unit_id
    for place in (here, *sorted(house_of(here) - {here})):
        if found := holders(place, role):
            return found
    return []


__all__ = ["PERSON_VERBS", "AllowedAction", "DeskView", "allowed_actions", "assignees", "desk_view", "for_desk"]
