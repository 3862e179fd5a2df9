"""What a district or ward does otherwise than the city's procedure: a short list of named changes on stable keys.

A change is one of `{place, key, name, value}` (a property of a fee, step or paper), `{place: procedure, name, value}`,
`{place: steps | papers, add: {…}, after: key}`, `{place: notes, add: text}`. docs/overrides.md describes them.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from motcua.procedures.rules.checking import Fault, minutes_of

CHANGEABLE: Mapping[str, tuple[str, ...]] = {
    "fees": ("amount", "online_amount", "note"),
    "steps": ("title", "unit", "role", "budget"),
    "papers": ("note", "original", "copy"),
    "procedure": ("desk_name", "hours", "clock", "clock_note", "answer_clock"),
}
ADDABLE = ("steps", "papers", "notes")
MOST = 60


@dataclass(frozen=True, slots=True)
class Misfit:
    """A change that does not fit the city's document: its place in the list, and why."""

    number: int
    change: Mapping[str, Any]
    reason: str


@dataclass(frozen=True)
class Effective:
    """The city's document with the changes that fit; `misfits` are reported, never dropped in silence."""

    document: dict[str, Any]
    misfits: tuple[Misfit, ...] = ()


def shape_faults(changes: Any) -> list[Fault]:
    """What makes a list of changes unreadable, each at its number; [] when it can be kept."""
    if not isinstance(changes, list) or len(changes) > MOST:
        return [Fault("changes", f"cần một danh sách có nhiều nhất {MOST} thay đổi")]
    return [Fault(f"changes.{number}", words) for number, one in enumerate(changes) if (words := _shape(one))]


def _shape(one: Any) -> str:
    if not isinstance(one, Mapping):
        return "thay đổi không đọc được"
    place = one.get("place")
    if "add" in one:
        wanted = str if place == "notes" else Mapping
        fits = place in ADDABLE and isinstance(one["add"], wanted) and set(one) <= {"place", "add", "after"}
        keyed = place == "notes" or (fits and isinstance(one["add"].get("key"), str))
        return "" if fits and keyed else "phần thêm không đọc được"
    if one.get("name") not in CHANGEABLE.get(str(place), ()):
        return f"không được đổi mục này: {place} {one.get('name', '')}".strip()
    named = place == "procedure" or isinstance(one.get("key"), str)
    return (
        "" if named and "value" in one and set(one) <= {"place", "key", "name", "value"} else "thay đổi không đọc được"
    )


def effective(document: Mapping[str, Any], changes: Sequence[Mapping[str, Any]]) -> Effective:
    """The document with every change that fits; the others are named."""
    result = copy.deepcopy(dict(document))
    misfits: list[Misfit] = []
    for number, change in enumerate(changes):
        if reason := _put(result, document, change):
            misfits.append(Misfit(number, change, reason))
    return Effective(result, tuple(misfits))


def _put(result: dict[str, Any], template: Mapping[str, Any], change: Mapping[str, Any]) -> str:
    """Makes one change; answers why not, '' when it was made."""
    place = change["place"]
    if place == "notes":
        result["notes"] = [*result.get("notes", []), change["add"]]
        return ""
    if "add" in change:
        return _add(result, place, change)
    if place == "procedure":
        if reason := _too_long(template, change):
            return reason
        result[change["name"]] = change["value"]
        return ""
    found = next((row for row in result.get(place, ()) if row.get("key") == change["key"]), None)
    if found is None:
        return f"thủ tục chung không còn mục “{change['key']}”"
    found[change["name"]] = change["value"]
    return ""


def _add(result: dict[str, Any], place: str, change: Mapping[str, Any]) -> str:
    rows = list(result.get(place, []))
    keys = [row.get("key") for row in rows]
    if change["add"]["key"] in keys:
        return f"thủ tục chung nay đã có mục “{change['add']['key']}”"
    after = change.get("after")
    if after and after not in keys:
        return f"thủ tục chung không còn mục “{after}”"
    rows.insert(keys.index(after) + 1 if after else len(rows), dict(change["add"]))
    result[place] = rows
    return ""


def _too_long(template: Mapping[str, Any], change: Mapping[str, Any]) -> str:
    """A unit may promise less time than the city's procedure, never take more."""
    if change["name"] not in ("clock", "answer_clock"):
        return ""
    here, there = minutes_of(str(change["value"])), minutes_of(str(template.get(change["name"]) or ""))
    if here is None:
        return f"không đọc được thời hạn: {change['value']}"
    return "dài hơn thời hạn của thủ tục chung" if there is not None and here > there else ""


def effective_of_all(document: Mapping[str, Any], layers: Iterable[Sequence[Mapping[str, Any]]]) -> Effective:
    """The layers of a place (district, then ward) one on top of the other."""
    result = dict(document)
    misfits: list[Misfit] = []
    for changes in layers:
        one = effective(result, changes)
        result = one.document
        misfits += one.misfits
    return Effective(result, tuple(misfits))


def chain_key(override_ids: Sequence[int]) -> str:
    """How the layers that made a derived version are written down: "12,45"."""
    return ",".join(str(one) for one in override_ids)
