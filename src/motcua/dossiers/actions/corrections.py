"""Corrections of answers: proposed by an officer, decided by the person, kept as revisions."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.dossiers.actions.case import opened
from motcua.dossiers.actions.naming import follow_answers
from motcua.dossiers.actions.reception import demand_reason
from motcua.dossiers.actions.supplements import add_revision
from motcua.dossiers.models import Dossier, Revision, RevisionState
from motcua.dossiers.queries.answers import current_revision
from motcua.dossiers.rules.states import CLOSED, State
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import Conflict, NotFound, Refusal
from motcua.procedures.queries import merge_answers, settle, validate


def propose_correction(
    *,
    actor: Actor,
    dossier_id: int,
    answers: Mapping[str, Any],
    note: str,
    expected_revision: int | None = None,
    at: datetime | None = None,
) -> Revision:
    """An officer proposes other answers, with the reason; nothing changes until the person agrees."""
    note = demand_reason(note, "note")
    with opened(dossier_id, "propose_correction", actor=actor, expected_revision=expected_revision, at=at) as case:
        if State(case.dossier.state) in CLOSED:
            raise Conflict(_("Hồ sơ đã kết thúc nên không sửa được nữa."), code="wrong-state")
        if Revision.objects.filter(dossier=case.dossier, state=RevisionState.PROPOSED).exists():
            raise Conflict(_("Đang có một đề nghị sửa chờ người nộp trả lời."), code="proposed")
        base = current_revision(case.dossier.pk).answers
        merged = merge_answers(base, answers)
        if faults := validate(case.definition, merged):
            raise Refusal(_("Nội dung đề nghị sửa chưa hợp lệ."), fields=faults, code="invalid")
        settled = settle(case.definition, merged)
        changed = sorted(key for key in {*base, *settled} if base.get(key) != settled.get(key))
        if not changed:
            raise Refusal(_("Nội dung đề nghị không khác nội dung đã khai."), code="unchanged")
        revision = add_revision(case, settled, RevisionState.PROPOSED, note)
        case.tell("dossier.correction_proposed", {"fields": changed, "note": note, "number": revision.number})
        case.write_to_person("dossier.correction_proposed")
    return revision


def decide_correction(
    *,
    actor: Actor,
    dossier_id: int,
    number: int,
    agree: bool,
    note: str = "",
    secret: str = "",
    expected_revision: int | None = None,
    at: datetime | None = None,
) -> Dossier:
    """The person accepts or disputes a proposed correction; the desk may record the answer of somebody who sits there."""
    with opened(
        dossier_id, "decide_correction", actor=actor, expected_revision=expected_revision, at=at, secret=secret
    ) as case:
        revision = Revision.objects.filter(dossier=case.dossier, number=number).first()
        if revision is None:
            raise NotFound(_("Không tìm thấy đề nghị sửa."))
        if revision.state != RevisionState.PROPOSED:
            raise Conflict(_("Đề nghị sửa này đã được trả lời."), code="decided")
        if agree:
            follow_answers(case, current_revision(dossier_id).answers, revision.answers)
        revision.state = RevisionState.ACCEPTED if agree else RevisionState.REJECTED
        revision.decided_at = case.at
        revision.save(update_fields=["state", "decided_at"])
        told = {"number": number, "agree": agree, "note": clean(note, multiline=True)[:2000]}
        case.tell("dossier.correction_decided", told)
    return case.dossier
