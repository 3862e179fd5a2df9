"""Saving a draft: the procedure's row appears with its first draft; a broken document may be saved, not published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from motcua.kernel import clock, folding
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import Refusal
from motcua.procedures.actions.stamp import touch
from motcua.procedures.models import Field, Procedure, ProcedureVersion, State
from motcua.procedures.permissions import demand_common
from motcua.procedures.rules.ordering import with_order

REQUIRED = ("code", "name", "short_name", "field")


@transaction.atomic
def save_draft(*, actor: Actor, document: Mapping[str, Any]) -> ProcedureVersion:
    """Keeps the document as the procedure's draft (its only one), numbered after the last version.

    Refuses a document without code, name, short name or field.
    """
    demand_common(actor, "procedures.edit")
    lacking = [key for key in REQUIRED if not str(document.get(key) or "").strip()]
    if lacking:
        raise Refusal(
            _("Thiếu: %(keys)s") % {"keys": ", ".join(lacking)}, fields={key: _("Bắt buộc") for key in lacking}
        )
    procedure = _procedure(document)
    draft = procedure.versions.filter(state=State.DRAFT).first()
    if draft is None:
        last = procedure.versions.aggregate(last=Max("number"))["last"] or 0
        draft = ProcedureVersion(procedure=procedure, number=last + 1, created_at=clock.now())
    draft.document = with_order(document)
    draft.save()
    return draft


def _procedure(document: Mapping[str, Any]) -> Procedure:
    code = str(document["field"])
    row, _made = Field.objects.get_or_create(code=code, defaults={"name": str(document.get("field_name") or code)})
    slug = folding.fold(f"{document['short_name']} {document['code']}").replace(" ", "-")
    procedure, made = Procedure.objects.select_for_update().get_or_create(
        code=document["code"], defaults={"slug": slug[-80:].strip("-"), "field": row, **listed(document)}
    )
    if made:
        touch()
    return procedure


def listed(document: Mapping[str, Any]) -> dict[str, Any]:
    """What lists and search keep of a document."""
    aliases = [folding.clean(str(alias)) for alias in document.get("aliases", ())]
    names = [str(document["code"]), str(document["short_name"]), *aliases, str(document["name"])]
    return {
        "name": folding.clean(str(document["name"])),
        "short_name": folding.clean(str(document["short_name"]))[:200],
        "aliases": aliases,
        "level": str(document.get("level", "commune")),
        "life_events": [str(event) for event in document.get("life_events", ())],
        "search": " | ".join(folding.fold(name) for name in names),
    }
