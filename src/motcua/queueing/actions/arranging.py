"""Fields, counters and hours of a desk."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.outbox import enqueue
from motcua.kernel.refusals import Refusal
from motcua.ledger.actions import Entry, append
from motcua.queueing.actions.holders import tell_closed
from motcua.queueing.actions.moving import rearranged
from motcua.queueing.models import HoursChange, ServiceCounter, ServiceField
from motcua.queueing.permissions import demand_at
from motcua.queueing.queries.arrangement import DESKS
from motcua.queueing.queries.hours import minute_of_day, opening_on
from motcua.queueing.queries.paper import lowest_paper_number

Span = tuple[int, int]


@transaction.atomic
def set_field(*, actor: Actor, unit_id: int, code: str, name: str, prefix: str, quota: int = 200) -> ServiceField:
    """Makes a field of a desk, or changes its name and quota; a prefix stays, since numbers were given under it."""
    demand_at(actor, "queueing.arrange", unit_id)
    rows = ServiceField.objects.regardless("checked above")
    demand_below_paper(rows.filter(unit_id=unit_id, code=code).first(), quota)
    field, _made = rows.update_or_create(
        unit_id=unit_id,
        code=code,
        defaults={"name": name, "quota": quota},
        create_defaults={"name": name, "quota": quota, "prefix": prefix, "order": rows.filter(unit_id=unit_id).count()},
    )
    append(f"queue-desk:{unit_id}", Entry("field-set", actor, data={"code": code, "name": name, "quota": quota}))
    rearranged(unit_id)
    DESKS.forget()
    return field


def demand_below_paper(field: ServiceField | None, quota: int) -> None:
    """Refuses a quota that reaches into numbers which stand on paper for today or a coming day."""
    lowest = lowest_paper_number(field) if field else None
    if lowest is not None and quota >= lowest:
        words = _("Đã in số giấy từ %(first)s trở đi. Số trong ngày phải nhỏ hơn") % {"first": lowest}
        raise Refusal(words, fields={"quota": words})


@transaction.atomic
def set_counter(*, actor: Actor, unit_id: int, number: int, fields: Sequence[ServiceField]) -> ServiceCounter:
    """Makes a counter, or says anew which fields it serves."""
    demand_at(actor, "queueing.arrange", unit_id)
    counter, _made = ServiceCounter.objects.regardless("checked above").get_or_create(unit_id=unit_id, number=number)
    served = ServiceCounter.fields.through.objects
    served.filter(servicecounter_id=counter.pk).delete()
    served.bulk_create([ServiceCounter.fields.through(servicecounter=counter, servicefield=field) for field in fields])
    codes = [field.code for field in fields]
    append(f"queue-desk:{unit_id}", Entry("counter-set", actor, data={"number": number, "fields": codes}))
    rearranged(unit_id)
    return counter


@transaction.atomic
def change_hours(*, actor: Actor, field: ServiceField, day: date, intervals: Sequence[Span], note: str) -> HoursChange:
    """Other hours on one day; people who hold numbers keep them and are told on their page, appointments are displaced."""
    demand_at(actor, "queueing.arrange", field.unit_id)
    if not note.strip():
        raise Refusal(_("Cần ghi lý do để người dân biết."), fields={"note": _("Ghi lý do, ví dụ: mất điện")})
    if any(not 0 <= start < end <= 1440 for start, end in intervals):
        raise Refusal(
            _("Khoảng giờ phải nằm trong ngày."), fields={"intervals": _("Giờ bắt đầu phải trước giờ kết thúc")}
        )
    change = HoursChange.objects.create(
        field=field, day=day, intervals=[list(span) for span in intervals], note=note.strip()[:200], at=clock.now()
    )
    data = {"field": field.code, "day": day.isoformat(), "intervals": change.intervals, "note": change.note}
    append(f"queue-desk:{field.unit_id}", Entry("hours-changed", actor, data=data))
    enqueue("queueing.review", field_id=field.pk)
    tell_closed(field, change, clock.today(), clock.now())
    rearranged(field.unit_id)
    return change


def close_today(*, actor: Actor, field: ServiceField, note: str) -> HoursChange:
    """Stops giving numbers for the rest of today."""
    now = clock.now()
    minute = int(minute_of_day(now))
    left = [(start, min(end, minute)) for start, end in opening_on(field, clock.today()).spans if start < minute]
    return change_hours(actor=actor, field=field, day=clock.today(), intervals=left, note=note)


def reopen_today(*, actor: Actor, field: ServiceField) -> None:
    """Takes today's change back: the working calendar counts again."""
    demand_at(actor, "queueing.arrange", field.unit_id)
    with transaction.atomic():
        HoursChange.objects.filter(field=field, day=clock.today()).delete()
        append(f"queue-desk:{field.unit_id}", Entry("hours-restored", actor, data={"field": field.code}))
        rearranged(field.unit_id)
