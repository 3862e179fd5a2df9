"""Ending a version: nobody starts under it any more, dossiers under way keep it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.outbox import announce
from motcua.kernel.refusals import NotAllowed, NotFound, Refusal
from motcua.ledger import actions as ledger
from motcua.procedures.actions.stamp import touch
from motcua.procedures.events import VersionEnded
from motcua.procedures.models import ProcedureVersion, State


@transaction.atomic
def end_version(*, actor: Actor, version_id: int, on: date, reason: str = "") -> ProcedureVersion:
    """The version is not in force from the day `on`. For the system's own loading: people ask a second person (`ask_end`).

    Refuses days that have passed and versions that ended before.
    """
    if actor.kind != "system":
        raise NotAllowed(_("Kết thúc một thủ tục cần người thứ hai phê duyệt."))
    version = demand_ending(version_id, on)
    shorten(version, on, actor, clean(reason, multiline=True)[:500])
    touch()
    return version


def demand_ending(version_id: int, on: date) -> ProcedureVersion:
    """The published version, locked; refuses when it can't end on that day."""
    version = ProcedureVersion.objects.select_for_update().select_related("procedure").filter(pk=version_id).first()
    if version is None or version.valid_from is None or version.state == State.DRAFT or version.base_id:
        raise NotFound(_("Không có phiên bản đang áp dụng này."))
    if on < clock.today() or on <= version.valid_from:
        raise Refusal(_("Chỉ kết thúc từ hôm nay trở đi."), fields={"on": _("Chọn từ hôm nay trở đi")})
    if version.valid_until is not None and version.valid_until <= on:
        raise Refusal(_("Phiên bản này đã kết thúc trước ngày đó."), fields={"on": _("Chọn ngày sớm hơn")})
    return version


def shorten(version: ProcedureVersion, until: date, actor: Actor, reason: str = "") -> None:
    """Sets the end, writes it down and announces it; the state turns when the day has come."""
    version.valid_until = until
    if until <= clock.today():
        version.state = State.ENDED
    version.save()
    data = {"number": version.number, "valid_until": until.isoformat()} | ({"reason": reason} if reason else {})
    ledger.append(f"procedure:{version.procedure.code}", ledger.Entry("version-ended", actor, "public", data))
    announce(VersionEnded(version.pk, version.procedure.code, version.number, until.isoformat()))


@transaction.atomic
def close_expired() -> int:
    """Marks versions whose last day has passed as ended; the nightly job calls it."""
    ended = ProcedureVersion.objects.filter(state=State.PUBLISHED, valid_until__lte=clock.today())
    count = ended.update(state=State.ENDED)
    if count:
        touch()
    return count
