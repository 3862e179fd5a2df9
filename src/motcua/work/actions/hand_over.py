"""Handing a whole list over, for an absence or for good."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.accounts.permissions import demand
from motcua.accounts.queries import scope_of
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.outbox import announce
from motcua.kernel.refusals import NotAllowed, Refusal
from motcua.ledger.actions import Entry, append
from motcua.work.events import ItemReassigned
from motcua.work.models import HandOver, WorkItem
from motcua.work.permissions import may_hand_over_for
from motcua.work.queries import colleagues


@transaction.atomic
def hand_over_list(
    *, actor: Actor, from_user_id: int, to_user_id: int, reason: str, kinds: Iterable[str] | None = None
) -> HandOver:
    """Gives all open items of one officer inside the actor's scope to another, with a trace on every subject.

    The receiver must have a duty inside the actor's scope. Refuses without a reason, or when the list is empty.
    """
    assert actor.unit_id is not None
    reason = clean(reason)
    check(actor, from_user_id, to_user_id, reason)
    moment = clock.now()
    items = WorkItem.objects.within(scope_of(actor)).open().held_by(from_user_id)
    if kinds is not None:
        items = items.filter(kind__in=list(kinds))
    taken = list(items.order_by("id").values("id", "subject", "kind"))
    if not taken:
        raise Refusal(_("Danh sách không có việc nào đang mở để bàn giao."), code="empty")
    record = HandOver.objects.create(
        unit_id=actor.unit_id,
        from_user_id=from_user_id,
        to_user_id=to_user_id,
        reason=reason,
        items=len(taken),
        by=actor.snapshot(),
        at=moment,
    )
    WorkItem.objects.within(scope_of(actor)).filter(pk__in=[row["id"] for row in taken]).update(
        holder_user_id=to_user_id
    )
    by_subject: dict[str, list[str]] = defaultdict(list)
    for row in taken:
        by_subject[row["subject"]].append(row["kind"])
    for subject, names in sorted(by_subject.items()):
        data = {"from_user": from_user_id, "to_user": to_user_id, "reason": reason, "hand_over": record.pk}
        append(subject, Entry(kind="work.handed_over", actor=actor, audience="staff", data=data))
        announce(ItemReassigned(subject, sorted(set(names)), from_user_id, to_user_id, record.pk))
    return record


def check(actor: Actor, from_user_id: int, to_user_id: int, reason: str) -> None:
    """Refuses what may not be handed over."""
    demand(actor, "work.hand_over")
    if not may_hand_over_for(actor_user_id=actor.user_id, role=actor.role, from_user_id=from_user_id):
        raise NotAllowed(_("Chỉ lãnh đạo được bàn giao danh sách của người khác."))
    if not reason:
        raise Refusal(_("Cần ghi lý do bàn giao."), fields={"reason": _("Ghi lý do bàn giao")})
    if from_user_id == to_user_id:
        raise Refusal(_("Người nhận phải là người khác."), fields={"to_user": _("Chọn người khác")})
    if to_user_id not in {colleague.user_id for colleague in colleagues(actor)}:
        raise NotAllowed(_("Người nhận không thuộc đơn vị này."), fields={"to_user": _("Chọn người trong đơn vị")})
