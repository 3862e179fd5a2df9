"""The counter's verbs. Call-next is one locked statement, so that two clerks never call one person."""

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.outbox import announce
from motcua.kernel.refusals import Conflict, Refusal
from motcua.queueing.actions.holders import tell_who_is_near
from motcua.queueing.actions.moving import append_period, locked, move, rearranged, stamp
from motcua.queueing.events import VisitServed
from motcua.queueing.models import Period, ServiceCounter, ServiceField, Visit
from motcua.queueing.permissions import demand_at
from motcua.queueing.queries.visits import counter_by_id, dossier_by_code
from motcua.queueing.rules.calling import AT_COUNTER, LIVE, MOST_CALLS, queued_again

CALL = (
    "UPDATE queueing_visit SET state = 'called', counter_id = %s, calls = 1, changed_at = %s WHERE state = 'waiting'"
    " AND id = (SELECT id FROM queueing_visit WHERE state = 'waiting' AND day = %s AND field_id IN"
    " (SELECT servicefield_id FROM queueing_servicecounter_fields WHERE servicecounter_id = %s)"
    " ORDER BY rank, queued_at, id LIMIT 1{lock}) RETURNING id"
)


def statement() -> str:
    """The one statement; PostgreSQL steps over rows that another clerk is just calling."""
    return CALL.format(lock=" FOR UPDATE SKIP LOCKED" if connection.vendor == "postgresql" else "")


def seat(actor: Actor, counter_id: int) -> ServiceCounter:
    """The counter, when it is at the actor's desk and open; locked until commit."""
    counter = counter_by_id(counter_id)
    demand_at(actor, "queueing.call", counter.unit_id)
    rows = ServiceCounter.objects.regardless("checked above").select_for_update()
    held: ServiceCounter = rows.get(pk=counter_id)
    if not held.is_open or held.holder_id != actor.user_id:
        raise Refusal(_("Cần mở quầy trước khi mời người."), code="closed")
    return held


def call_next(*, actor: Actor, counter_id: int) -> Visit | None:
    """Calls the next person by the written rule to this counter; None when nobody waits."""
    try:
        with transaction.atomic():
            counter = seat(actor, counter_id)
            now = clock.now()
            with connection.cursor() as cursor:
                moment = connection.ops.adapt_datetimefield_value(now)
                cursor.execute(statement(), [counter.pk, moment, clock.local(now).date().isoformat(), counter.pk])
                row = cursor.fetchone()
            if row is None:
                return None
            visit = Visit.objects.regardless("called just now").select_related("field").get(pk=row[0])
            append_period(visit, "call", at=now, actor=actor)
            tell_who_is_near(visit.field, now)
            stamp(counter.unit_id)
            return visit
    except IntegrityError as error:
        raise Conflict(_("Quầy đang có người. Hãy làm xong hoặc tạm giữ số đó trước.")) from error


def at_desk(actor: Actor, visit_id: int) -> Visit:
    """A visit of the actor's desk, locked."""
    visit = locked(visit_id)
    demand_at(actor, "queueing.call", visit.unit_id)
    return visit


def sitting(actor: Actor, counter_id: int, visit_id: int) -> tuple[ServiceCounter, Visit]:
    """The open counter and the visit it has in hand."""
    counter, visit = seat(actor, counter_id), at_desk(actor, visit_id)
    if visit.counter_id != counter.pk:
        raise Conflict(_("Số này đang ở quầy khác."))
    return counter, visit


@transaction.atomic
def recall(*, actor: Actor, counter_id: int, visit_id: int) -> Visit:
    """Calls the same person again, up to three times in all."""
    _counter, visit = sitting(actor, counter_id, visit_id)
    if visit.calls >= MOST_CALLS:
        raise Refusal(_("Đã mời đủ ba lần. Hãy ghi “Không đến” để mời người tiếp theo."), code="used-up")
    move(visit, "recall", at=clock.now(), actor=actor, calls=visit.calls + 1)
    stamp(visit.unit_id)
    return visit


def advance(verb: str, *, actor: Actor, counter_id: int, visit_id: int) -> Visit:
    """serve, hold or miss: what happens to the person at the counter."""
    if verb not in {"serve", "hold", "miss"}:
        raise LookupError(verb)
    with transaction.atomic():
        _counter, visit = sitting(actor, counter_id, visit_id)
        move(visit, verb, at=clock.now(), actor=actor)
        stamp(visit.unit_id)
        return visit


