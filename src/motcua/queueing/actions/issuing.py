"""Number, quota, capacity, visit and first period in one transaction, shared by everybody who presses at that moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from motcua.dossiers.models import Dossier
from motcua.kernel import clock, ids
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.gathering import Gathering
from motcua.kernel.prepared import insert
from motcua.kernel.refusals import Refusal
from motcua.kernel.sealing import seal
from motcua.queueing.actions.moving import first_period, stamp
from motcua.queueing.models import Period, Series, ServiceField, Visit
from motcua.queueing.queries.visits import full_words
from motcua.queueing.rules import limits
from motcua.queueing.rules.calling import State, rank_of

WAITING = "(SELECT COUNT(*) FROM queueing_visit WHERE field_id = %(field)s AND day = %(day)s AND state = 'waiting')"
# On PostgreSQL a subquery sees the moment before another's commit, the locked row the one after: what that commit added to
# the series is added to the people waiting, so that the capacity holds there as well.
STATEMENT = (
    "INSERT INTO queueing_series (field_id, day, last) SELECT %(field)s, %(day)s, %(count)s"
    " WHERE %(count)s <= %(most)s AND {waiting} + %(count)s <= %(places)s"
    " ON CONFLICT (field_id, day) DO UPDATE SET last = queueing_series.last + %(count)s"
    " WHERE queueing_series.last + %(count)s <= %(most)s AND {waiting} + queueing_series.last - COALESCE("
    "(SELECT seen.last FROM queueing_series AS seen WHERE seen.field_id = %(field)s AND seen.day = %(day)s), 0)"
    " + %(count)s <= %(places)s RETURNING last"
)
NEXT = STATEMENT.format(waiting=WAITING)


@dataclass(frozen=True)
class Wish:
    """What a person gives for a number; `key` makes the same press one ticket."""

    key: str
    channel: str
    name: str = ""
    phone: str = ""
    priority: str = ""
    dossier_code: str = ""
    language: str = "vi"


@dataclass(frozen=True)
class Order:
    """A wish that was checked: who acts, the telephone number in one spelling, how many may wait in the field."""

    actor: Actor
    field: ServiceField
    wish: Wish
    phone: str
    person: str
    dossier: Dossier | None
    places: int


def issue(orders: Sequence[Order]) -> list[Visit]:
    """All of one field, or none: refuses at the quota, at the end of the range and when the day is full."""
    with transaction.atomic():
        now = clock.now()
        day = clock.local(now).date()
        field = orders[0].field
        last = next_in(field, day, count=len(orders), places=min(order.places for order in orders))
        first = last - len(orders) + 1
        visits = [visit_of(order, day, number, now) for number, order in enumerate(orders, start=first)]
        insert(Visit, visits)
        pairs = zip(visits, orders, strict=True)
        insert(Period, [first_period(visit, "take", at=now, actor=order.actor) for visit, order in pairs])
        stamp(field.unit_id)
        return visits


def issue_together(orders: Sequence[Order]) -> list[Visit | Exception]:
    """Everybody in one transaction; when somebody stands in the way, each in an own one, so that only that one is refused."""
    if len(orders) > 1:
        try:
            return list(issue(orders))
        except (Refusal, IntegrityError):
            pass
    return [alone(order) for order in orders]


def alone(order: Order) -> Visit | Exception:
    """One visit, or why there is none."""
    try:
        return issue([order])[0]
    except (Refusal, IntegrityError) as error:
        return error


COUNTER: Gathering[Order, Visit] = Gathering(issue_together)


def visit_of(order: Order, day: date, number: int, now: datetime) -> Visit:
    """The visit of an order under its number; not yet written."""
    field, wish = order.field, order.wish
    return Visit(
        unit_id=field.unit_id,
        field=field,
        issued_field=field,
        day=day,
        number=number,
        label=limits.label(field.prefix, number),
        code=ids.token(),
        key=wish.key,
        channel=str(wish.channel),
        name=clean(wish.name)[:160],
        person=order.person,
        contact=seal(order.phone, purpose="queue-contact") if order.phone else "",
        language=wish.language,
        user_id=order.actor.user_id if order.actor.kind == "citizen" else None,
        priority=wish.priority,
        rank=rank_of(wish.priority),
        state=State.WAITING.value,
        issued_at=now,
        queued_at=now,
        changed_at=now,
        dossier=order.dossier,
    )


def next_in(
    field: ServiceField, day: date, *, count: int = 1, places: int = limits.LAST_NUMBER, booked: bool = False
) -> int:
    """The last of `count` next numbers of a field's day: one statement that also holds quota, range and capacity.

    `places` is how many people may wait in the field at once. Who has an appointment (`booked`) gets a number beyond the
    quota too, since the place was promised.
    """
    most = limits.LAST_NUMBER if booked else min(field.quota, limits.LAST_NUMBER)
    values: dict[str, str | int] = {
        "field": field.pk,
        "day": day.isoformat(),
        "count": count,
        "most": most,
        "places": places,
    }
    with connection.cursor() as cursor:
        cursor.execute(NEXT, values)
        row = cursor.fetchone()
    if row is None:
        raise refused(field, day, count, most)
    return int(row[0])


def refused(field: ServiceField, day: date, count: int, most: int) -> Refusal:
    """Why no number was given: the day's numbers are used up, or more people wait than can be served."""
    given = Series.objects.filter(field=field, day=day).values_list("last", flat=True).first() or 0
    if given + count > most:
        words = _("Lĩnh vực %(field)s đã phát hết số của hôm nay.") % {"field": field.name}
        return Refusal(words, code="used-up")
    return Refusal(full_words(), code="closed")
