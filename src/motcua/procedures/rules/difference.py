"""What differs between two documents of a procedure, by stable keys: the editors read it, templates and drafts use it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from motcua.procedures.rules.ordering import in_order

ADDED, REMOVED, CHANGED, MOVED = "added", "removed", "changed", "moved"
LISTS = ("cases", "papers", "steps", "fees", "results")
LAWS = "legal_basis"
PARTS = ("consultation", "supplement")
UNSEEN = frozenset({"x-order"})
ORDERED = frozenset({"steps", "sections", "fields"})


@dataclass(frozen=True, slots=True)
class Part:
    """One named property with its value before and after; None where there was or is none."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs. `place`: "fields", "columns", "sections", one of LISTS, "legal_basis", or "procedure".

    `key` is the stable key ("members.name" for a column of a table; the property's own name in "procedure"), `kind` one
    of added, removed, changed, moved; `title` as people know it now (before, when it was removed).
    """

    place: str
    key: str
    kind: str
    title: str
    parts: tuple[Part, ...] = ()

    def part(self, name: str) -> Part | None:
        """The change of one property."""
        return next((part for part in self.parts if part.name == name), None)


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes in the order of the document; false when there is none. `asked`: the questions of both, to name them."""

    changes: tuple[Change, ...] = ()
    asked: Mapping[str, Any] = field(default_factory=dict, compare=False)

    def __bool__(self) -> bool:
        return bool(self.changes)

    def of(self, place: str, kind: str = "") -> tuple[Change, ...]:
        """The changes of one place, of one kind when it is named."""
        return tuple(one for one in self.changes if one.place == place and kind in ("", one.kind))

    def find(self, place: str, key: str) -> Change | None:
        """The change of one thing."""
        return next((one for one in self.changes if one.place == place and one.key == key), None)


def difference(old: Mapping[str, Any], new: Mapping[str, Any]) -> Difference:
    """Compares two documents; both may be drafts with faults, what can't be read is compared as it stands."""
    asked = {**properties_of(_schema(_form(old))), **properties_of(_schema(_form(new)))}
    return Difference(tuple(_all(old, new)), asked)


def _all(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    known = {*LISTS, LAWS, "form"}
    for name in dict.fromkeys([*old, *new]):
        if name not in known and old.get(name) != new.get(name):
            yield from _property(name, old.get(name), new.get(name))
    before, after = _form(old), _form(new)
    if before.get("title") != after.get("title"):
        yield from _property("form.title", before.get("title"), after.get("title"))
    yield from _compare("sections", _keyed(before.get("sections")), _keyed(after.get("sections")))
    yield from _fields(before, after)
    for name in LISTS:
        yield from _compare(name, _keyed(old.get(name)), _keyed(new.get(name)))
    yield from _compare(LAWS, _laws(old.get(LAWS)), _laws(new.get(LAWS)))


def _property(name: str, before: Any, after: Any) -> Iterator[Change]:
    """One property of the whole; the parts of a small group (`consultation`) one by one."""
    if name in PARTS and isinstance(before or {}, Mapping) and isinstance(after or {}, Mapping):
        parts = _parts(before or {}, after or {})
    else:
        parts = (Part(name, before, after),)
    yield Change("procedure", name, ADDED if before is None else REMOVED if after is None else CHANGED, name, parts)


def _form(document: Mapping[str, Any]) -> Mapping[str, Any]:
    form = document.get("form")
    return form if isinstance(form, Mapping) else {}


def _schema(form: Mapping[str, Any]) -> Mapping[str, Any]:
    schema = form.get("schema")
    return schema if isinstance(schema, Mapping) else {}


def properties_of(schema: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The questions of a schema in their order, each with its `required`."""
    properties = schema.get("properties")
    if not isinstance(properties, Mapping):
        return {}
    must = schema.get("required")
    needed = set(must) if isinstance(must, list) else set()
    return {
        str(key): {**data, "required": key in needed} for key, data in in_order(properties) if isinstance(data, Mapping)
    }


def _fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    """Questions by their key; the columns of a table as places of their own."""
    had, has = properties_of(_schema(before)), properties_of(_schema(after))
    yield from _compare("fields", _without_columns(had), _without_columns(has))
    for key in has.keys() & had.keys():
        old, new = _columns(had[key]), _columns(has[key])
        if old or new:
            for change in _compare("columns", old, new):
                yield Change("columns", f"{key}.{change.key}", change.kind, change.title, change.parts)


def _without_columns(fields: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {
        key: {name: value for name, value in data.items() if name != "items"} if _columns(data) else data
        for key, data in fields.items()
    }


def _columns(data: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    items = data.get("items")
    return properties_of(items) if isinstance(items, Mapping) else {}


def _keyed(items: Any) -> dict[str, Mapping[str, Any]]:
    rows = items if isinstance(items, list | tuple) else []
    return {str(row["key"]): row for row in rows if isinstance(row, Mapping) and "key" in row}


def _laws(items: Any) -> dict[str, Mapping[str, Any]]:
    """Legal texts by their number, by their title where they have none."""
    rows = items if isinstance(items, list | tuple) else []
    return {str(row.get("number") or row.get("title")): row for row in rows if isinstance(row, Mapping)}


def _compare(place: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    moved = _moved([key for key in old if key in new], [key for key in new if key in old]) if place in ORDERED else ()
    for key, data in new.items():
        if key not in old:
            yield Change(place, key, ADDED, title_of(data, key), _parts({}, data))
        elif parts := _parts(old[key], data):
            yield Change(place, key, CHANGED, title_of(data, key), parts)
        elif key in moved:
            yield Change(place, key, MOVED, title_of(data, key))
    for key, data in old.items():
        if key not in new:
            yield Change(place, key, REMOVED, title_of(data, key), _parts(data, {}))


def _moved(old: list[str], new: list[str]) -> frozenset[str]:
    """The fewest keys that must have changed their place: those outside a longest run kept in order."""
    place = {key: number for number, key in enumerate(old)}
    best: list[list[str]] = []
    for key in new:
        runs = [run for run in best if place[run[-1]] < place[key]]
        best.append([*_longest(runs), key])
    return frozenset(new) - frozenset(_longest(best))


def _longest(runs: list[list[str]]) -> list[str]:
    return max(runs, key=lambda run: len(run)) if runs else []


def _parts(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Part, ...]:
    names = [name for name in dict.fromkeys([*old, *new]) if name != "key" and name not in UNSEEN]
    return tuple(Part(name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name))


def title_of(data: Mapping[str, Any], key: str) -> str:
    """What people call it."""
    return str(data.get("title") or key)
