"""Questions about visits: whose turn, how many before, about how long, what a counter sees."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import for_person
from motcua.kernel import clock, ids
from motcua.kernel.actors import ANONYMOUS, Actor
from motcua.kernel.prepared import Prepared
from motcua.kernel.refusals import NotFound, Refusal
from motcua.queueing.models import Period, ServiceCounter, ServiceField, Visit
from motcua.queueing.queries.arrangement import DESKS, arrangement
from motcua.queueing.queries.hours import Opening, hours_words, minute_of_day, next_open, opening_on
from motcua.queueing.rules import calling, estimate, limits
from motcua.queueing.rules.calling import AT_COUNTER, LIVE, PLANNED, State

PUBLIC = "public: found by a code that can't be guessed"
AT_DESK = "public: a desk's own queue without names"
NO_SHOWS = "no-shows of one person"
KEEP_PACE = 60
MEASURED_DAYS = 28
# Most people have none: asked with every number, so put together once. The index holds only rows of a person, so the
# database must be told that the asked one is not empty.
ENDED = Prepared(
    lambda person: (
        Visit.objects.regardless(NO_SHOWS)
        .filter(person=person)
        .exclude(person="")
        .exclude(state__in=sorted({*LIVE, *PLANNED, State.DONE, State.CANCELLED}))
    ),
    mark="a person nobody is",
)


@dataclass(frozen=True)
class FieldState:
    """What a person who wants a number must know about a field."""

    field: ServiceField
    waiting: int
    counters: int
    wait: estimate.Wait
    hours: str
    open_today: bool
    refusal: str = ""


@dataclass(frozen=True)
class Followed:
    """A number as its owner follows it."""

    visit: Visit
    ahead: int
    wait: estimate.Wait | None
    soon: bool
    counter: int | None
    counters_open: int
    closed_note: str
    live: bool


def fields_of(unit_id: int) -> list[ServiceField]:
    """The fields of a desk, in order."""
    return list(arrangement(unit_id).fields)


def field_at(unit_id: int, code: str) -> ServiceField:
    """A field of a desk; refuses with NotFound."""
    found = arrangement(unit_id).field(code)
    if found is None:
        raise NotFound(_("Không tìm thấy lĩnh vực này."))
    return found


def desks_with_fields() -> frozenset[int]:
    """Ids of the desks that give numbers."""
    return DESKS.get()


def gives_numbers(unit_id: int) -> bool:
    """Whether a desk gives numbers at all."""
    return bool(arrangement(unit_id).fields)


def pace_for(field: ServiceField, at: datetime) -> estimate.Pace:
    """The measured pace of a field in this hour of the day, of the field at all, or the usual one; kept for a minute."""
    hour = clock.local(at).hour
    key = f"queue-pace:{field.pk}:{field.minutes}:{clock.local(at):%Y%m%d}:{hour}"
    kept = cache.get(key)
    if kept is None:
        kept = measured_pace(field, at, hour)
        cache.set(key, kept, KEEP_PACE)
    found: estimate.Pace = kept
    return found


def measured_pace(field: ServiceField, at: datetime, hour: int) -> estimate.Pace:
    """From the periods of the last four weeks; services of this hour when there are enough of them."""
    served = services(field, at - timedelta(days=MEASURED_DAYS), at)
    same = [seconds for began, seconds in served if clock.local(began).hour == hour]
    told = same if len(same) >= estimate.FEWEST else [seconds for _began, seconds in served]
    return estimate.pace_of(told, field.minutes * 60)


def services(field: ServiceField, since: datetime, until: datetime) -> list[tuple[datetime, float]]:
    """(called at, seconds until the counter was free again) of each visit finished in a field."""
    rows = Period.objects.filter(field=field, at__gte=since, at__lt=until, state__in=["called", "serving", "done"])
    begun: dict[int, datetime] = {}
    found = []
    for visit, state, moment in rows.order_by("visit_id", "seq").values_list("visit_id", "state", "at"):
        if state == State.DONE:
            if visit in begun:
                found.append((begun[visit], (moment - begun.pop(visit)).total_seconds()))
        else:
            begun.setdefault(visit, moment)
    return found[-2000:]


def counters_at_work(field: ServiceField) -> tuple[int, int]:
    """(how many counters serve the field, how many of them are free): open ones, else all while none is open yet."""
    arranged = arrangement(field.unit_id)
    working = arranged.at_work(field.pk)
    if not working:
        return len(arranged.counters.get(field.pk, ())), 0
    busy = Visit.objects.regardless(AT_DESK).filter(counter_id__in=working, state__in=AT_COUNTER).count()
    return len(working), len(working) - busy


def waiting_in(field: ServiceField, at: datetime) -> Any:
    """The visits waiting in a field today, in the order of the written rule."""
    rows = Visit.objects.regardless(AT_DESK).filter(field=field, day=clock.local(at).date(), state=State.WAITING)
    return rows.order_by("rank", "queued_at", "pk")


def field_state(field: ServiceField, at: datetime) -> FieldState:
    """Waiting, estimate and whether a number is given now, with the reason in words when it is not."""
    opening = opening_on(field, clock.local(at).date())
    waiting = waiting_in(field, at).count()
    counters, idle = counters_at_work(field)
    pace = pace_for(field, at)
    now = minute_of_day(at)
    wait = estimate.wait_of(waiting, counters, pace, now, opening.spans, idle=idle)
    refusal = closed_words(field, opening, at)
    if not refusal and estimate.is_full(waiting, counters, pace, now, opening.spans):
        refusal = full_words()
    return FieldState(field, waiting, counters, wait, hours_words(opening), bool(opening.spans), refusal)


def full_words() -> str:
    """Why no number is given although the field is open."""
    return _("Từ giờ đến lúc đóng cửa đã kín người chờ, nên không phát thêm số hôm nay.")


def places_left(field: ServiceField, at: datetime) -> int:
    """How many may wait in the field at once to be served before closing; refuses in words when it is closed."""
    opening = opening_on(field, clock.local(at).date())
    if words := closed_words(field, opening, at):
        raise Refusal(words, code="closed")
    arranged = arrangement(field.unit_id)
    counters = arranged.at_work(field.pk) or arranged.counters.get(field.pk, ())
    return estimate.places(len(counters), pace_for(field, at), minute_of_day(at), opening.spans)


def closed_words(field: ServiceField, opening: Opening, at: datetime) -> str:
    """Why no number is given at this hour and when again; empty when one is."""
    if estimate.minutes_left(minute_of_day(at), opening.spans) > 0:
        return ""
    again = next_open(field, at)
    reason = opening.note or (_("Hôm nay đã hết giờ làm việc") if opening.spans else _("Hôm nay không làm việc"))
    if again is None:
        return f"{reason}."
    moment = clock.local(again)
    return _("%(reason)s. Mở lại lúc %(hour)s ngày %(day)s.") % {
        "reason": reason.rstrip("."),
        "hour": f"{moment:%H:%M}",
        "day": f"{moment:%d/%m/%Y}",
    }


def visit_by_code(code: str) -> Visit:
    """The visit under its own unguessable code; refuses with NotFound."""
    rows = Visit.objects.regardless(PUBLIC).select_related("field", "counter", "dossier")
    found: Visit | None = rows.filter(code=code).first()
    if found is None:
        raise NotFound(_("Không tìm thấy số này."))
    return found


def ahead_of(visit: Visit) -> int:
    """How many people are called before a waiting visit by the written rule."""
    rows = Visit.objects.regardless(AT_DESK).filter(field_id=visit.field_id, day=visit.day, state=State.WAITING)
    before = Q(rank__lt=visit.rank) | Q(rank=visit.rank, queued_at__lt=visit.queued_at)
    return rows.filter(before | Q(rank=visit.rank, queued_at=visit.queued_at, pk__lt=visit.pk)).count()


def followed(code: str) -> Followed:
    """Everything the follow page says."""
    visit = visit_by_code(code)
    at = clock.now()
    today = visit.day == clock.local(at).date()
    live = visit.state in LIVE and today
    waiting = visit.state == State.WAITING and today
    ahead = ahead_of(visit) if waiting else 0
    counters, idle = counters_at_work(visit.field)
    opening = opening_on(visit.field, visit.day)
    wait = None
    if waiting:
        wait = estimate.wait_of(ahead, counters, pace_for(visit.field, at), minute_of_day(at), opening.spans, idle=idle)
    is_open = len(arrangement(visit.unit_id).at_work(visit.field_id))
    number = visit.counter.number if visit.counter and visit.state in AT_COUNTER else None
    note = closed_words(visit.field, opening, at) if live else ""
    return Followed(visit, ahead, wait, waiting and ahead <= 3, number, is_open, note, live)


def person_hash(phone: str) -> str:
    """The keyed hash under which a telephone number's visits are found."""
    return ids.keyed_hash(phone, purpose="queue-person")


