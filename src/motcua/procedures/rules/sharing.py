"""Documents that share parts: `use: name` in a mapping or a list is replaced by the part of that name.

A second one in the same mapping is written `use.anything: name`; a field that is called `use` has a mapping behind it
and stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

USE = "use"


def with_parts(value: Any, parts: Mapping[str, Any]) -> Any:
    """The value with every `use` replaced: a mapping's entries appear at its place and own entries win, a list's items
    are put in line. KeyError names a part that is not there."""
    if isinstance(value, Mapping):
        return _mapping(value, parts)
    if isinstance(value, list):
        return [item for entry in value for item in _items(entry, parts)]
    return value


def _mapping(value: Mapping[str, Any], parts: Mapping[str, Any]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for key, entry in value.items():
        if isinstance(entry, str | list) and (key == USE or str(key).startswith(f"{USE}.")):
            for name in entry if isinstance(entry, list) else [entry]:
                merged.update({k: v for k, v in with_parts(parts[name], parts).items() if k not in value})
        else:
            merged[key] = with_parts(entry, parts)
    return merged


def _items(entry: Any, parts: Mapping[str, Any]) -> list[Any]:
    name = entry.get(USE) if isinstance(entry, Mapping) else None
    if isinstance(name, str) and isinstance(parts[name], list):
        return list(with_parts(parts[name], parts))
    return [with_parts(entry, parts)]


def codes_by_unit(offerings: Mapping[str, Any], places: Mapping[str, tuple[str, str]]) -> dict[str, list[str]]:
    """What each place takes: the sets of every line that names it or its parent, else those of its level.

    `places` gives the level and the parent of each place; a line about a place that is not there counts for nobody.
    """
    named: dict[str, list[str]] = {}
    for line in offerings["offers"]:
        for place, (_level, parent) in places.items():
            if place == line.get("unit") or (parent and parent == line.get("wards_of")):
                named.setdefault(place, []).extend(line["sets"])
    levels = offerings["levels"]
    return {
        place: list(
            dict.fromkeys(code for name in named.get(place, levels.get(level, ())) for code in _set(offerings, name))
        )
        for place, (level, _parent) in places.items()
    }


def _set(offerings: Mapping[str, Any], name: str) -> list[str]:
    """The codes of a set with those of the sets it takes."""
    entries: list[str] = offerings["sets"][name]
    return [
        code
        for entry in entries
        for code in (_set(offerings, entry.removeprefix("take ")) if entry.startswith("take ") else [entry])
    ]
