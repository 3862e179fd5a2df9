"""What the next edition of a plan would say, before it is published and when it is."""

from collections.abc import Iterable
from typing import Any

from motcua.agenda.models import WeekPlan, WorkEntry
from motcua.agenda.queries.published import newest_edition
from motcua.agenda.rules.editions import marked
from motcua.units.models import Unit


def public_entries(plan: WeekPlan) -> list[WorkEntry]:
    """The plan's entries that are not private, cancelled ones too, with all that an edition says of them."""
    rows = plan.entries.regardless("the caller checked the plan").filter(private=False)
    return list(rows.select_related("room", "prepared_by").prefetch_related("people", "departments"))


def next_document(plan: WeekPlan, entries: Iterable[WorkEntry]) -> list[dict[str, Any]]:
    """The entries of the next edition, marked against the one that counts now."""
    earlier = newest_edition(plan.unit_id, plan.week)
    return marked(map(said, entries), earlier.document["entries"] if earlier else None)


def next_marks(plan: WeekPlan | None, entries: Iterable[WorkEntry]) -> dict[str, str]:
    """By uid, how the next edition would mark the entries; nothing for a plan that was never published."""
    if plan is None or not plan.edition:
        return {}
    return {
        entry["uid"]: entry["mark"] for entry in next_document(plan, (each for each in entries if not each.private))
    }


def short(unit: Unit) -> str:
    """A unit's short name."""
    return str(unit.short_name or unit.name)


def said(entry: WorkEntry) -> dict[str, Any]:
    """What an edition says of an entry: names as they were called when it was planned."""
    people = list(entry.people.all())
    return {
        "uid": str(entry.uid),
        "sequence": entry.sequence,
        "day": entry.day.isoformat(),
        "start": entry.start,
        "end": entry.end,
        "title": entry.title,
        "place": entry.where,
        "chair": next((str(person) for person in people if person.chairs), ""),
        "people": [str(person) for person in people if not person.chairs],
        "departments": [short(unit) for unit in entry.departments.all()],
        "guests": entry.guests,
        "prepared_by": short(entry.prepared_by) if entry.prepared_by else "",
        "cancelled": entry.cancelled_at is not None,
    }
