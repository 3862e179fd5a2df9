"""Moving a person's unsent answers to another version: what is kept, what is asked again, what is set aside.

The law: a draft carried over equals a new draft of the new version filled with the answers that survive. Nothing typed
is lost: what the new version can't hold is set aside, and comes back when a later version asks it again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from motcua.procedures.rules.fields import Form, FormField, visible_fields
from motcua.procedures.rules.validation import empty

TYPED = frozenset({"text", "longtext", "name", "email", "phone", "personal-number"})
"""Kinds whose answer stays a line of text that the person can mend on the screen."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """An answer the new version has no place for: under its key, with the old title."""

    key: str
    title: str
    value: Any


@dataclass(frozen=True, slots=True)
class Carried:
    """The outcome. `again`: keys of shown questions to look at; `aside`: all that has no place, `lost`: keys of this move."""

    answers: Mapping[str, Any] = field(default_factory=dict)
    again: tuple[str, ...] = ()
    aside: tuple[SetAside, ...] = ()
    lost: frozenset[str] = frozenset()

    @property
    def lossless(self) -> bool:
        """Whether nothing has to be said to the person."""
        return not self.again and not self.lost


def carry(old: Form, new: Form, answers: Mapping[str, Any], aside: tuple[SetAside, ...] = ()) -> Carried:
    """Moves answers from the form `old` to `new`; `aside` is what moves before this one had to set aside."""
    held: dict[str, Any] = {}
    away = {one.key: one for one in aside}
    for key, value in answers.items():
        source = old.fields.get(key)
        if fits(source, new.fields.get(key), value):
            held[key] = value
            away.pop(key, None)
        elif not empty(value) and (source is None or source.kind != "computed"):
            away[key] = SetAside(key, source.title if source else key, value)
    back = {key for key, one in away.items() if key not in answers and fits(None, new.fields.get(key), one.value)}
    held |= {key: away.pop(key).value for key in back}
    seen = visible_fields(new, held)
    again = tuple(key for key in new.fields if key in seen and _look_again(old, new, key, held, back))
    lost = frozenset(key for key in away if key in answers)
    return Carried(held, again, tuple(away.values()), lost)


def fits(source: FormField | None, target: FormField | None, value: Any) -> bool:
    """Whether the new question's control can hold the old answer (it may still have to be mended there)."""
    if target is None or target.kind == "computed":
        return False
    if source == target:
        return True
    if source is not None and source.kind != target.kind and not {source.kind, target.kind} <= TYPED:
        return False
    match target.kind:
        case "choice":
            return any(option.value == value for option in target.options)
        case "choices":
            known = [option.value for option in target.options]
            return isinstance(value, list) and all(one in known for one in value)
        case "table":
            return _rows_fit(source, target, value)
        case "boolean" | "agreement":
            return isinstance(value, bool)
        case "address":
            return isinstance(value, Mapping)
    return not isinstance(value, list | Mapping)


def _rows_fit(source: FormField | None, target: FormField, value: Any) -> bool:
    """A table is kept whole or set aside whole: a row torn apart is worth nothing."""
    had = {column.key: column for column in source.columns} if source else {}
    has = {column.key: column for column in target.columns}
    if not isinstance(value, list):
        return False
    return all(
        isinstance(row, Mapping) and all(key in has and fits(had.get(key), has[key], cell) for key, cell in row.items())
        for row in value
    )


def _look_again(old: Form, new: Form, key: str, held: Mapping[str, Any], back: set[str]) -> bool:
    """A shown question the person must look at: new and required, come back, or asking something else than before."""
    source, target = old.fields.get(key), new.fields[key]
    if target.kind == "computed":
        return False
    if source is None or key in back:
        return target.required or key in back
    if key not in held:
        return target.required and (not source.required or _asks_otherwise(source, target))
    return _asks_otherwise(source, target)


def _asks_otherwise(source: FormField, target: FormField) -> bool:
    """Whether an answer given to the old question may be wrong for the new one."""
    same = ("kind", "title", "pattern", "unit", "earliest", "latest", "minimum", "maximum")
    if any(getattr(source, name) != getattr(target, name) for name in same):
        return True
    if target.shortest > source.shortest or target.longest < source.longest:
        return True
    chosen = {option.value: option.title for option in target.options}
    if any(chosen.get(option.value, option.title) != option.title for option in source.options):
        return True
    had = {column.key: column for column in source.columns}
    return any(column.key not in had or _asks_otherwise(had[column.key], column) for column in target.columns)
