"""The waiting list for a place of a day: join, leave, and what happens when places are added or the day is over."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from motcua.accounts.models import User
from motcua.kernel import clock, ids
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import Conflict, NotAllowed, Refusal
from motcua.kernel.sealing import seal
from motcua.queueing.actions.booking import demand_only_one
from motcua.queueing.actions.places import give_back, pass_on, take_place
from motcua.queueing.actions.taking import demand_no_pause
from motcua.queueing.models import ServiceField, SlotPlan, Standby, StandbyState, Visit
from motcua.queueing.queries.appointments import standby_by_code, standby_count, standby_of
from motcua.queueing.queries.slots import day_of, days_of, plan_of
from motcua.queueing.queries.visits import person_hash
from motcua.queueing.rules import limits


def join(*, actor: Actor, field: ServiceField, day: date, name: str, phone: str, language: str) -> Standby:
    """A place on the waiting list of a full day; one per person and field, as many per day as the plan says; twice is once."""
    if actor.kind != "citizen":
        raise NotAllowed(_("Cần xác nhận số điện thoại trước khi ghi vào danh sách chờ."))
    phone = User.objects.get(pk=actor.user_id).phone or limits.mobile(phone)
    faults = {}
    if not clean(name):
        faults["name"] = _("Ghi họ tên người sẽ đến, vì lịch hẹn gắn với người đó")
    if not phone:
        faults["phone"] = _("Ghi số điện thoại di động, ví dụ 0903 000 001")
    if faults:
        raise Refusal(_("Có chỗ cần sửa trước khi ghi vào danh sách chờ."), fields=faults)
    person = person_hash(phone)
    if (mine := standby_of(field, person)) and mine.day == day:
        return mine
    demand_no_pause(person)
    demand_only_one(field, person, Visit())
    about = {"name": clean(name)[:160], "person": person, "contact": seal(phone, purpose="queue-contact")}
    try:
        return stood(actor, field, day, about | {"language": language})
    except IntegrityError as error:
        if (mine := standby_of(field, person)) and mine.day == day:
            return mine
        raise Conflict(_("Đã có tên trong danh sách chờ của lĩnh vực này ở một ngày khác."), code="waiting") from error


@transaction.atomic
def stood(actor: Actor, field: ServiceField, day: date, about: dict[str, str]) -> Standby:
    """The row, when the day is open, full, and its list has room; the plan's lock keeps the limit."""
    now = clock.now()
    plan = plan_of(field)
    SlotPlan.objects.select_for_update().get(pk=plan.pk)
    asked = day_of(field, plan, day, now)
    if not asked.times:
        raise Refusal(_("Ngày này không có giờ hẹn."), code="closed")
    if asked.left:
        raise Conflict(_("Ngày này đang còn chỗ. Hãy chọn một giờ."), code="free")
    if standby_count(field, day) >= plan.standby_most:
        raise Refusal(_("Danh sách chờ của ngày này đã đủ người. Hãy chọn ngày khác."), code="used-up")
    row: Standby = Standby.objects.create(
        unit_id=field.unit_id, field=field, day=day, code=ids.token(), user_id=actor.user_id, at=now, **about
    )
    return row


@transaction.atomic
def leave(*, code: str) -> Standby:
    """The person no longer waits; a place already offered is refused on its own page."""
    row = standby_by_code(code)
    Standby.objects.regardless("its own code").filter(pk=row.pk, state=StandbyState.WAITING).update(
        state=StandbyState.LEFT
    )
    return row


@transaction.atomic
def offer_free(*, field_id: int) -> int:
    """Places were added or times opened: each goes to who waits for its day, in order; answers how many were offered."""
    field = ServiceField.objects.regardless("asked for by its own plan").get(pk=field_id)
    plan = SlotPlan.objects.filter(field=field, is_open=True).first()
    if plan is None:
        return 0
    now, offered = clock.now(), 0
    for each in days_of(field, plan, now):
        for time in each.times if standby_count(field, each.day) else ():
            for _place in range(time.left):
                slot = take_place(field, plan, time, now)
                if not pass_on(field, slot, now):
                    give_back(slot)
                    break
                offered += 1
    return offered


def end_lists(today: date) -> None:
    """The waiting lists of past days end."""
    rows = Standby.objects.regardless("the end of the day")
    rows.filter(day__lt=today, state=StandbyState.WAITING).update(state=StandbyState.ENDED)
