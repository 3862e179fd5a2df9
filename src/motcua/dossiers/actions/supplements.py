"""Asking the person to complete the dossier: an object of its own, once, with a clock that stands meanwhile."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.actions import clocks
from motcua.dossiers.actions.case import Case, locked, opened
from motcua.dossiers.actions.holding import close_items, open_holder_item, relabel, step_due
from motcua.dossiers.actions.naming import follow_answers
from motcua.dossiers.actions.reception import contact_of, demand_reason
from motcua.dossiers.actions.slips import issue_slip
from motcua.dossiers.events import DossierStopped, SupplementAnswered, SupplementRequested
from motcua.dossiers.models import Dossier, Paper, PaperState, Revision, RevisionState, SlipKind, Supplement
from motcua.dossiers.permissions import LEADERS, demand_on
from motcua.dossiers.queries.clocks import limit_at
from motcua.dossiers.rules.states import State
from motcua.files.actions import keep
from motcua.files.models import Owner
from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import Refusal
from motcua.procedures.queries import merge_answers, settle, validate
from motcua.work import actions as work
from motcua.worktime.queries import policy_of

Item = Mapping[str, str]
DEFAULT_ANSWER_DAYS = 15
"""Working days a person has when neither the version nor its clock policy says."""


def tidy_items(items: Sequence[Item]) -> list[dict[str, str]]:
    """What is missing, each with the field or paper it belongs to; refuses an empty list."""
    tidy = []
    for item in items:
        text = clean(str(item.get("text", "")), multiline=True)[:1000]
        if text:
            tidy.append({"text": text, **{key: str(item[key])[:60] for key in ("field", "paper") if item.get(key)}})
    if not tidy:
        raise Refusal(_("Cần nêu đủ những nội dung phải bổ sung."), fields={"items": _("Hãy nêu ít nhất một nội dung")})
    return tidy


def demand_first(case: Case, leader_reason: str) -> str:
    """Refuses a further request unless a leader gives a reason: all gaps are stated once (QĐ 766 counts a second as late)."""
    if case.dossier.supplement_count < max(1, case.definition.supplement.most):
        return ""
    if case.actor.role not in LEADERS:
        raise Refusal(
            _("Hồ sơ đã được yêu cầu bổ sung một lần. Lần nữa phải do lãnh đạo yêu cầu và ghi rõ lý do."),
            code="second-supplement",
        )
    return demand_reason(leader_reason, "leader_reason")


def answer_limit(case: Case) -> datetime | None:
    """Until when the person may answer before the dossier is closed without a result."""
    rule, policy = case.definition.supplement.answer, case.definition.clock
    days = policy_of(policy).autoclose if policy else None
    words = rule or f"working {days or DEFAULT_ANSWER_DAYS}d"
    return limit_at(words, case.dossier.unit_id, case.at, field=case.definition.field_code)


def request_supplement(
    *,
    actor: Actor,
    dossier_id: int,
    items: Sequence[Item],
    reason: str,
    leader_reason: str = "",
    expected_revision: int | None = None,
    at: datetime | None = None,
) -> Supplement:
    """Asks for everything that is missing, at once (slip 02). Before reception no clock runs yet; after it, it stands.

    A second request needs a leader with a reason.
    """
    items, reason = tidy_items(items), demand_reason(reason)
    with opened(dossier_id, "request_supplement", actor=actor, expected_revision=expected_revision, at=at) as case:
        dossier = case.dossier
        leader = demand_first(case, leader_reason)
        before = dossier.received_at is None
        dossier.prior_state = dossier.state
        case.go("request_supplement")
        supplement = Supplement.objects.create(
            dossier=dossier,
            items=items,
            reason=reason,
            leader_reason=leader,
            by=actor.snapshot(),
            before_reception=before,
            asked_at=case.at,
            due_at=answer_limit(case),
        )
        dossier.supplement_count += 1
        dossier.answered_at = dossier.answered_at or case.at
        _stand_still(case, before)
        data = {"items": items, "reason": reason, "until": supplement.due_at, "contact": contact_of(case)}
        slip = issue_slip(case, SlipKind.SUPPLEMENT, data)
        told = {"items": [item["text"] for item in items], "reason": reason, "slip": slip.number}
        case.tell("dossier.supplement_requested", told, public=True)
        case.write_to_person("dossier.supplement_asked", until=supplement.due_at)
        case.fact(SupplementRequested, count=dossier.supplement_count)
    return supplement


def _stand_still(case: Case, before: bool) -> None:
    """Nobody in the office is late while the person must act: the desk's answer is given, or the clock stands."""
    subject = case.dossier.subject
    if before:
        work.reschedule(subject=subject, kinds=["dossier.receive", "dossier.supplement_check"], due_at=None)
    else:
        clocks.pause(case, "supplement")
    relabel(case)


