"""Planning an entry, changing it, calling it off."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.agenda.actions.arranging import Arranged, Wish, arranged
from motcua.agenda.actions.holding import held_plan, plan_by_id
from motcua.agenda.actions.plans import altered
from motcua.agenda.models import EntryPerson, WorkEntry
from motcua.agenda.permissions import NO_SUCH, demand_change, demand_enter
from motcua.agenda.queries.reading import runs_plans
from motcua.agenda.rules.weeks import Week
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import Conflict, NotFound, Refusal
from motcua.ledger.actions import Entry, append

__all__ = ["Wish", "cancel", "change", "enter"]
BY_ID = "one entry by its id, checked against the actor right away"
BY_TOKEN = "the same form sent again is the same entry"  # noqa: S105 - no secret


def prepared_for(actor: Actor, unit_id: int, wish: Wish) -> int | None:
    """The office that prepares: as said by those who run the plan, the officer's own otherwise."""
    return wish.prepared_by if runs_plans(actor, unit_id) else actor.unit_id


@transaction.atomic
def enter(*, actor: Actor, unit_id: int, wish: Wish, token: str) -> WorkEntry:
    """Plans an entry in the week of its day; the same `token` again is the same entry."""
    prepared_by = prepared_for(actor, unit_id, wish)
    demand_enter(actor, unit_id, prepared_by)
    plan = held_plan(unit_id, Week.of(wish.day).monday)
    token = f"{unit_id}:{token}"[:64]
    earlier: WorkEntry | None = WorkEntry.objects.regardless(BY_TOKEN).filter(token=token).first()
    if earlier is not None:
        return earlier
    found = arranged(actor=actor, unit_id=unit_id, wish=with_office(wish, prepared_by))
    entry = WorkEntry.objects.create(
        unit_id=unit_id, plan=plan, token=token, entered_by=actor.snapshot(), **found.columns
    )
    keep_others(entry, found)
    append(entry.subject, Entry("entered", actor, data=told(entry), unit_id=unit_id))
    altered(plan, actor)
    return entry


def with_office(wish: Wish, prepared_by: int | None) -> Wish:
    """The wish with the office that prepares it."""
    return Wish(**{**wish.__dict__, "prepared_by": prepared_by})


def keep_others(entry: WorkEntry, found: Arranged) -> None:
    """People and offices of an entry, in place of those before."""
    entry.people.all().delete()
    EntryPerson.objects.bulk_create(
        EntryPerson(
            entry=entry, user_id=seat.user_id, duty_id=seat.duty_id, name=seat.name, post=seat.post[:160],
            chairs=seat.duty_id == found.wish.chair, order=number,
        )
        for number, seat in enumerate(found.seats)
    )  # fmt: skip
    entry.departments.set(found.wish.departments)


def told(entry: WorkEntry) -> dict[str, Any]:
    """What the ledger keeps: of a private entry only when it is."""
    when = {"day": entry.day.isoformat(), "start": entry.start, "end": entry.end}
    if entry.private:
        return {**when, "private": True}
    people = [{"name": str(person), "chairs": person.chairs} for person in entry.people.order_by("order")]
    more = {"clash_reason": entry.clash_reason} if entry.clash_reason else {}
    return {**when, "title": entry.title, "where": entry.where, "people": people, "guests": entry.guests, **more}


def opened(actor: Actor, entry_id: int, sequence: int | None) -> WorkEntry:
    """The entry with its plan locked, checked: the actor may, nobody was quicker, it stands, its week is not over."""
    rows = WorkEntry.objects.regardless(BY_ID).filter(pk=entry_id)
    plan_id = rows.values_list("plan_id", flat=True).first()
    if plan_id is None:
        raise NotFound(NO_SUCH)
    plan = plan_by_id(plan_id)
    entry: WorkEntry = rows.select_related("room", "unit").prefetch_related("people").get()
    entry.plan = plan
    demand_change(actor, entry)
    if sequence is not None and sequence != entry.sequence:
        raise Conflict(_("Việc này vừa được người khác sửa. Xem lại rồi lưu lần nữa."), code="overtaken")
    if entry.cancelled_at is not None:
        raise Conflict(_("Việc này đã hủy."), code="cancelled")
    if not plan.week.may_change(clock.today()):
        raise Refusal(_("Tuần đã qua giữ nguyên như đã làm."), code="over")
    return entry


@transaction.atomic
def change(*, actor: Actor, entry_id: int, wish: Wish, sequence: int | None = None) -> WorkEntry:
    """Changes an entry within its week; published residents' pages change with the next edition."""
    entry = opened(actor, entry_id, sequence)
    if Week.of(wish.day) != entry.plan.week:
        words = _("Việc không chuyển sang tuần khác được: hủy việc này rồi thêm việc mới ở tuần kia")
        raise Refusal(words, fields={"day": words})
    prepared_by = prepared_for(actor, entry.unit_id, wish)
    before, offices = told(entry), names(entry.departments.all())
    found = arranged(
        actor=actor, unit_id=entry.unit_id, wish=with_office(wish, prepared_by), but=entry.pk, kept_room=entry.room_id
    )
    for name, value in found.columns.items():
        setattr(entry, name, value)
    entry.sequence += 1
    entry.save()
    keep_others(entry, found)
    entry.refresh_from_db()
    data = {"before": before, "after": told(entry)}
    if not entry.private and offices != names(entry.departments.all()):
        data["departments"] = {"before": offices, "after": names(entry.departments.all())}
    append(entry.subject, Entry("changed", actor, data=data, unit_id=entry.unit_id))
    altered(entry.plan, actor)
    return entry


def names(units: Iterable[Any]) -> list[str]:
    """Names of units, for the ledger."""
    return sorted(unit.name for unit in units)


@transaction.atomic
def cancel(*, actor: Actor, entry_id: int, reason: str, sequence: int | None = None) -> WorkEntry:
    """Calls an entry off: it keeps its row, gives its room and people free, and is shown as cancelled once published."""
    reason = clean(reason)
    if not reason:
        raise Refusal(_("Cần ghi lý do hủy."), fields={"reason": _("Ghi lý do hủy")})
    entry = opened(actor, entry_id, sequence)
    entry.cancelled_at, entry.cancel_reason = clock.now(), reason[:300]
    entry.sequence += 1
    entry.save(update_fields=["cancelled_at", "cancel_reason", "sequence"])
    append(entry.subject, Entry("cancelled", actor, data={"reason": entry.cancel_reason}, unit_id=entry.unit_id))
    altered(entry.plan, actor)
    return entry
