"""Four eyes: a draft is put before a second editor, who sees it whole and says yes or why not."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import Conflict, NotAllowed, NotFound, Refusal
from motcua.ledger import actions as ledger
from motcua.procedures.actions.check import demand_sound
from motcua.procedures.actions.editing import NO_DRAFT, drafts, subject_of
from motcua.procedures.models import Approval, ProcedureVersion
from motcua.procedures.permissions import demand_common
from motcua.procedures.queries.draft_story import authors_of, explained_cases
from motcua.procedures.rules.canonical import document_hash
from motcua.work import actions as work

KIND = "procedure.approve"


@transaction.atomic
def ask_approval(*, actor: Actor, version_id: int, note: str = "", urgent: str = "") -> Approval:
    """Puts a sound draft, whose test cases hold, before the other editors. One request at a time.

    Refuses while a published test case was changed or dropped without a reason. `urgent` says why the draft must be in
    force on the day of its publication; without it it begins tomorrow at the earliest.
    """
    demand_common(actor, "procedures.edit")
    assert actor.user_id is not None and actor.unit_id is not None
    draft = drafts().select_related("procedure").filter(pk=version_id).first()
    if draft is None:
        raise NotFound(NO_DRAFT)
    demand_sound(draft.document)
    demand_explained(draft)
    text = document_hash(draft.document)
    if draft.approvals.filter(hash=text, granted=None).exists():
        raise Conflict(_("Bản nháp này đang chờ phê duyệt."), code="asked-already")
    approval = Approval.objects.create(
        version=draft,
        hash=text,
        note=clean(note, multiline=True)[:1000],
        urgent=clean(urgent, multiline=True)[:1000],
        asked_by=actor.snapshot(),
        asked_by_user_id=actor.user_id,
        asked_at=clock.now(),
    )
    work.close_items(subject=subject_of(draft))
    work.open_item(
        kind=KIND,
        subject=subject_of(draft),
        code=draft.procedure.code,
        title=str(_("Phê duyệt thủ tục")),
        detail=draft.procedure.short_name,
        unit_id=actor.unit_id,
        holder_role="editor",
        address=f"/can-bo/thu-tuc/{draft.procedure.code}/duyet/",
        due_at=None,
    )
    told = {"number": draft.number, "hash": text, "note": approval.note, "urgent": approval.urgent}
    ledger.append(f"procedure:{draft.procedure.code}", ledger.Entry("approval-asked", actor, "staff", told))
    return approval


def demand_explained(draft: ProcedureVersion) -> None:
    """Refuses while nobody said why a published test case asks or expects something else, or is gone."""
    newest = draft.procedure.versions.published().order_by("-number").first()
    silent = [one.change for one in explained_cases(draft, newest.document if newest else {}) if not one.reason]
    if silent:
        raise Refusal(
            _("Chưa gửi được: %(count)s ca kiểm thử bị đổi hoặc bỏ mà chưa nêu lý do.") % {"count": len(silent)},
            fields={f"trials.{one.key}": _("Nêu lý do ở trang ca kiểm thử: %s") % one.title for one in silent},
            code="trial-unexplained",
        )


@transaction.atomic
def decide_approval(*, actor: Actor, approval_id: int, granted: bool, answer: str = "") -> Approval:
    """Approves the draft as it stands, or sends it back with a reason; never by whoever asked, never another text."""
    demand_common(actor, "procedures.publish")
    approval = Approval.objects.select_for_update().filter(pk=approval_id).first()
    if approval is None:
        raise NotFound(_("Không có yêu cầu phê duyệt này."))
    if actor.user_id == approval.asked_by_user_id:
        raise NotAllowed(_("Người gửi không tự phê duyệt được: cần người thứ hai."))
    if actor.user_id in authors_of(approval.version):
        raise NotAllowed(_("Người đã sửa bản nháp này không tự phê duyệt được: cần người thứ hai."))
    if approval.granted is not None:
        raise Conflict(_("Yêu cầu này đã được trả lời."), code="decided-already")
    draft = drafts().select_related("procedure").filter(pk=approval.version_id).first()
    if draft is None or document_hash(draft.document) != approval.hash:
        raise Conflict(_("Bản nháp đã được sửa sau khi gửi. Cần gửi phê duyệt lại."), code="edited-meanwhile")
    answer = clean(answer, multiline=True)[:1000]
    if not granted and not answer:
        raise Refusal(_("Cần ghi điều phải sửa."), fields={"answer": _("Ghi điều phải sửa")})
    approval.granted, approval.answer = granted, answer
    approval.decided_by, approval.decided_by_user_id, approval.decided_at = actor.snapshot(), actor.user_id, clock.now()
    approval.save()
    work.close_items(subject=subject_of(draft))
    told = {"number": draft.number, "hash": approval.hash, "granted": granted, "answer": answer}
    ledger.append(f"procedure:{draft.procedure.code}", ledger.Entry("approval-decided", actor, "staff", told))
    return approval


def demand_approved(actor: Actor, version: ProcedureVersion, valid_from: date) -> None:
    """Refuses unless the newest word of a second person on exactly this text is yes; the system's loading needs nobody.

    A start on the same day needs the reason that the second person read (`Approval.urgent`).
    """
    if actor.kind == "system":
        return
    newest = version.approvals.filter(hash=document_hash(version.document)).first()
    if newest is None or newest.granted is not True:
        raise Refusal(_("Cần người thứ hai phê duyệt trước khi công bố."), code="not-approved")
    if valid_from <= clock.today() and not newest.urgent:
        raise Refusal(
            _("Áp dụng ngay hôm nay phải nêu lý do khi gửi phê duyệt."),
            fields={"valid_from": _("Chọn từ ngày mai trở đi")},
            code="not-urgent",
        )
