"""Running clocks of dossiers, as the calendar's preview wants them."""

from collections.abc import Iterator

from motcua.dossiers.models import Dossier
from motcua.dossiers.rules.deadlines import intervals
from motcua.worktime.queries import OpenClock

PREVIEW = "the preview of a calendar change looks at all open clocks of the units it concerns"


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