def own_visits(actor: Actor, phone: str, codes: list[str]) -> list[Visit]:
    """Today's numbers of a person: those this browser keeps, and with a confirmed number those taken under it."""
    mine = Q(code__in=codes[:20])
    if actor.kind == "citizen":
        mine |= Q(user_id=actor.user_id) | (Q(person=person_hash(phone)) & ~Q(person="") if phone else Q(pk=-1))
    rows = Visit.objects.regardless("a person's own numbers").filter(mine, day=clock.today())
    return list(rows.exclude(label="").select_related("field").order_by("-issued_at")[:20])


def visit_of_dossier(code: str, secret: str) -> Visit | None:
    """Today's newest number for a dossier, for who has the receipt's secret."""
    dossier = for_person(actor=ANONYMOUS, code=code, secret=secret)
    rows = Visit.objects.regardless("the receipt's secret opens the visit").filter(
        dossier_id=dossier.pk, day=clock.today()
    )
    return rows.order_by("-pk").first()


def dossier_by_code(code: str) -> Dossier | None:
    """The dossier that a receipt names."""
    return Dossier.objects.regardless("which desk a printed code belongs to").filter(code=code).first()


def missed_before(person: str, at: datetime) -> list[datetime]:
    """When numbers of a person ended unused after being called, or appointments were not kept, in the last month."""
    if ENDED.first(person) is None:
        return []
    rows = Visit.objects.regardless(NO_SHOWS).filter(person=person, day__gte=clock.local(at - limits.WITHIN).date())
    lapsed = rows.filter(Q(state=State.ABSENT) | Q(state=State.EXPIRED, periods__state=State.MISSED))
    return [at for _pk, at in lapsed.distinct().values_list("pk", "changed_at")]


