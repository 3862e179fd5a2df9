"""Absence: a colleague acts for an officer for a time, in the officer's place and by both names."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.accounts import permissions, queries, rules
from motcua.accounts.actions.duties import touch_duties
from motcua.accounts.events import AbsenceEntered
from motcua.accounts.models import ActingFor, Duty
from motcua.kernel import clock, outbox
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import NotAllowed, NotFound, Refusal


@transaction.atomic
def enter_absence(
    *, actor: Actor, duty_id: int, substitute_id: int, starts_at: datetime, ends_at: datetime, reason: str = ""
) -> ActingFor:
    """Lets a colleague of the same house act under a duty from `starts_at` until `ends_at` (at most 180 days).

    The officer enters it, or a head or operator whose reach covers the unit. Refuses the officer as own substitute, a
    substitute of another unit, reversed or past times, and an absence that overlaps one entered before.
    """
    duty = Duty.objects.select_for_update(of=("self",)).filter(pk=duty_id).in_force(clock.now()).first()
    if duty is None:
        raise NotFound(_("Không tìm thấy nhiệm vụ đang có hiệu lực."))
    demand_absence(actor, duty)
    _check_times(duty, starts_at, ends_at)
    _check_substitute(duty, substitute_id)
    row = ActingFor.objects.create(
        duty=duty,
        substitute_id=substitute_id,
        starts_at=starts_at,
        ends_at=ends_at,
        reason=clean(reason)[:300],
        entered_by_id=actor.user_id,
    )
    touch_duties(duty.user_id, substitute_id)
    outbox.announce(AbsenceEntered(row.pk, duty.pk, substitute_id, actor.snapshot()))
    return row


def demand_absence(actor: Actor, duty: Duty) -> None:
    """The duty is the actor's own (not one they hold for somebody), or they lead the unit."""
    if actor.kind == "staff" and duty.user_id == actor.user_id:
        return
    if actor.on_behalf_of:
        raise NotAllowed(_("Người làm thay không được giao lại việc làm thay cho người khác."))
    permissions.demand(actor, "accounts.absences", duty.unit_id)


def _check_times(duty: Duty, starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise Refusal(
            _("Thời điểm kết thúc phải sau thời điểm bắt đầu."), fields={"ends_at": _("Thời gian bị đảo ngược.")}
        )
    if ends_at <= clock.now():
        raise Refusal(_("Thời gian vắng mặt đã qua."), fields={"ends_at": _("Chọn thời điểm trong tương lai.")})
    if ends_at - starts_at > rules.LONGEST_ABSENCE:
        raise Refusal(_("Thời gian làm thay tối đa là 180 ngày."), fields={"ends_at": _("Tối đa 180 ngày.")})
    wanted = rules.Span(starts_at, ends_at)
    for row in ActingFor.objects.filter(duty=duty, ends_at__gt=starts_at):
        if row.until > row.starts_at and rules.Span(row.starts_at, row.until).overlaps(wanted):
            raise Refusal(
                _("Nhiệm vụ này đã có người làm thay trong thời gian đó."), fields={"starts_at": _("Trùng thời gian.")}
            )


def _check_substitute(duty: Duty, substitute_id: int) -> None:
    field = {"substitute": _("Chọn một đồng nghiệp khác trong cùng UBND.")}
    if substitute_id == duty.user_id:
        raise Refusal(_("Không thể tự làm thay chính mình."), fields=field)
    if not queries.colleagues_of(duty).filter(pk=substitute_id).exists():
        raise Refusal(_("Người làm thay phải là cán bộ đang làm việc trong cùng UBND."), fields=field)


@transaction.atomic
def end_absence(*, actor: Actor, absence_id: int) -> ActingFor:
    """The officer is back early: the substitute's power ends now."""
    row = ActingFor.objects.select_for_update(of=("self",)).select_related("duty").filter(pk=absence_id).first()
    if row is None:
        raise NotFound(_("Không tìm thấy lần vắng mặt này."))
    demand_absence(actor, row.duty)
    now = clock.now()
    if row.until > now:
        row.ended_at = max(now, row.starts_at)
        row.save(update_fields=["ended_at"])
        touch_duties(row.duty.user_id, row.substitute_id)
    return row
