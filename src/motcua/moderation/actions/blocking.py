"""Blocking the sender of a thing for a while, and lifting that."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.accounts.permissions import demand
from motcua.accounts.queries import scope_of
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import NotFound, Refusal
from motcua.ledger.actions import Entry, append
from motcua.moderation.models import SenderBlock
from motcua.moderation.queries.desk import trace_in_scope

LONGEST = 365
NO_SENDER = _("Không còn dấu vết người gửi: đã quá 30 ngày, hoặc nội dung do cơ quan ghi hộ.")


@transaction.atomic
def block(*, actor: Actor, subject: str, reason: str, days: int) -> SenderBlock:
    """Blocks who sent a thing from sending to the same place, for 1 to 365 days; the officer never learns who it is."""
    demand(actor, "moderation.block")
    reason = clean(reason)[:300]
    if not reason:
        raise Refusal(_("Ghi lý do chặn."), fields={"reason": _("Ghi lý do; người bị chặn đọc được lý do này")})
    if not 1 <= days <= LONGEST:
        raise Refusal(_("Chặn từ 1 đến 365 ngày."), fields={"days": _("Từ 1 đến 365 ngày")})
    trace = trace_in_scope(actor, subject)
    if trace is None:
        raise NotFound(NO_SENDER)
    now = clock.now()
    made = SenderBlock.objects.create(
        unit_id=trace.unit_id,
        digest=trace.phone_digest or trace.address_digest,
        by_phone=bool(trace.phone_digest),
        subject=subject,
        reason=reason,
        until=now + timedelta(days=days),
        made_at=now,
        made_by=actor.snapshot(),
    )
    append(subject, Entry("sender.blocked", actor, data={"reason": reason, "days": days}))
    return made


@transaction.atomic
def lift(*, actor: Actor, block_id: int) -> SenderBlock:
    """Ends a block early; lifting it again changes nothing."""
    demand(actor, "moderation.block")
    rows = SenderBlock.objects.within(scope_of(actor)).filter(pk=block_id)
    found = rows.first()
    if found is None:
        raise NotFound(_("Không có lệnh chặn này."))
    if rows.filter(lifted_at=None).update(lifted_at=clock.now(), lifted_by=actor.snapshot()):
        append(found.subject, Entry("sender.unblocked", actor))
    return found
