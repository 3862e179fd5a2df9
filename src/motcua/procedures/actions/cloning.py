"""A new procedure that begins as a copy of another: everything but its code and names, nothing of it verified."""

from __future__ import annotations

from copy import deepcopy

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import NotFound, Refusal
from motcua.ledger import actions as ledger
from motcua.procedures.actions.check import schema_faults
from motcua.procedures.actions.draft import save_draft
from motcua.procedures.models import Procedure, ProcedureVersion
from motcua.procedures.permissions import demand_common


@transaction.atomic
def clone_procedure(*, actor: Actor, code: str, new_code: str, name: str, short_name: str) -> ProcedureVersion:
    """The first draft of the procedure `new_code`, copied from the draft or the newest version of `code`.

    Refuses codes that are taken or not of the national form, and empty names, each at its field.
    """
    demand_common(actor, "procedures.edit")
    source = Procedure.objects.select_for_update().filter(code=code).first()
    version = source.versions.filter(base=None).order_by("-number").first() if source is not None else None
    if version is None:
        raise NotFound(_("Không có thủ tục này."))
    given = {"code": clean(new_code), "name": clean(name), "short_name": clean(short_name)}
    document = {**deepcopy(version.document), **given, "aliases": [], "verified": False}
    document.pop("national", None)
    document["checked_on"] = clock.today().isoformat()
    paths = {fault.path for fault in schema_faults(document)}
    wrong = {"code": _("Ghi mã như 1.001193"), "name": _("Ghi tên, nhiều nhất 1000 chữ"),
             "short_name": _("Ghi tên, nhiều nhất 200 chữ")}  # fmt: skip
    faults = {key: words for key, words in wrong.items() if key in paths or not given[key]}
    if "code" not in faults and Procedure.objects.filter(code=given["code"]).exists():
        faults["code"] = _("Đã có thủ tục mang mã này")
    if faults:
        raise Refusal(_("Chưa nhân bản được."), fields=faults, code="invalid")
    draft = save_draft(actor=actor, document=document)
    told = {"number": draft.number, "from": code, "from_number": version.number}
    ledger.append(f"procedure:{draft.procedure.code}", ledger.Entry("draft-cloned", actor, "staff", told))
    return draft