def resume(*, actor: Actor, counter_id: int, visit_id: int) -> Visit:
    """Somebody who was put on hold comes back to this counter."""
    try:
        with transaction.atomic():
            counter, visit = seat(actor, counter_id), at_desk(actor, visit_id)
            if visit.unit_id != counter.unit_id:
                raise Conflict(_("Số này của bộ phận khác."))
            move(visit, "resume", at=clock.now(), actor=actor, counter=counter)
            stamp(visit.unit_id)
            return visit
    except IntegrityError as error:
        raise Conflict(_("Quầy đang có người. Hãy làm xong hoặc tạm giữ số đó trước.")) from error


@transaction.atomic
def rejoin(*, actor: Actor, visit_id: int) -> Visit:
    """Somebody who missed the call turned up: old place within a quarter of an hour, the end after that."""
    visit = at_desk(actor, visit_id)
    now = clock.now()
    again = queued_again(visit.queued_at, visit.changed_at, now)
    move(visit, "rejoin", at=now, actor=actor, queued_at=again, counter=None, calls=0)
    stamp(visit.unit_id)
    return visit


@transaction.atomic
def transfer(*, actor: Actor, visit_id: int, field: ServiceField) -> Visit:
    """To another field of the same desk with the same number and the same place in time."""
    visit = at_desk(actor, visit_id)
    if field.unit_id != visit.unit_id or field.pk == visit.field_id:
        raise Refusal(_("Chọn một lĩnh vực khác của bộ phận này."), fields={"field": _("Chọn lĩnh vực khác")})
    move(visit, "transfer", at=clock.now(), actor=actor, field=field, counter=None, calls=0)
    stamp(visit.unit_id)
    return visit


@transaction.atomic
def link(*, actor: Actor, visit_id: int, dossier_code: str) -> Visit:
    """Ties the visit to the dossier it serves."""
    visit = at_desk(actor, visit_id)
    dossier = dossier_by_code(clean(dossier_code).upper())
    if dossier is None:
        words = _("Không tìm thấy hồ sơ có mã này. Xem lại mã in dưới mã vạch")
        raise Refusal(words, fields={"dossier_code": words})
    visit.dossier = dossier
    visit.save(update_fields=["dossier"])
    return visit


@transaction.atomic
def finish(*, actor: Actor, counter_id: int, visit_id: int) -> Visit:
    """The visit is over; the person may rate it."""
    _counter, visit = sitting(actor, counter_id, visit_id)
    move(visit, "finish", at=clock.now(), actor=actor)
    announce(VisitServed(visit.pk, visit.unit_id, visit.field_id, visit.dossier_id, visit.changed_at.isoformat()))
    stamp(visit.unit_id)
    return visit


@transaction.atomic
def open_counter(*, actor: Actor, counter_id: int) -> ServiceCounter:
    """The officer sits down; a counter that somebody left open without a person at it changes hands."""
    found = counter_by_id(counter_id)
    demand_at(actor, "queueing.call", found.unit_id)
    counter: ServiceCounter = ServiceCounter.objects.regardless("checked").select_for_update().get(pk=counter_id)
    if counter.is_open and counter.holder_id != actor.user_id and busy(counter):
        raise Conflict(_("Quầy này đang có cán bộ khác phục vụ."))
    counter.is_open, counter.holder_id = True, actor.user_id
    counter.save(update_fields=["is_open", "holder"])
    rearranged(counter.unit_id)
    return counter


@transaction.atomic
def close_counter(*, actor: Actor, counter_id: int) -> ServiceCounter:
    """The officer gets up; not while somebody is at the counter."""
    counter = seat(actor, counter_id)
    if busy(counter):
        raise Conflict(_("Quầy đang có người. Hãy làm xong hoặc tạm giữ số đó trước."))
    counter.is_open, counter.holder = False, None
    counter.save(update_fields=["is_open", "holder"])
    rearranged(counter.unit_id)
    return counter


def busy(counter: ServiceCounter) -> bool:
    """Whether somebody is at the counter today."""
    rows = Visit.objects.regardless("who sits at this counter")
    return rows.filter(counter=counter, state__in=AT_COUNTER, day=clock.today()).exists()


@transaction.atomic
def end_days(*, actor: Actor) -> int:
    """Ends what is left of past local days and closes the counters that were left open; answers how many visits."""
    now = clock.now()
    today = clock.local(now).date()
    rows = Visit.objects.regardless("the end of the day").filter(day__lt=today, state__in=LIVE)
    left = list(rows.select_for_update(of=("self",)).order_by("pk"))
    for visit in left:
        move(visit, "expire", at=now, actor=actor)
    if left:
        ServiceCounter.objects.regardless("the end of the day").filter(is_open=True).exclude(
            pk__in=Period.objects.filter(visit__day=today).values("counter_id")
        ).update(is_open=False, holder=None)
    for unit_id in sorted({visit.unit_id for visit in left}):
        rearranged(unit_id)
    return len(left)