def reason_for(visit: Visit) -> str:
    """Why this visit is the next one, in words for the officer and the person."""
    if visit.rank == calling.FIRST:
        return _("Ưu tiên: %(who)s") % {"who": visit.priority_words}
    if visit.rank == calling.BOOKED:
        return _("Có hẹn trước")
    return _("Đến sớm nhất: %(at)s") % {"at": f"{clock.local(visit.queued_at):%H:%M}"}


@dataclass(frozen=True)
class CounterView:
    """What the officer at a counter sees."""

    counter: ServiceCounter
    fields: list[ServiceField]
    current: Visit | None
    current_reason: str
    waiting: list[tuple[Visit, str]]
    waiting_count: int
    parked: list[Visit]
    done_today: int


def counter_view(counter: ServiceCounter) -> CounterView:
    """The counter's screen: who sits here, who is next and why, who is parked."""
    today = clock.today()
    fields = list(counter.fields.regardless(AT_DESK))
    rows = (
        Visit.objects.regardless("the counter's own queue").filter(day=today, field__in=fields).select_related("field")
    )
    current = (
        Visit.objects.regardless("who sits at this counter")
        .select_related("field", "dossier")
        .filter(counter=counter, state__in=AT_COUNTER)
        .first()
    )
    waiting = rows.filter(state=State.WAITING).order_by("rank", "queued_at", "pk")
    parked = rows.filter(state__in=[State.HELD, State.MISSED]).order_by("changed_at")
    done = Visit.objects.regardless("this counter's day").filter(counter=counter, day=today, state=State.DONE).count()
    return CounterView(
        counter,
        fields,
        current,
        reason_for(current) if current else "",
        [(visit, reason_for(visit)) for visit in waiting[:12]],
        waiting.count(),
        list(parked[:30]),
        done,
    )


def counters_of(unit_id: int) -> list[ServiceCounter]:
    """The counters of a desk with their fields and who sits there."""
    served = Prefetch("fields", ServiceField.objects.regardless(AT_DESK))
    rows = ServiceCounter.objects.regardless(AT_DESK).filter(unit_id=unit_id)
    return list(rows.select_related("holder").prefetch_related(served))


def counter_by_id(pk: int) -> ServiceCounter:
    """A counter; refuses with NotFound. The caller checks whose it is."""
    found = ServiceCounter.objects.regardless("the permission is checked on the row").filter(pk=pk).first()
    if found is None:
        raise NotFound(_("Không tìm thấy quầy này."))
    return found
