"""What an edition says, and how it is marked against the edition before it. Private entries never come this far."""

from collections.abc import Iterable, Mapping
from typing import Any

CONTENT = ("day", "start", "end", "title", "place", "chair", "people", "departments", "guests", "prepared_by")
ADDED, CHANGED, CANCELLED = "added", "changed", "cancelled"


def marked(entries: Iterable[Mapping[str, Any]], earlier: Iterable[Mapping[str, Any]] | None) -> list[dict[str, Any]]:
    """The entries of the next edition in order of time, each with its mark.

    `earlier` are the entries of the edition before, None when this is the first: a first edition marks nothing and
    leaves cancelled entries out. Later ones mark what is new, changed or cancelled, and keep a mark once given.
    """
    known = {entry["uid"]: entry for entry in earlier or ()}
    found = []
    for entry in entries:
        before = known.get(entry["uid"])
        if entry["cancelled"] and before is None:
            continue
        said = {name: value for name, value in entry.items() if name != "cancelled"}
        mark = mark_of(entry, before) if earlier is not None else ""
        found.append({**said, "mark": mark})
    return sorted(found, key=lambda entry: (entry["day"], entry["start"], entry["end"], entry["uid"]))


def mark_of(entry: Mapping[str, Any], before: Mapping[str, Any] | None) -> str:
    """The mark of one entry of a later edition."""
    if entry["cancelled"]:
        return CANCELLED
    if before is None:
        return ADDED
    if before["mark"] == CANCELLED or any(entry[name] != before[name] for name in CONTENT):
        return CHANGED
    return str(before["mark"])
