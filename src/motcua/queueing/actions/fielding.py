"""Fields and counters as the ones who run a desk arrange them: what would break is refused in words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean, fold
from motcua.kernel.refusals import Conflict, NotFound, Refusal
from motcua.kernel.scoping import ScopedQuerySet
from motcua.ledger.actions import Entry, append
from motcua.queueing.actions.arranging import demand_below_paper
from motcua.queueing.actions.moving import rearranged
from motcua.queueing.models import HoursChange, Series, ServiceCounter, ServiceField
from motcua.queueing.permissions import demand_at
from motcua.queueing.queries.arrangement import DESKS
from motcua.queueing.queries.desks import holding, issued_today, served_nowhere_else
from motcua.queueing.rules.limits import LAST_NUMBER

PREFIX = re.compile(r"[A-Z][A-Z0-9]?")
LONGEST_SERVICE = 240
CHECKED = "the actor's right at the desk was checked"


@dataclass(frozen=True)
class FieldWish:
    """What a field shall be like; `minutes` is how long a service takes until it was measured."""

    name: str
    prefix: str
    quota: int
    minutes: int
    order: int = 0


def save_field(*, actor: Actor, unit_id: int, wish: FieldWish, code: str = "") -> ServiceField:
    """Makes a field of a desk (without `code`), or changes one; the change stands in the desk's stream."""
    demand_at(actor, "queueing.arrange", unit_id)
    try:
        with transaction.atomic():
            rows = ServiceField.objects.regardless(CHECKED).filter(unit_id=unit_id)
            field = found(rows, code) if code else ServiceField(unit_id=unit_id, code=free_code(rows, wish.name))
            before = about(field) if code else {}
            demand_sound(field, wish, rows)
            field.name, field.prefix, field.quota = clean(wish.name), wish.prefix.strip().upper(), wish.quota
            field.minutes, field.order = wish.minutes, wish.order
            field.save()
            note(actor, unit_id, "field-set" if code else "field-made", field, before)
            DESKS.forget()
            return field
    except IntegrityError as error:
        raise Conflict(_("Có người vừa sửa lĩnh vực của nơi này. Hãy mở lại trang và xem lại.")) from error


def found(rows: ScopedQuerySet, code: str) -> ServiceField:
    """The field, locked until commit; refuses with NotFound."""
    field: ServiceField | None = rows.select_for_update().filter(code=code).first()
    if field is None:
        raise NotFound(_("Không tìm thấy lĩnh vực này."))
    return field


def free_code(rows: ScopedQuerySet, name: str) -> str:
    """An address for a new field, from its name."""
    base = slugify(fold(clean(name)))[:32] or "linh-vuc"
    taken = set(rows.values_list("code", flat=True))
    return next(code for code in (base, *(f"{base}-{n}" for n in range(2, 1000))) if code not in taken)


def about(field: ServiceField) -> dict[str, object]:
    """What the ledger keeps of a field."""
    return {"name": field.name, "prefix": field.prefix, "quota": field.quota, "minutes": field.minutes}


def note(actor: Actor, unit_id: int, kind: str, field: ServiceField, before: dict[str, object]) -> None:
    """The change in the desk's stream, with what it was before; then the word to all processes."""
    changed = {name: [before.get(name), value] for name, value in about(field).items() if before.get(name) != value}
    append(f"queue-desk:{unit_id}", Entry(kind, actor, data={"code": field.code, **about(field), "changed": changed}))
    rearranged(unit_id)


def demand_sound(field: ServiceField, wish: FieldWish, rows: ScopedQuerySet) -> None:
    """Refuses what would break numbers already given, or mix two fields up; each fault at its place."""
    faults = faults_of(wish)
    others = list(rows.exclude(pk=field.pk)) if field.pk else list(rows)
    prefix, issued = wish.prefix.strip().upper(), issued_today(field) if field.pk else 0
    if twin := next((each for each in others if each.prefix == prefix), None):
        faults["prefix"] = _("Chữ đầu %(prefix)s đang dùng cho lĩnh vực “%(name)s”. Hãy chọn chữ khác") % {
            "prefix": prefix, "name": twin.name,
        }  # fmt: skip
    elif issued and prefix != field.prefix:
        faults["prefix"] = _("Hôm nay đã phát số mang chữ %(prefix)s. Chỉ đổi được vào ngày chưa phát số nào") % {
            "prefix": field.prefix
        }
    if any(fold(clean(each.name)) == fold(clean(wish.name)) for each in others):
        faults["name"] = _("Nơi này đã có lĩnh vực tên như vậy")
    if wish.quota < issued:
        faults["quota"] = _("Hôm nay đã phát đến số %(issued)s, nên không giảm xuống thấp hơn") % {"issued": issued}
    if faults:
        raise Refusal(_("Có chỗ cần sửa trước khi lưu."), fields=faults)
    demand_below_paper(field if field.pk else None, wish.quota)


