"""Changing a draft in the browser: begun from what is in force, saved only if nobody changed it meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.kernel.actors import Actor
from motcua.kernel.refusals import Conflict, NotFound, Refusal
from motcua.ledger import actions as ledger
from motcua.procedures.actions.draft import save_draft
from motcua.procedures.models import Procedure, ProcedureVersion, State
from motcua.procedures.permissions import demand_common
from motcua.procedures.rules.canonical import document_hash

NO_DRAFT = _("Không có bản nháp này.")


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
    document = {**deepcopy(draft.document), **deepcopy(dict(changes))}
    if document.get("code") != draft.document.get("code"):
        raise Refusal(_("Mã thủ tục không thay đổi được."), fields={"code": _("Giữ nguyên mã")})
    saved = save_draft(actor=actor, document=document)
    told = {"number": draft.number, "parts": sorted(changes), "hash": document_hash(saved.document)}
    ledger.append(f"procedure:{document['code']}", ledger.Entry("draft-changed", actor, "staff", told))
    return saved


@transaction.atomic
def drop_draft(*, actor: Actor, version_id: int) -> str:
    """Throws a draft away; what was published stays as it is. Answers the procedure's code."""
    demand_common(actor, "procedures.edit")
    draft = drafts().select_related("procedure").filter(pk=version_id).first()
    if draft is None:
        raise NotFound(NO_DRAFT)
    code = str(draft.procedure.code)
    ledger.append(f"procedure:{code}", ledger.Entry("draft-dropped", actor, "staff", {"number": draft.number}))
    draft.delete()
    return code
