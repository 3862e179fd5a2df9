"""Answers as people read them: labels, dates the Vietnamese way, tables with their rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from motcua.procedures.rules.fields import Form, FormField, visible_fields
from motcua.procedures.rules.messages import gettext_noop
from motcua.procedures.rules.settling import address_text, settle
from motcua.procedures.rules.validation import empty, plain, shown

YES, NO = gettext_noop("Có"), gettext_noop("Không")


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """One line: the path for links and corrections, the label and the answer in words; `rows` for a table."""

    path: str
    title: str
    text: str
    rows: tuple[tuple[tuple[str, str], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ShownSection:
    """One screen's answers."""

    key: str
    title: str
    answers: tuple[ShownAnswer, ...]


def in_words(field: FormField, value: Any) -> str:
    """One answer as text; '' when it was not answered."""
    if empty(value):
        return ""
    match field.kind:
        case "choice":
            return next((option.title for option in field.options if option.value == value), str(value))
        case "choices":
            picked = value if isinstance(value, list) else [value]
            return ", ".join(option.title for option in field.options if option.value in picked)
        case "boolean" | "agreement":
            return YES if value is True else NO if value is False else str(value)
        case "date" | "partial-date":
            return shown(str(value)) if isinstance(value, str) else str(value)
        case "address":
            return address_text(value)
        case "number" | "integer" | "money" | "computed" if isinstance(value, int | float):
            unit = "đồng" if field.kind == "money" else field.unit
            return f"{plain(value)} {unit}".strip()
    return str(value)


def table_rows(field: FormField, value: Any) -> tuple[tuple[tuple[str, str], ...], ...]:
    """A table's rows as (column title, answer) pairs."""
    rows = value if isinstance(value, list) else []
    return tuple(
        tuple((column.title, in_words(column, row.get(column.key))) for column in field.columns)
        for row in rows
        if isinstance(row, Mapping)
    )


def shown_answers(form: Form, answers: Mapping[str, Any]) -> tuple[ShownSection, ...]:
    """Every shown field with its answer, computed ones worked out anew."""
    seen, values = visible_fields(form, answers), settle(form, answers)
    return tuple(
        ShownSection(
            section.key,
            section.title,
            tuple(_shown(field, answers, values) for field in section.fields if field.key in seen),
        )
        for section in form.sections
        if any(field.key in seen for field in section.fields)
    )


def _shown(field: FormField, answers: Mapping[str, Any], values: Mapping[str, Any]) -> ShownAnswer:
    value = (values if field.kind == "computed" else answers).get(field.key)
    if field.kind == "table":
        return ShownAnswer(field.key, field.title, "", table_rows(field, value))
    return ShownAnswer(field.key, field.title, in_words(field, value))