def answer_supplement(
    *,
    actor: Actor,
    dossier_id: int,
    answers: Mapping[str, Any] | None = None,
    papers: Mapping[str, Sequence[str]] | None = None,
    answer: str = "",
    secret: str = "",
    uploads: Owner | None = None,
    expected_revision: int | None = None,
    at: datetime | None = None,
) -> Dossier:
    """The person (or the desk for them) completes the dossier; validated like a filing, it resumes where it stood.

    `uploads` is the browser session that sent the files, for a person who acts with the receipt's secret.
    """
    with opened(
        dossier_id, "answer_supplement", actor=actor, expected_revision=expected_revision, at=at, secret=secret
    ) as case:
        dossier = case.dossier
        supplement = open_supplement(dossier)
        if answers:
            _merge(case, answers)
        files = _add_papers(case, papers or {}, uploads)
        before = dossier.state == State.SUPPLEMENT_BEFORE
        case.go("answer_supplement", State.SUBMITTED if before else State(dossier.prior_state))
        if supplement is not None:
            supplement.answered_at, supplement.answer = case.at, clean(answer, multiline=True)[:4000]
            supplement.save(update_fields=["answered_at", "answer"])
        _go_on(case, before)
        case.tell("dossier.supplement_answered", {"answer": answer[:4000], "files": files}, public=True)
        case.write_to_person("dossier.supplement_received", due=dossier.due_at or dossier.answer_due_at)
        case.fact(SupplementAnswered)
    return case.dossier


def open_supplement(dossier: Dossier) -> Supplement | None:
    """The request the person has not answered yet."""
    waiting = Supplement.objects.filter(dossier=dossier, answered_at__isnull=True, closed_at__isnull=True)
    return waiting.order_by("-asked_at").first()


def _merge(case: Case, answers: Mapping[str, Any]) -> None:
    latest = Revision.objects.filter(dossier=case.dossier).exclude(state__in=["proposed", "rejected"])
    base = latest.order_by("-number").values_list("answers", flat=True).first() or {}
    merged = merge_answers(base, answers)
    faults = validate(case.definition, merged)
    if faults:
        raise Refusal(
            _("Hồ sơ còn chỗ cần sửa. Các thông tin đã khai vẫn được giữ nguyên."), fields=faults, code="invalid"
        )
    settled = settle(case.definition, merged)
    add_revision(case, settled, RevisionState.FILED)
    follow_answers(case, base, settled)


def add_revision(case: Case, answers: Mapping[str, Any], state: str, note: str = "") -> Revision:
    """A further set of answers under the next number."""
    last = (
        Revision.objects.filter(dossier=case.dossier).order_by("-number").values_list("number", flat=True).first() or 0
    )
    return Revision.objects.create(
        dossier=case.dossier,
        number=last + 1,
        answers=dict(answers),
        state=state,
        by=case.actor.snapshot(),
        note=note,
        created_at=case.at,
    )


def _add_papers(case: Case, papers: Mapping[str, Sequence[str]], uploads: Owner | None) -> int:
    """Puts further files behind the papers of the checklist; answers how many."""
    count = 0
    for paper in Paper.objects.filter(dossier=case.dossier, key__in=list(papers)):
        new = [str(file) for file in papers[paper.key] if str(file) not in paper.files]
        if new:
            paper.files, paper.state = [*paper.files, *new], PaperState.PROVIDED
            paper.save(update_fields=["files", "state"])
            keep(ids=new, kept_for=case.dossier.subject, actor=case.actor, owner=uploads)
            count += len(new)
    return count


def _go_on(case: Case, before: bool) -> None:
    """Opens the check for whoever asked: with the desk's answer clock anew, or within the step's budget."""
    dossier, step = case.dossier, case.step
    close_items(case, ["dossier.receive", "dossier.step", "dossier.supplement_check"])
    if before:
        policy, field = case.definition.answer_clock, case.definition.field_code
        dossier.answer_due_at = limit_at(policy, dossier.unit_id, case.at, field=field)
        open_holder_item(case, "dossier.supplement_check", role="receiver", due=dossier.answer_due_at)
        return
    clocks.resume(case)
    role = step.role if step is not None else "receiver"
    open_holder_item(case, "dossier.supplement_check", role=role, due=step_due(case, step))


@transaction.atomic
def close_unanswered(*, dossier_id: int, at: datetime | None = None) -> bool:
    """Closes a dossier whose supplement never came (slip 05); False when meanwhile it was answered. For the nightly job."""
    moment = at or clock.now()
    dossier = locked(dossier_id)
    demand_on(SYSTEM, "stop", dossier)
    supplement = open_supplement(dossier)
    waiting = dossier.state in (State.SUPPLEMENT_BEFORE, State.AWAITING_SUPPLEMENT)
    if supplement is None or not waiting or supplement.due_at is None or supplement.due_at > moment:
        return False
    with opened(dossier_id, "stop", actor=SYSTEM, at=moment) as case:
        supplement.closed_at = moment
        supplement.save(update_fields=["closed_at"])
        case.go("stop")
        close_items(case)
        reason = "Quá thời hạn bổ sung mà hồ sơ không được bổ sung."
        slip = issue_slip(case, SlipKind.STOP, {"reason": reason, "asked": None, "given_back": ""})
        case.tell("dossier.stopped", {"reason": reason, "slip": slip.number}, public=True)
        case.write_to_person("dossier.stopped")
        case.fact(DossierStopped)
    return True
