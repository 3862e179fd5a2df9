"""The one place where a visit changes its state: a guarded update, an appended period, the desk's stamp."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from motcua.kernel.actors import Actor
from motcua.kernel.prepared import insert
from motcua.kernel.refusals import Conflict
from motcua.queueing.models import STATE_WORDS, Period, Visit
from motcua.queueing.rules.calling import EDGES

STAMP = (
    "INSERT INTO queueing_deskstamp (unit_id, version, arranged) VALUES (%s, 1, 0)"
    " ON CONFLICT (unit_id) DO UPDATE SET version = queueing_deskstamp.version + 1"
)

REARRANGED = (
    "INSERT INTO queueing_deskstamp (unit_id, version, arranged) VALUES (%s, 1, 1) ON CONFLICT (unit_id) DO UPDATE"
    " SET version = queueing_deskstamp.version + 1, arranged = queueing_deskstamp.arranged + 1"
)


def stamp(unit_id: int) -> None:
    """Tells the hall displays of a desk that something changed; the last statement of a transaction, since it locks."""
    with connection.cursor() as cursor:
        cursor.execute(STAMP, [unit_id])


def rearranged(unit_id: int) -> None:
    """Tells displays and processes that fields, counters or hours of a desk changed; the last statement, as `stamp`."""
    with connection.cursor() as cursor:
        cursor.execute(REARRANGED, [unit_id])


def locked(pk: int) -> Visit:
    """The visit, locked until commit."""
    rows = Visit.objects.regardless("the caller checked whose desk it is")
    found: Visit = rows.select_for_update(of=("self",)).select_related("field").get(pk=pk)
    return found


def first_period(visit: Visit, verb: str, *, at: datetime, actor: Actor, seq: int = 1) -> Period:
    """That the visit entered its present state, as its first period unless `seq` says otherwise; not yet written."""
    return Period(
        visit_id=visit.pk,
        seq=seq,
        state=str(visit.state),
        verb=verb,
        at=at,
        counter_id=visit.counter_id,
        field_id=visit.field_id,
        actor=actor.snapshot() if actor.is_staff else {"kind": actor.kind},
    )


def append_period(visit: Visit, verb: str, *, at: datetime, actor: Actor) -> None:
    """Writes down that the visit entered its present state."""
    last = Period.objects.filter(visit=visit).order_by("-seq").values_list("seq", flat=True).first() or 0
    insert(Period, [first_period(visit, verb, at=at, actor=actor, seq=last + 1)])


def move(visit: Visit, verb: str, *, at: datetime, actor: Actor, **changes: Any) -> None:
    """Leads a locked visit along an edge; refuses with Conflict when somebody else was quicker."""
    edge = EDGES[verb]
    if visit.state not in edge.sources:
        words = {"label": visit.label, "state": STATE_WORDS[visit.state]}
        raise Conflict(_("Số %(label)s hiện ở trạng thái “%(state)s” nên không làm được việc này.") % words)
    for name, value in {**changes, "state": edge.target, "changed_at": at}.items():
        setattr(visit, name, value)
    visit.save(update_fields=[*changes, "state", "changed_at"])
    append_period(visit, verb, at=at, actor=actor)
