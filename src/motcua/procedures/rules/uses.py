"""What in a document looks at a question or a part of the form: none may go while something still needs it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from motcua.procedures.rules.computing import sources_of


@dataclass(frozen=True, slots=True)
class Use:
    """One place that needs a question, in words; `alone`: a question's condition on nothing else, which may go with it."""

    words: str
    alone: bool = False


def asked_in(condition: Any) -> frozenset[str]:
    """Keys of the fields a condition looks at; nothing for what can't be read."""
    if not isinstance(condition, Mapping):
        return frozenset()
    own = {condition["field"]} if isinstance(condition.get("field"), str) else set()
    parts = [*_listed(condition.get("all")), *_listed(condition.get("any")), condition.get("not")]
    return frozenset(own).union(*(asked_in(part) for part in parts))


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else []


def uses_of(document: Mapping[str, Any], key: str) -> list[Use]:
    """Every place of a document that needs the question of that key."""
    return [*_in_form(document.get("form") or {}, key), *_in_lists(document, key)]


def _in_form(form: Mapping[str, Any], key: str) -> Iterator[Use]:
    properties = (form.get("schema") or {}).get("properties") or {}
    for section in form.get("sections") or ():
        if key in asked_in(section.get("show_if")):
            yield Use(f"điều kiện của phần “{section.get('title')}”")
    yield from column_uses(properties, key)


def column_uses(properties: Mapping[str, Any], key: str) -> Iterator[Use]:
    """The questions, or columns of one table, that need another of them."""
    for name, data in properties.items():
        if name == key:
            continue
        title, asked = data.get("title", name), asked_in(data.get("x-show-if"))
        if key in asked:
            yield Use(f"điều kiện của câu “{title}”", alone=asked == {key})
        if key in {one.partition(".")[0] for one in sources_of(data.get("x-computed") or {})}:
            yield Use(f"câu tự tính “{title}”")
        if key in (data.get("x-matches") or {}).values():
            yield Use(f"phép đối chiếu của câu “{title}”")


PLACES = (("cases", "trường hợp"), ("papers", "giấy tờ"), ("steps", "bước"))


def _in_lists(document: Mapping[str, Any], key: str) -> Iterator[Use]:
    for name, words in PLACES:
        for row in document.get(name) or ():
            if key in asked_in(row.get("when")):
                yield Use(f"điều kiện của {words} “{row.get('title')}”")
    for fee in document.get("fees") or ():
        basis = fee.get("basis") or {}
        if key == basis.get("table") or ("table" not in basis and key in (basis.get("quantity"), basis.get("times"))):
            yield Use(f"cách tính khoản phí “{fee.get('title')}”")
        if key in asked_in(fee.get("when")):
            yield Use(f"điều kiện của khoản phí “{fee.get('title')}”")
        for one in fee.get("reductions") or ():
            if key in asked_in(one.get("when")):
                yield Use(f"điều kiện miễn, giảm “{one.get('title')}”")


def fee_columns(document: Mapping[str, Any], table: str, key: str) -> Iterator[Use]:
    """The fees that count by a column of a table, and the values worked out from it."""
    for data in ((document.get("form") or {}).get("schema") or {}).get("properties", {}).values():
        if f"{table}.{key}" in sources_of(data.get("x-computed") or {}):
            yield Use(f"câu tự tính “{data.get('title')}”")
    for fee in document.get("fees") or ():
        basis = fee.get("basis") or {}
        if basis.get("table") == table and key in (basis.get("quantity"), basis.get("times")):
            yield Use(f"cách tính khoản phí “{fee.get('title')}”")


def without(schema: Mapping[str, Any], key: str) -> dict[str, Any]:
    """A schema without a question, and without the conditions of other questions that looked at it alone."""
    kept = deepcopy(dict(schema))
    kept["properties"] = {name: data for name, data in (kept.get("properties") or {}).items() if name != key}
    kept["required"] = [name for name in kept.get("required") or () if name != key]
    for data in kept["properties"].values():
        if asked_in(data.get("x-show-if")) == {key}:
            del data["x-show-if"]
    return kept


def questions_in(form: Mapping[str, Any], section: str) -> list[str]:
    """Titles of the questions that stand in a part of the form."""
    properties = (form.get("schema") or {}).get("properties") or {}
    return [str(data.get("title", name)) for name, data in properties.items() if data.get("x-section") == section]
