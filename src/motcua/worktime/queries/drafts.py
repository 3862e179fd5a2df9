"""The calendar as edited, not yet published."""

from typing import Any

from motcua.worktime.models import CalendarDay, CalendarVersion, WorkingHours


def layer_key(unit_id: int | None, field: str = "") -> dict[str, Any]:
    """What finds the rows of a layer; unit None is the layer of all."""
    return {"unit_id": unit_id, "field": field}


def document_of(unit_id: int | None, field: str = "") -> dict[str, Any]:
    """What `publish_version` would freeze for a layer (unit None: of all)."""
    layer = layer_key(unit_id, field)
    hours = WorkingHours.objects.filter(**layer).order_by("weekday")
    days = CalendarDay.objects.filter(**layer).order_by("date")
    return {
        "weekly": {str(row.weekday): row.intervals for row in hours},
        "days": {
            row.date.isoformat(): {
                "intervals": row.intervals,
                "kind": row.kind,
                "note": row.note,
                "source": row.source,
            }
            for row in days
        },
    }


def newest_version(unit_id: int | None, field: str = "") -> CalendarVersion | None:
    """The version of a layer that counts now, None before the first one."""
    return CalendarVersion.objects.filter(**layer_key(unit_id, field)).order_by("-number").first()


def is_published(unit_id: int | None, field: str = "") -> bool:
    """Whether everything edited in a layer counts already."""
    newest = newest_version(unit_id, field)
    document = document_of(unit_id, field)
    return newest.document == document if newest else not (document["weekly"] or document["days"])