def faults_of(wish: FieldWish) -> dict[str, str]:
    """What is wrong with a wish by itself."""
    faults = {}
    if not clean(wish.name) or len(clean(wish.name)) > 120:
        faults["name"] = _("Ghi tên lĩnh vực, nhiều nhất 120 chữ")
    if not PREFIX.fullmatch(wish.prefix.strip().upper()):
        faults["prefix"] = _("Một chữ cái không dấu, thêm được một chữ hoặc số nữa, ví dụ A hoặc A1")
    if not 1 <= wish.quota <= LAST_NUMBER:
        faults["quota"] = _("Từ 1 đến 999 số một ngày")
    if not 1 <= wish.minutes <= LONGEST_SERVICE:
        faults["minutes"] = _("Từ 1 đến 240 phút")
    return faults


def retire_field(*, actor: Actor, field: ServiceField) -> ServiceField:
    """The desk gives no numbers of this field any more; not while somebody still holds one. It can come back."""
    demand_at(actor, "queueing.arrange", field.unit_id)
    with transaction.atomic():
        kept = found(ServiceField.objects.regardless(CHECKED).filter(unit_id=field.unit_id), field.code)
        # The row of today's numbers is locked as well: nobody takes one between this question and the commit.
        list(Series.objects.select_for_update().filter(field=kept, day=clock.today()))
        if people := holding(kept):
            raise Conflict(
                _(
                    "Còn %(people)s người đang giữ số hoặc lịch hẹn của lĩnh vực này. Hãy ngừng phát số hôm nay, mời hết hoặc"
                    " chuyển họ sang lĩnh vực khác, rồi bỏ lĩnh vực."
                )
                % {"people": people}
            )
        kept.retired = True
        kept.save(update_fields=["retired"])
        note(actor, kept.unit_id, "field-retired", kept, about(kept))
        return kept


@transaction.atomic
def restore_field(*, actor: Actor, field: ServiceField) -> ServiceField:
    """The field gives numbers again."""
    demand_at(actor, "queueing.arrange", field.unit_id)
    kept = found(ServiceField.objects.regardless(CHECKED).filter(unit_id=field.unit_id), field.code)
    kept.retired = False
    kept.save(update_fields=["retired"])
    note(actor, kept.unit_id, "field-restored", kept, about(kept))
    return kept


@transaction.atomic
def save_counter(*, actor: Actor, unit_id: int, number: int, fields: Sequence[ServiceField]) -> ServiceCounter:
    """Makes a counter, or says which fields it serves; nobody who waits may be left without a counter."""
    demand_at(actor, "queueing.arrange", unit_id)
    if not 1 <= number <= LAST_NUMBER:
        raise Refusal(_("Có chỗ cần sửa trước khi lưu."), fields={"number": _("Từ 1 đến 999")})
    counter, _made = ServiceCounter.objects.regardless(CHECKED).get_or_create(unit_id=unit_id, number=number)
    served = ServiceCounter.fields.through.objects
    kept = {field.pk for field in fields}
    left = [field for field in served_nowhere_else(counter) if field.pk not in kept and holding(field)]
    if left:
        words = _("Còn người chờ lĩnh vực “%(name)s” và không quầy nào khác phục vụ lĩnh vực này") % {
            "name": left[0].name
        }
        raise Refusal(words, fields={"fields_served": words})
    served.filter(servicecounter_id=counter.pk).exclude(servicefield_id__in=kept).delete()
    known = set(served.filter(servicecounter_id=counter.pk).values_list("servicefield_id", flat=True))
    served.bulk_create(
        [
            ServiceCounter.fields.through(servicecounter=counter, servicefield=field)
            for field in fields
            if field.pk not in known
        ]
    )
    codes = [field.code for field in fields]
    append(f"queue-desk:{unit_id}", Entry("counter-set", actor, data={"number": number, "fields": codes}))
    rearranged(unit_id)
    return counter


@transaction.atomic
def restore_hours(*, actor: Actor, field: ServiceField, day: date) -> None:
    """Takes back the other hours of a day: the working calendar counts again."""
    demand_at(actor, "queueing.arrange", field.unit_id)
    HoursChange.objects.filter(field=field, day=day).delete()
    data = {"field": field.code, "day": day.isoformat()}
    append(f"queue-desk:{field.unit_id}", Entry("hours-restored", actor, data=data))
    rearranged(field.unit_id)
