"""The form as the engine sees it: sections and fields read from a JSON Schema 2020-12 subset with `x-` keywords.

docs/procedure-format.md describes every keyword. A field's key is its stable id across versions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from motcua.procedures.rules.conditions import Condition, holds, parse_condition
from motcua.procedures.rules.ordering import in_order

KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
WIDGETS = {
    "text": "text",
    "longtext": "longtext",
    "name": "name",
    "personal-number": "personal-number",
    "phone": "phone",
    "email": "email",
    "number": "number",
    "integer": "integer",
    "money": "money",
    "date": "date",
    "partial-date": "partial-date",
    "radios": "choice",
    "select": "choice",
    "checkboxes": "choices",
    "yes-no": "boolean",
    "agreement": "agreement",
    "address": "address",
    "table": "table",
    "computed": "computed",
}
LONGEST = {"text": 300, "longtext": 3000, "name": 120, "email": 120, "address": 300}
SEARCHES = ("owner_name", "submitter_name", "id_number", "phone", "email", "address", "name", "number")
ROLES = ("submitter", "owner", "representative")


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose."""

    value: Any
    title: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class FormField:
    """One question. `kind` decides how it is read, checked and shown; `columns` are the questions of a table's row."""

    key: str
    kind: str
    title: str
    section: str = ""
    widget: str = ""
    hint: str = ""
    required: bool = False
    options: tuple[Option, ...] = ()
    columns: tuple[FormField, ...] = ()
    shortest: int = 0
    longest: int = 300
    minimum: float | None = None
    maximum: float | None = None
    pattern: str = ""
    mask: str = ""
    fits: str = ""
    misfit: str = ""
    earliest: str = ""
    latest: str = ""
    show_if: Condition | None = None
    prefill: str = ""
    search: str = ""
    role: str = ""
    autocomplete: str = ""
    missing: str = ""
    unit: str = ""
    row_title: str = ""
    width: str = ""
    computed: Mapping[str, Any] = field(default_factory=dict)
    matches: Mapping[str, str] = field(default_factory=dict)
    remind: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Section:
    """One screen of the form."""

    key: str
    title: str
    hint: str = ""
    show_if: Condition | None = None
    fields: tuple[FormField, ...] = ()


@dataclass(frozen=True)
class Form:
    """All sections in their order, and every field by its key."""

    sections: tuple[Section, ...] = ()
    fields: Mapping[str, FormField] = field(default_factory=dict)

    def section(self, key: str) -> Section | None:
        """The section of that key."""
        return next((section for section in self.sections if section.key == key), None)


def kind_of(data: Mapping[str, Any]) -> str:
    """The kind of a schema property: by its `x-widget`, else by type and format."""
    if widget := data.get("x-widget"):
        return WIDGETS.get(str(widget), "text")
    if "oneOf" in data or "enum" in data:
        return "choice"
    kinds = {"integer": "integer", "number": "number", "boolean": "boolean", "object": "address"}
    if data.get("type") == "array":
        return "table" if data.get("items", {}).get("type") == "object" else "choices"
    if data.get("type") == "string":
        return {"date": "date", "email": "email"}.get(str(data.get("format")), "text")
    return kinds.get(str(data.get("type")), "text")


def parse_field(key: str, data: Mapping[str, Any], *, required: bool) -> FormField:
    """A field from its schema property."""
    kind = kind_of(data)
    items = data.get("items", {})
    choices = data.get("oneOf") or items.get("oneOf") or [{"const": v} for v in data.get("enum", [])]
    table = kind == "table"
    return FormField(
        key=key,
        kind=kind,
        title=str(data.get("title", key)),
        section=str(data.get("x-section", "")),
        widget=str(data.get("x-widget", "")),
        hint=str(data.get("x-hint", "")),
        required=required and kind != "computed",
        options=tuple(Option(c["const"], str(c.get("title", c["const"])), str(c.get("x-hint", ""))) for c in choices),
        columns=parse_columns(items) if table else (),
        shortest=int(data.get("minItems" if table else "minLength", 0)),
        longest=int(data.get("maxItems" if table else "maxLength", 20 if table else LONGEST.get(kind, 300))),
        minimum=data.get("minimum"),
        maximum=data.get("maximum"),
        pattern=str(data.get("pattern", "")),
        earliest=str(data.get("x-earliest", "")),
        latest=str(data.get("x-latest", "")),
        show_if=parse_condition(data.get("x-show-if")),
        computed=data.get("x-computed", {}),
        matches=data.get("x-matches", {}),
        remind=data.get("x-remind", {}),
        **{name: str(data.get(f"x-{name.replace('_', '-')}", "")) for name in TEXT_KEYWORDS},
    )


TEXT_KEYWORDS = (
    "prefill",
    "search",
    "role",
    "autocomplete",
    "missing",
    "unit",
    "row_title",
    "width",
    "mask",
    "fits",
    "misfit",
)


def parse_columns(items: Mapping[str, Any]) -> tuple[FormField, ...]:
    """The questions of a table's row."""
    must = items.get("required", ())
    return tuple(parse_field(key, data, required=key in must) for key, data in in_order(items.get("properties", {})))


def parse_form(data: Mapping[str, Any]) -> Form:
    """The form of a document: `{schema: {properties, required}, sections: […]}`; a field without section joins the first."""
    schema = data.get("schema", {})
    must = schema.get("required", ())
    fields = {key: parse_field(key, prop, required=key in must) for key, prop in in_order(schema.get("properties", {}))}
    listed = data.get("sections") or [{"key": "form", "title": ""}]
    first = listed[0]["key"]
    sections = tuple(
        Section(
            key=str(section["key"]),
            title=str(section.get("title", "")),
            hint=str(section.get("hint", "")),
            show_if=parse_condition(section.get("show_if")),
            fields=tuple(field for field in fields.values() if (field.section or first) == section["key"]),
        )
        for section in listed
    )
    return Form(sections=sections, fields=fields)


def visible_fields(form: Form, answers: Mapping[str, Any]) -> frozenset[str]:
    """Keys of the fields that count for these answers: a field that is not shown answers no condition of another."""
    known: dict[str, bool] = {}
    homes = {field.key: section for section in form.sections for field in section.fields}

    def seen(key: str) -> bool:
        if key not in known:
            known[key] = False
            field, section = form.fields.get(key), homes.get(key)
            if field is not None and section is not None:
                known[key] = fulfilled(section.show_if) and fulfilled(field.show_if)
        return known[key]

    def fulfilled(condition: Condition | None) -> bool:
        if condition is None:
            return True
        return holds(condition, {key: answers.get(key) for key in condition.fields() if seen(key)})

    return frozenset(key for key in form.fields if seen(key))


def visible_sections(form: Form, answers: Mapping[str, Any]) -> tuple[Section, ...]:
    """The screens a person passes through with these answers."""
    seen = visible_fields(form, answers)
    return tuple(section for section in form.sections if any(field.key in seen for field in section.fields))
