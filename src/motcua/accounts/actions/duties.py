"""Give an officer a duty, end one."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from motcua.accounts.events import DutyEnded, DutyGiven
from motcua.accounts.models import ActingFor, Duty, Kind, Role, User
from motcua.accounts.permissions import demand
from motcua.accounts.queries.directory import CHANGES, DIRECTORY
from motcua.kernel import clock, outbox
from motcua.kernel.actors import Actor
from motcua.kernel.numbers import next_number
from motcua.kernel.refusals import NotFound, Refusal
from motcua.units import queries as units


def touch_duties(*user_ids: int) -> None:
    """Something about these people's duties changed: what is remembered of them no longer counts, in any process."""
    User.objects.filter(pk__in=user_ids).update(duties_version=F("duties_version") + 1)
    renew_directory()


def renew_directory() -> None:
    """Counts a change of who holds which duty, so that all processes read it anew."""
    next_number(CHANGES)
    DIRECTORY.forget()


@transaction.atomic
def give_duty(
    *,
    actor: Actor,
    user_id: int,
    unit_id: int,
    role: str,
    post_id: int | None = None,
    scope: str = Duty.Reach.UNIT,
    valid_from: datetime | None = None,
    valid_until: datetime | None = None,
) -> Duty:
    """Gives an officer a role at a unit. Refuses an unknown role, a post of another unit, reversed dates, a duty held already.

    The actor needs "accounts.staff" and the unit within reach: nobody hands out duties in a unit that is not theirs.
    """
    demand(actor, "accounts.staff", unit_id)
    unit, begins = units.unit_by_id(unit_id), valid_from or clock.now()
    _check_duty(unit, role, scope, post_id, begins, valid_until)
    user = User.objects.select_for_update().filter(pk=user_id, kind=Kind.STAFF, is_active=True).first()
    if user is None:
        raise NotFound(_("Không tìm thấy tài khoản cán bộ."))
    same = Duty.objects.filter(user=user, unit_id=unit_id, role=role).in_force(begins)
    if post_id in same.values_list("post_id", flat=True):
        raise Refusal(_("Cán bộ đã có nhiệm vụ này."), fields={"role": _("Nhiệm vụ này đang có hiệu lực.")})
    about = {"unit_id": unit_id, "role": role, "post_id": post_id, "scope": scope}
    duty = Duty.objects.create(user=user, valid_from=begins, valid_until=valid_until, **about)
    touch_duties(user.pk)
    outbox.announce(DutyGiven(duty.pk, user.pk, unit_id, role, actor.snapshot()))
    return duty


def _check_duty(unit: Any, role: str, scope: str, post_id: int | None, begins: datetime, ends: datetime | None) -> None:
    if role not in Role.values:
        raise Refusal(_("Vai trò không hợp lệ."), fields={"role": _("Không có vai trò này.")})
    if scope not in Duty.Reach.values:
        raise Refusal(_("Phạm vi không hợp lệ."), fields={"scope": _("Không có phạm vi này.")})
    if ends is not None and ends <= begins:
        raise Refusal(_("Ngày kết thúc phải sau ngày bắt đầu."), fields={"valid_until": _("Ngày bị đảo ngược.")})
    if post_id is not None and not unit.posts.filter(pk=post_id).exists():
        raise Refusal(_("Chức danh không thuộc đơn vị."), fields={"post": _("Chọn chức danh của đúng đơn vị này.")})


@transaction.atomic
def end_duty(*, actor: Actor, duty_id: int, at: datetime | None = None) -> Duty:
    """Ends a duty now or at a later moment; who acts under it for somebody ends with it."""
    duty = Duty.objects.select_for_update(of=("self",)).select_related("user").filter(pk=duty_id).first()
    if duty is None:
        raise NotFound(_("Không tìm thấy nhiệm vụ."))
    demand(actor, "accounts.staff", duty.unit_id)
    ends = max(at or clock.now(), duty.valid_from)
    if duty.valid_until is not None and duty.valid_until <= ends:
        return duty
    duty.valid_until = ends
    duty.save(update_fields=["valid_until"])
    substitutes = ActingFor.objects.filter(duty=duty, ends_at__gt=ends).values_list("substitute_id", flat=True)
    touch_duties(duty.user_id, *substitutes)
    outbox.announce(DutyEnded(duty.pk, duty.user_id, duty.unit_id, duty.role, actor.snapshot()))
    return duty
