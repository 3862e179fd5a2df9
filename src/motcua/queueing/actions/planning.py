"""How a desk gives appointments and advice: plans of its fields, topics with who answers."""

from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.accounts.queries import house_of
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.outbox import enqueue
from motcua.kernel.refusals import Refusal
from motcua.ledger.actions import Entry, append
from motcua.queueing.models import ServiceField, SlotPlan, Topic
from motcua.queueing.permissions import demand_at
from motcua.queueing.queries.appointments import somebody_waits
from motcua.worktime.queries import policy_of


@dataclass(frozen=True)
class Plan:
    """What a leader sets for a field; see SlotPlan."""

    minutes: int = 30
    capacity: int = 2
    days_ahead: int = 14
    notice: int = 60
    standby_most: int = 10
    bring: str = ""
    is_open: bool = True


LIMITS = {
    "minutes": (5, 240),
    "capacity": (0, 99),
    "days_ahead": (0, 60),
    "notice": (0, 2880),
    "standby_most": (0, 200),
}


@transaction.atomic
def set_plan(*, actor: Actor, field: ServiceField, plan: Plan) -> SlotPlan:
    """Sets how a field gives appointments from now on; those booked stay, places added go to the waiting list first."""
    demand_at(actor, "queueing.arrange", field.unit_id)
    words = _("Ghi một số từ %(low)d đến %(high)d")
    faults = {
        name: words % {"low": low, "high": high}
        for name, (low, high) in LIMITS.items()
        if not low <= getattr(plan, name) <= high
    }
    if faults:
        raise Refusal(_("Có chỗ cần sửa trong cách nhận lịch hẹn."), fields=faults)
    values = asdict(plan) | {"bring": clean(plan.bring, multiline=True)[:2000]}
    row, _made = SlotPlan.objects.update_or_create(field=field, defaults=values)
    append(f"queue-desk:{field.unit_id}", Entry("slots-set", actor, data={"field": field.code, **values}))
    if somebody_waits(field):
        enqueue("queueing.offer_free", field_id=field.pk)
    return row


@dataclass(frozen=True)
class TopicDraft:
    """What a leader sets for a topic; see Topic."""

    code: str
    name: str
    field: ServiceField
    office_id: int
    officer_id: int | None = None
    by_visit: bool = True
    by_call: bool = True
    within: str = "working 8h"
    is_open: bool = True


@transaction.atomic
def set_topic(*, actor: Actor, unit_id: int, topic: TopicDraft) -> Topic:
    """Makes a topic of a desk or changes it; questions already asked stay with who has them."""
    demand_at(actor, "queueing.arrange", unit_id)
    if topic.field.unit_id != unit_id or topic.office_id not in house_of(unit_id):
        words = _("Chọn một bộ phận của đơn vị này")
        raise Refusal(words, fields={"office": words})
    if not clean(topic.name):
        words = _("Ghi tên nội dung tư vấn")
        raise Refusal(words, fields={"name": words})
    policy_of(topic.within)
    values = {name: value for name, value in vars(topic).items() if name != "code"} | {"name": clean(topic.name)[:120]}
    rows = Topic.objects.regardless("checked above")
    order = rows.filter(unit_id=unit_id).count()
    row, _made = rows.update_or_create(
        unit_id=unit_id, code=topic.code, defaults=values, create_defaults={**values, "order": order}
    )
    data = {"code": topic.code, "name": row.name, "office": topic.office_id, "officer": topic.officer_id}
    append(f"queue-desk:{unit_id}", Entry("topic-set", actor, data=data))
    return row
