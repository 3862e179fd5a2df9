"""Changing a draft in the browser: begun from what is in force, saved only if nobody changed it meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.kernel.actors import Actor
from motcua.kernel.refusals import Conflict, NotFound, Refusal
from motcua.ledger import actions as ledger
from motcua.procedures.actions.check import schema_faults
from motcua.procedures.actions.draft import save_draft
from motcua.procedures.models import Procedure, ProcedureVersion, State
from motcua.procedures.permissions import demand_common
from motcua.procedures.rules.canonical import document_hash
from motcua.procedures.rules.difference import difference
from motcua.procedures.rules.telling import sentences
from motcua.work import actions as work

MOST_SAID = 12
NO_DRAFT = _("Không có bản nháp này.")


def subject_of(version: ProcedureVersion) -> str:
    """How the inbox names a draft that waits for its second reader."""
    return f"procedure-version:{version.pk}"


def drafts() -> Any:
    """Drafts, locked until the end of the transaction."""
    return ProcedureVersion.objects.select_for_update().filter(state=State.DRAFT)


@transaction.atomic
def begin_draft(*, actor: Actor, code: str) -> ProcedureVersion:
    """The draft of a procedure: the one that stands, or a copy of the newest published version."""
    demand_common(actor, "procedures.edit")
    procedure = Procedure.objects.select_for_update().filter(code=code).first()
    if procedure is None:
        raise NotFound(_("Không có thủ tục này."))
    standing = procedure.versions.filter(state=State.DRAFT).first()
    if standing is not None:
        return standing
    newest = procedure.versions.published().order_by("-number").first()
    if newest is None:
        raise NotFound(_("Thủ tục này chưa có phiên bản nào để sửa."))
    draft = save_draft(actor=actor, document=newest.document)
    ledger.append(f"procedure:{code}", ledger.Entry("draft-begun", actor, "staff", {"number": draft.number}))
    return draft


@transaction.atomic
def change_draft(*, actor: Actor, version_id: int, seen: str, changes: Mapping[str, Any]) -> ProcedureVersion:
    """Writes some properties of a draft's document; `seen` is the hash of the text the editor had before them.

    Refuses with Conflict when a colleague changed it meanwhile: nothing is overwritten.
    """
    demand_common(actor, "procedures.edit")
    draft = drafts().filter(pk=version_id).first()
    if draft is None:
        raise NotFound(NO_DRAFT)
    if document_hash(draft.document) != seen:
        raise Conflict(_("Đồng nghiệp vừa sửa bản nháp này. Xem lại rồi lưu lần nữa."), code="edited-meanwhile")
    before = deepcopy(draft.document)
    document = {**deepcopy(draft.document), **deepcopy(dict(changes))}
    if document.get("code") != draft.document.get("code"):
        raise Refusal(_("Mã thủ tục không thay đổi được."), fields={"code": _("Giữ nguyên mã")})
    saved = save_draft(actor=actor, document=document)
    told = {"number": draft.number, "parts": sorted(changes), "hash": document_hash(saved.document)}
    told["said"] = in_short(before, saved.document)
    ledger.append(f"procedure:{document['code']}", ledger.Entry("draft-changed", actor, "staff", told))
    return saved


def in_short(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """What changed in sentences, no more than a history needs."""
    return [line[:300] for line in islice(sentences(difference(before, after)), MOST_SAID)]


@transaction.atomic
def drop_draft(*, actor: Actor, version_id: int) -> str:
    """Throws a draft away; what was published stays as it is. Answers the procedure's code."""
    demand_common(actor, "procedures.edit")
    draft = drafts().select_related("procedure").filter(pk=version_id).first()
    if draft is None:
        raise NotFound(NO_DRAFT)
    code = str(draft.procedure.code)
    ledger.append(f"procedure:{code}", ledger.Entry("draft-dropped", actor, "staff", {"number": draft.number}))
    work.close_items(subject=subject_of(draft))
    draft.delete()
    return code


@transaction.atomic
def load_draft(*, actor: Actor, document: Mapping[str, Any], replace: bool = False) -> ProcedureVersion:
    """Takes a whole document, as a file brings it, as the draft of the procedure it names.

    Refuses what does not fit document.schema.json, each fault at its path, and with Conflict a draft that stands already
    unless it is to be replaced: a colleague may be working on it.
    """
    demand_common(actor, "procedures.edit")
    faults = list(schema_faults(document))
    if faults:
        said = "; ".join(f"{fault.path}: {fault.message}" for fault in faults[:8])
        raise Refusal(_("Tệp chưa dùng được: %(what)s") % {"what": said}, code="unsound-document")
    standing = drafts().filter(procedure__code=document["code"]).first()
    if standing is not None and not replace:
        raise Conflict(
            _("Thủ tục này đang có bản nháp. Chọn “Thay bản nháp đang có” nếu muốn thay."), code="draft-stands"
        )
    draft = save_draft(actor=actor, document=document)
    told = {
        "number": draft.number,
        "hash": document_hash(draft.document),
        "replaced": document_hash(standing.document) if standing else "",
    }
    ledger.append(f"procedure:{document['code']}", ledger.Entry("draft-loaded", actor, "staff", told))
    return draft
