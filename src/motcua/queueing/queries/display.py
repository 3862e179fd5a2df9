"""What a hall display shows: the numbers being called and served, and how many wait. No names."""

from typing import Any

from motcua.kernel import clock
from motcua.queueing.models import DeskStamp, Visit
from motcua.queueing.queries.visits import fields_of
from motcua.queueing.rules import speech
from motcua.queueing.rules.calling import AT_COUNTER, State

SHOWN = 8
DESK = "public: a hall display shows numbers without names"


def stamps(unit_ids: frozenset[int]) -> dict[int, int]:
    """The version of each desk's display; one statement whatever the number of screens."""
    rows = DeskStamp.objects.regardless(DESK).filter(unit_id__in=unit_ids)
    return dict(rows.values_list("unit_id", "version"))


def snapshot(unit_id: int) -> dict[str, Any]:
    """The whole screen: newest calls first, with the sentence to be spoken and its turn; people waiting by field."""
    version = stamps(frozenset({unit_id})).get(unit_id, 0)
    today = clock.today()
    rows = Visit.objects.regardless(DESK).filter(unit_id=unit_id, day=today)
    at_counters = rows.filter(state__in=AT_COUNTER).select_related("counter").order_by("-changed_at", "-pk")[:SHOWN]
    waiting = [
        {"name": field.name, "prefix": field.prefix, "count": rows.filter(field=field, state=State.WAITING).count()}
        for field in fields_of(unit_id)
    ]
    calls = [
        {
            "label": visit.label,
            "counter": visit.counter.number,
            "calling": visit.state == State.CALLED,
            "turn": f"{visit.pk}.{visit.calls}",
            "say": speech.call(visit.label, visit.counter.number),
        }
        for visit in at_counters
        if visit.counter
    ]
    missed = rows.filter(state=State.MISSED).order_by("-changed_at").values_list("label", flat=True)[:6]
    return {"version": version, "calls": calls, "waiting": waiting, "missed": list(missed)}
