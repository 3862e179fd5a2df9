"""Excuses for what was late: asked with a reason, counter-signed by another leader, on the record of the subject."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.accounts.permissions import demand
from motcua.accounts.queries import head_of, scope_of
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import Conflict, NotAllowed, NotFound, Refusal
from motcua.ledger.actions import Entry, append
from motcua.units.queries import ancestors_of, place_of
from motcua.work import rules
from motcua.work.actions.items import close_items, open_item
from motcua.work.models import Excuse, Verdict, WorkItem
from motcua.work.permissions import may_decide
from motcua.work.queries.accountability import EXCUSE

NO_ITEM = _("Không tìm thấy việc này.")
TOO_LATE = _("Số liệu của năm đó đã chốt, không thêm lý do được nữa.")


def subject_of(excuse: Excuse) -> str:
    """The name of an excuse in the inbox."""
    return f"excuse:{excuse.pk}"


def countersigning_unit(item: WorkItem, asked_by: int, at: datetime) -> int:
    """The nearest unit above with a head who may sign: neither who answers for the item nor who asks.

    For what an office was late with that is the head of its committee, for what the committee's own head answers for the one
    of the level above. Where nobody above is in office yet, the level above waits for its head.
    """
    units = ancestors_of(item.unit_id)
    for unit_id in reversed(units):
        head = head_of(unit_id, at)
        if head is not None and head.user_id not in (item.head_user_id, asked_by):
            return unit_id
    place = place_of(item.unit_id)
    above = ancestors_of(place.pk) if place else units
    return above[-1] if above else item.unit_id


@transaction.atomic
def ask_excuse(*, actor: Actor, item_id: int, reason: str) -> Excuse:
    """Asks that a late item of the actor's scope be excused; the level above finds it in its inbox.

    Refuses what is not late, a second excuse, and anything of a year whose figures are final.
    """
    demand(actor, "work.ask_excuse")
    assert actor.user_id is not None
    reason = clean(reason, multiline=True)[:1000]
    item = WorkItem.objects.within(scope_of(actor)).filter(pk=item_id).first()
    if item is None:
        raise NotFound(NO_ITEM)
    moment = clock.now()
    ended = item.closed_at or item.due_at
    late = item.verdict == Verdict.LATE if item.closed_at else item.due_at is not None and item.due_at < moment
    if not late or ended is None:
        raise Refusal(_("Việc này không quá hạn."), code="not-late")
    if not rules.excuses_open(clock.local(ended), clock.today()):
        raise Refusal(TOO_LATE, code="year-closed")
    if not reason:
        raise Refusal(_("Cần ghi lý do."), fields={"reason": _("Ghi lý do quá hạn")})
    if Excuse.objects.regardless("one excuse an item, whoever asks").filter(item=item).exists():
        raise Conflict(_("Việc này đã có lý do được gửi."), code="asked-already")
    excuse = Excuse.objects.create(
        item=item,
        unit_id=item.unit_id,
        reason=reason,
        asked_by=actor.snapshot(),
        asked_by_user_id=actor.user_id,
        asked_at=moment,
    )
    append(item.subject, Entry("work.excuse_asked", actor, "staff", {"item": item.pk, "reason": reason}, moment))
    open_item(
        kind=EXCUSE,
        subject=subject_of(excuse),
        code=item.code,
        title=str(_("Xác nhận lý do quá hạn")),
        detail=item.title,
        unit_id=countersigning_unit(item, actor.user_id, moment),
        holder_role="unit_head",
        address=f"/can-bo/trach-nhiem/ly-do/{excuse.pk}/",
        due_at=None,
    )
    return excuse


@transaction.atomic
def decide_excuse(*, actor: Actor, excuse_id: int, granted: bool, answer: str = "") -> Excuse:
    """Grants or refuses an excuse, once. A refusal says why; neither who asked nor the head answerable may decide."""
    demand(actor, "work.decide_excuse")
    answer = clean(answer, multiline=True)[:1000]
    rows = Excuse.objects.within(scope_of(actor)).select_related("item")
    excuse = rows.select_for_update(of=("self",)).filter(pk=excuse_id).first()
    if excuse is None:
        raise NotFound(_("Không tìm thấy lý do này."))
    if not may_decide(actor, excuse):
        raise NotAllowed(_("Người gửi lý do và người chịu trách nhiệm không tự xác nhận được."))
    if excuse.granted is not None:
        raise Conflict(_("Lý do này đã được xem xét."), code="decided-already")
    if not rules.excuses_open(clock.local(excuse.item.closed_at or excuse.asked_at), clock.today()):
        raise Refusal(TOO_LATE, code="year-closed")
    if not granted and not answer:
        raise Refusal(_("Cần ghi vì sao không chấp nhận."), fields={"answer": _("Ghi lý do không chấp nhận")})
    excuse.granted, excuse.answer = granted, answer
    excuse.decided_by, excuse.decided_by_user_id, excuse.decided_at = actor.snapshot(), actor.user_id, clock.now()
    excuse.save(update_fields=["granted", "answer", "decided_by", "decided_by_user", "decided_at"])
    close_items(subject=subject_of(excuse))
    told = {"item": excuse.item_id, "granted": granted, "answer": answer}
    append(excuse.item.subject, Entry("work.excuse_decided", actor, "staff", told, excuse.decided_at))
    return excuse
