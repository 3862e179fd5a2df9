"""The form of a procedure as a sheet to fill in by hand: plain data for the press."""

from __future__ import annotations

from typing import Any

from motcua.procedures.rules.conditions import Condition
from motcua.procedures.rules.definition import Definition
from motcua.procedures.rules.fields import FormField

EMPTY_ROWS = 4
LINES = {"longtext": 4, "address": 2}
BOXES = {"personal-number": 12}


def blank_form(definition: Definition) -> dict[str, Any]:
    """Title, procedure and every section with its questions."""
    fields = definition.form.fields
    return {
        "title": definition.form_title or definition.short_name,
        "procedure": definition.short_name,
        "code": definition.code,
        "generic": definition.generic_form,
        "sections": [
            {
                "title": section.title,
                "hint": section.hint,
                "when": condition_words(section.show_if, fields),
                "fields": [blank_field(field, fields) for field in section.fields if field.kind != "computed"],
            }
            for section in definition.form.sections
        ],
        "papers": [paper.title for paper in definition.papers if not paper.form],
    }


def blank_field(field: FormField, fields: Any) -> dict[str, Any]:
    """One question as it is drawn: boxes to tick, boxes for digits, lines, or a table with empty rows."""
    options = [option.title for option in field.options]
    if field.kind == "boolean":
        options = ["Có", "Không"]
    return {
        "title": field.title,
        "hint": field.hint,
        "kind": "agreement" if field.kind == "agreement" else "table" if field.kind == "table" else "line",
        "options": options,
        "boxes": BOXES.get(field.kind, 0),
        "lines": LINES.get(field.kind, 1),
        "unit": field.unit,
        "columns": [column.title for column in field.columns],
        "rows": EMPTY_ROWS,
        "when": condition_words(field.show_if, fields),
        "required": field.required,
    }


def condition_words(condition: Condition | None, fields: Any) -> str:
    """'Khi “Tình trạng” là “Đã kết hôn”'; '' for a condition that is no simple choice."""
    if condition is None or condition.operator not in ("equals", "in", "contains"):
        return ""
    asked = fields.get(condition.field)
    if asked is None:
        return ""
    values = condition.value if condition.operator == "in" else (condition.value,)
    said = {True: "Có", False: "Không"} | {option.value: option.title for option in asked.options}
    words = " hoặc ".join(f"“{said.get(value, value)}”" for value in values)
    return f"Chỉ ghi khi mục “{asked.title}” là {words}."
