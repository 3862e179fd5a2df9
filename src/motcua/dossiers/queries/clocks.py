"""Clocks of dossiers: when a limit ends, and the running ones as the calendar's preview wants them."""

from collections.abc import Iterator
from datetime import UTC, datetime

from motcua.dossiers.models import Dossier
from motcua.dossiers.rules.deadlines import intervals
from motcua.worktime.queries import OpenClock, due_at

PREVIEW = "the preview of a calendar change looks at all open clocks of the units it concerns"


def limit_at(policy: str, unit_id: int, start: datetime, *, field: str = "") -> datetime | None:
    """When a limit that begins at `start` ends at a unit, in UTC."""
    due = due_at(policy, unit_id, start, field=field).due
    return due.astimezone(UTC) if due is not None else None


def open_clocks(unit_ids: frozenset[int] | None, field: str = "") -> Iterator[OpenClock]:
    """Open clocks of these units (None: all) whose procedures are of the field ('' = any)."""
    rows = Dossier.objects.regardless(PREVIEW).filter(closed_at__isnull=True, due_at__isnull=False)
    if unit_ids is not None:
        rows = rows.filter(unit_id__in=unit_ids)
    columns = ("id", "code", "procedure_name", "unit_id", "received_at", "due_at", "clock", "pauses")
    for pk, code, name, unit_id, received, due, kept, pauses in rows.values_list(*columns).iterator(chunk_size=2000):
        if kept.get("policy") and (not field or kept.get("field") == field):
            yield OpenClock(
                subject=f"dossier:{pk}",
                title=f"{code} {name}",
                unit_id=unit_id,
                policy=kept["policy"],
                start=received,
                due=due,
                pauses=intervals(pauses),
                field=kept.get("field", ""),
            )
