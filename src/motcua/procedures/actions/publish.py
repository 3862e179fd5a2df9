"""Publishing a draft: checked, hashed, frozen; the version before it ends on the day this one begins."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.outbox import announce
from motcua.kernel.refusals import Conflict, NotFound, Refusal
from motcua.ledger import actions as ledger
from motcua.procedures.actions.approving import demand_approved
from motcua.procedures.actions.check import demand_sound
from motcua.procedures.actions.deriving import derive_all
from motcua.procedures.actions.draft import listed
from motcua.procedures.actions.end import shorten
from motcua.procedures.actions.stamp import touch
from motcua.procedures.events import VersionPublished
from motcua.procedures.models import Procedure, ProcedureVersion, State
from motcua.procedures.permissions import demand_common
from motcua.procedures.rules.canonical import document_hash


@transaction.atomic
def publish(*, actor: Actor, version_id: int, valid_from: date, valid_until: date | None = None) -> ProcedureVersion:
    """Freezes a draft and puts it in force from `valid_from` up to and without `valid_until`.

    Refuses a document with faults (each at its path), one that no second person approved as it stands, a start in the
    past unless it is the procedure's first version, a start not after that of the version before it, and a version
    already published.
    """
    demand_common(actor, "procedures.publish")
    draft = ProcedureVersion.objects.filter(pk=version_id).first()
    if draft is None:
        raise NotFound(_("Không có phiên bản này."))
    procedure = Procedure.objects.select_for_update().get(pk=draft.procedure_id)
    draft = ProcedureVersion.objects.select_for_update().get(pk=version_id)
    if draft.state != State.DRAFT:
        raise Conflict(_("Phiên bản này đã được công bố."))
    demand_sound(draft.document)
    _demand_day(procedure, valid_from, valid_until)
    demand_approved(actor, draft, valid_from)
    _make_room(actor, procedure, valid_from)
    draft.state, draft.valid_from, draft.valid_until = State.PUBLISHED, valid_from, valid_until
    draft.hash, draft.published_at, draft.published_by = document_hash(draft.document), clock.now(), actor.snapshot()
    draft.save()
    _relist(procedure, draft)
    derive_all(procedure, actor)
    touch()
    data = {"number": draft.number, "valid_from": valid_from.isoformat(), "hash": draft.hash}
    ledger.append(f"procedure:{procedure.code}", ledger.Entry("version-published", actor, "public", data))
    announce(VersionPublished(draft.pk, procedure.code, draft.number, valid_from.isoformat()))
    return draft


def _demand_day(procedure: Procedure, valid_from: date, valid_until: date | None) -> None:
    """Checks the dates against the versions published before."""
    if valid_until is not None and valid_until <= valid_from:
        raise Refusal(
            _("Ngày hết hiệu lực phải sau ngày bắt đầu."), fields={"valid_until": _("Chọn ngày sau ngày bắt đầu")}
        )
    if valid_from < clock.today() and procedure.versions.published().exists():
        raise Refusal(
            _("Không công bố phiên bản mới với ngày bắt đầu đã qua."),
            fields={"valid_from": _("Chọn từ hôm nay trở đi")},
        )
    if procedure.versions.published().filter(valid_from__gte=valid_from).exists():
        raise Refusal(
            _("Đã có phiên bản bắt đầu cùng ngày hoặc sau ngày này."), fields={"valid_from": _("Chọn ngày muộn hơn")}
        )


def _make_room(actor: Actor, procedure: Procedure, valid_from: date) -> None:
    """Ends the version in force on the first day of the new one."""
    clash = Q(valid_until=None) | Q(valid_until__gt=valid_from)
    for other in procedure.versions.published().filter(clash):
        shorten(other, valid_from, actor)


def _relist(procedure: Procedure, version: ProcedureVersion) -> None:
    """Lists and search follow the newest published names."""
    for name, value in listed(version.document).items():
        setattr(procedure, name, value)
    procedure.save()
