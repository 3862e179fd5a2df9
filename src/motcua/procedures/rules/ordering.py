"""The order of fields as data: a JSON object has none (PostgreSQL's jsonb sorts keys), so each property carries `x-order`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def in_order(properties: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Properties by their `x-order`; those without one after the others, as they stand."""
    return sorted(properties.items(), key=lambda item: _place(item[1]))


def _place(data: Any) -> float:
    order = data.get("x-order") if isinstance(data, Mapping) else None
    return float(order) if isinstance(order, int) else float("inf")


def with_order(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document with `x-order` 1, 2, 3… on every field and column that has none yet; call it while the order is known."""
    form = document.get("form")
    if not isinstance(form, Mapping) or not isinstance(form.get("schema"), Mapping):
        return dict(document)
    return {**document, "form": {**form, "schema": _ordered(form["schema"])}}


def _ordered(schema: Mapping[str, Any]) -> dict[str, Any]:
    properties = schema.get("properties")
    if not isinstance(properties, Mapping) or not all(isinstance(data, Mapping) for data in properties.values()):
        return dict(schema)
    ordered = {}
    for number, (key, data) in enumerate(in_order(properties), 1):
        items = data.get("items")
        inner = {"items": _ordered(items)} if isinstance(items, Mapping) and "properties" in items else {}
        ordered[key] = {**data, **inner, "x-order": number}
    return {**schema, "properties": ordered}
