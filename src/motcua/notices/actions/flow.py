"""The way of a notice: submit, send back, approve, publish, withdraw."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.folding import clean
from motcua.kernel.outbox import enqueue
from motcua.kernel.refusals import Refusal
from motcua.notices.actions.holding import LOCKED, held, move, tell
from motcua.notices.actions.sending import BATCH
from motcua.notices.models import Notice, SendingDay
from motcua.notices.permissions import demand_for, demand_second_person
from motcua.notices.queries import APPROVE, REVISE
from motcua.notices.queries.reach import reach_of
from motcua.notices.rules.quiet import A_DAY, next_sending
from motcua.notices.rules.states import State
from motcua.work import actions as work
from motcua.worktime.queries import due_at

WITHIN = "working 4h"
PUBLISH = "notices.publish"
KINDS = (APPROVE, REVISE)
DAY = "the day of the notice's own unit"
FULL = _("Hôm đó đơn vị đã gửi %(most)d thông báo. Chọn ngày khác, hoặc gộp vào một thông báo.")


def due_time(unit_id: int, at: datetime) -> datetime | None:
    """When the next step should be done; None before a working calendar was published."""
    try:
        return due_at(WITHIN, unit_id, at).due
    except Refusal:
        return None


def ask(notice: Notice, kind: str, title: object, *, role: str = "", user_id: int | None = None) -> None:
    """Puts the next step into the inbox, in place of the one before."""
    work.close_items(subject=notice.subject, kinds=KINDS)
    work.open_item(
        kind=kind,
        subject=notice.subject,
        title=str(title),
        detail=notice.title,
        unit_id=notice.unit_id,
        holder_role=role,
        holder_user_id=user_id,
        state_label=str(notice.state_words),
        address=reverse("notices:desk-show", args=[notice.pk]),
        due_at=due_time(notice.unit_id, clock.now()),
    )


@transaction.atomic
def submit(*, actor: Actor, notice_id: int, revision: int | None = None) -> Notice:
    """Puts a draft before a leader."""
    notice = held(notice_id, revision)
    demand_for(actor, "write", notice.unit_id)
    move(notice, "submit")
    notice.return_reason = ""
    notice.save()
    ask(notice, APPROVE, _("Duyệt thông báo đến dân"), role="unit_head")
    tell(notice, "notice-submitted", actor)
    return notice


@transaction.atomic
def send_back(*, actor: Actor, notice_id: int, reason: str, revision: int | None = None) -> Notice:
    """A leader wants something changed and says what."""
    reason = clean(reason, multiline=True)[:1000]
    if not reason:
        raise Refusal(_("Cần ghi điều phải sửa."), fields={"reason": _("Ghi điều phải sửa")})
    notice = held(notice_id, revision)
    demand_for(actor, "approve", notice.unit_id)
    move(notice, "send_back")
    notice.return_reason = reason
    notice.save()
    ask(notice, REVISE, _("Sửa thông báo đến dân"), role="clerk", user_id=notice.written_by_user_id)
    tell(notice, "notice-sent-back", actor, reason=reason)
    return notice


@transaction.atomic
def approve(*, actor: Actor, notice_id: int, revision: int | None = None) -> Notice:
    """A leader who did not write it agrees: it goes out at its time. Refuses when the unit sent enough on that day."""
    notice = held(notice_id, revision)
    demand_for(actor, "approve", notice.unit_id)
    demand_second_person(actor, notice)
    move(notice, "approve")
    now = clock.now()
    notice.publish_at = max(notice.publish_at or now, now)
    notice.deliver_at = next_sending(clock.local(notice.publish_at), emergency=notice.is_emergency)
    notice.approved_at, notice.approved_by = now, actor.snapshot()
    take_day(notice)
    notice.save()
    work.close_items(subject=notice.subject, kinds=KINDS)
    tell(notice, "notice-approved", actor, publish_at=notice.publish_at.isoformat())
    if notice.publish_at <= now:
        release(notice)
    else:
        enqueue(PUBLISH, key=f"{PUBLISH}:{notice.pk}", run_after=notice.publish_at, notice_id=notice.pk)
    return notice


def is_counted(notice: Notice) -> bool:
    """Whether a notice takes one of the day's places: neither a danger nor a correction is held back."""
    return not notice.is_emergency and notice.follows_id is None


def take_day(notice: Notice) -> None:
    """One of the unit's places on the day of sending; two leaders at once pass the same row, one after the other."""
    if not is_counted(notice) or notice.deliver_at is None:
        return
    day = clock.local(notice.deliver_at).date()
    SendingDay.objects.regardless(DAY).get_or_create(unit_id=notice.unit_id, day=day)
    rows = SendingDay.objects.regardless(DAY).filter(unit_id=notice.unit_id, day=day, number__lt=A_DAY)
    if not rows.update(number=F("number") + 1):
        raise Refusal(FULL % {"most": A_DAY}, code="full")


@transaction.atomic
def publish(*, notice_id: int) -> bool:
    """An approved notice whose time has come is public; asking again, or too early, changes nothing."""
    notice = held(notice_id)
    if notice.state != State.APPROVED or notice.publish_at is None or notice.publish_at > clock.now():
        return False
    release(notice)
    return True


def release(notice: Notice) -> None:
    """Makes a locked notice public and asks for its messages; what it corrects is not sent to anybody else."""
    move(notice, "publish")
    notice.published_at = clock.now()
    reach = reach_of(notice)
    notice.expected = {"total": reach.total, "subscribed": reach.subscribed}
    notice.save()
    tell(notice, "notice-published", SYSTEM, **notice.expected)
    if notice.follows is not None:
        before = Notice.objects.regardless(LOCKED).filter(pk=notice.follows_id, sent_at=None, stopped_at=None)
        if before.update(stopped_at=clock.now()):
            tell(notice.follows, "notice-stopped", SYSTEM, by=notice.pk)
    enqueue(BATCH, key=f"{BATCH}:{notice.pk}:0", run_after=notice.deliver_at, notice_id=notice.pk, after=0)


@transaction.atomic
def withdraw(*, actor: Actor, notice_id: int, reason: str, revision: int | None = None) -> Notice:
    """Stops a notice before anybody got it; afterwards only a recall, a notice of its own, can do that."""
    reason = clean(reason, multiline=True)[:1000]
    if not reason:
        raise Refusal(_("Cần ghi lý do hủy."), fields={"reason": _("Ghi lý do hủy")})
    notice = held(notice_id, revision)
    approved = notice.state == State.APPROVED
    demand_for(actor, "approve" if approved else "write", notice.unit_id)
    move(notice, "withdraw")
    notice.save()
    if approved and is_counted(notice) and notice.deliver_at is not None:
        day = clock.local(notice.deliver_at).date()
        SendingDay.objects.regardless(DAY).filter(unit_id=notice.unit_id, day=day, number__gt=0).update(
            number=F("number") - 1
        )
    work.close_items(subject=notice.subject, kinds=KINDS)
    tell(notice, "notice-withdrawn", actor, reason=reason)
    return notice
