"""Four eyes for an end: one editor asks to end a version from a day on, another sees whom it touches and says yes or why not."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import Conflict, NotAllowed, NotFound, Refusal
from motcua.ledger import actions as ledger
from motcua.procedures.actions.end import demand_ending, shorten
from motcua.procedures.actions.stamp import touch
from motcua.procedures.models import EndRequest, ProcedureVersion
from motcua.procedures.permissions import demand_common
from motcua.procedures.queries.ending import affected_by
from motcua.work import actions as work

KIND = "procedure.end"


def subject_of(version: ProcedureVersion) -> str:
    """The inbox item of a request."""
    return f"procedure-end:{version.procedure.code}"


@transaction.atomic
def ask_end(*, actor: Actor, version_id: int, on: date, reason: str) -> EndRequest:
    """Puts the end of a version from the day `on` before the other editors; a request that still waits gives way to it.

    Refuses no reason, days that have passed, and versions that ended before.
    """
    demand_common(actor, "procedures.edit")
    assert actor.user_id is not None and actor.unit_id is not None
    words = clean(reason, multiline=True)[:500]
    if not words:
        raise Refusal(_("Cần ghi căn cứ, lý do."), fields={"reason": _("Ghi căn cứ, lý do")}, code="no-reason")
    version = demand_ending(version_id, on)
    for waiting in EndRequest.objects.filter(version__procedure_id=version.procedure_id, granted=None):
        waiting.granted, waiting.answer = False, str(_("Thay bằng đề nghị mới"))
        waiting.save(update_fields=["granted", "answer"])
    request = EndRequest.objects.create(
        version=version, on=on, reason=words, asked_by=actor.snapshot(), asked_by_user_id=actor.user_id,
        asked_at=clock.now(),
    )  # fmt: skip
    work.close_items(subject=subject_of(version))
    work.open_item(
        kind=KIND, subject=subject_of(version), code=version.procedure.code, title=str(_("Phê duyệt kết thúc thủ tục")),
        detail=version.procedure.short_name, unit_id=actor.unit_id, holder_role="editor",
        address=f"/can-bo/thu-tuc/{version.procedure.code}/ket-thuc/", due_at=None,
    )  # fmt: skip
    told = {"number": version.number, "on": on.isoformat(), "reason": words}
    ledger.append(f"procedure:{version.procedure.code}", ledger.Entry("end-asked", actor, "staff", told))
    return request


@transaction.atomic
def decide_end(*, actor: Actor, request_id: int, granted: bool, answer: str = "") -> EndRequest:
    """Ends the version on the day that was asked for, or says why not; never by whoever asked.

    How many drafts and dossiers it touched at that moment is written down with the decision.
    """
    demand_common(actor, "procedures.publish")
    request = EndRequest.objects.select_for_update().select_related("version__procedure").filter(pk=request_id).first()
    if request is None:
        raise NotFound(_("Không có đề nghị kết thúc này."))
    if actor.user_id == request.asked_by_user_id:
        raise NotAllowed(_("Người đề nghị không tự phê duyệt được: cần người thứ hai."))
    if request.granted is not None:
        raise Conflict(_("Đề nghị này đã được trả lời."), code="decided-already")
    answer = clean(answer, multiline=True)[:1000]
    if not granted and not answer:
        raise Refusal(_("Cần ghi vì sao không đồng ý."), fields={"answer": _("Ghi vì sao không đồng ý")})
    version = demand_ending(request.version_id, request.on) if granted else request.version
    touched = {one.key: one.count for one in affected_by(version.pk)}
    request.granted, request.answer = granted, answer
    request.decided_by, request.decided_by_user_id, request.decided_at = actor.snapshot(), actor.user_id, clock.now()
    request.save()
    work.close_items(subject=subject_of(version))
    told = {"number": version.number, "on": request.on.isoformat(), "granted": granted, "answer": answer, **touched}
    ledger.append(f"procedure:{version.procedure.code}", ledger.Entry("end-decided", actor, "staff", told))
    if granted:
        shorten(version, request.on, actor, request.reason)
        touch()
    return request
