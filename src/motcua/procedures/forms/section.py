"""One screen of a form, and the links of its error summary."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from motcua.procedures.forms.elements import Drawing, Place, esc, say
from motcua.procedures.forms.tables import draw_table
from motcua.procedures.forms.widgets import computed_value, draw_control
from motcua.procedures.rules.conditions import Condition, holds
from motcua.procedures.rules.fields import Form, FormField, Section

# Enter in a text box presses the form's first button: it must not be the one that removes a row.
DEFAULT_BUTTON = '<button class="govuk-visually-hidden" tabindex="-1" aria-hidden="true"></button>'

# Conditions without a question: all of nothing holds, any of nothing does not.
ALWAYS: dict[str, Any] = {"all": []}
NEVER: dict[str, Any] = {"any": []}


def draw_section(
    section: Section, answers: Mapping[str, Any], errors: Mapping[str, str], extra: str = ""
) -> SafeString:
    """The form groups of a section; `extra` names a table that should show one more empty row."""
    drawing = Drawing(answers, errors, extra)
    here = frozenset(asked.key for asked in section.fields)
    groups = [_group(drawing, asked, here) for asked in section.fields]
    if any(asked.kind == "table" for asked in section.fields):
        groups.insert(0, DEFAULT_BUTTON)
    return mark_safe("\n".join(groups))  # noqa: S308 - built by `esc`


def _group(drawing: Drawing, asked: FormField, here: frozenset[str]) -> str:
    place = Place(asked.key, asked.key)
    if asked.kind == "computed":
        inner = draw_control(drawing, asked, place, computed_value(drawing, asked))
    elif asked.kind == "table":
        inner = draw_table(drawing, asked, place, drawing.answers.get(asked.key))
    else:
        inner = draw_control(drawing, asked, place, drawing.answers.get(asked.key))
    wrong = " govuk-form-group--error" if asked.key in drawing.errors and asked.kind != "table" else ""
    condition = for_browser(asked.show_if, here, drawing.answers) if asked.show_if else None
    shown_if = f' data-mc-show-if="{esc(said(condition))}"' if condition and condition != ALWAYS else ""
    hidden = " data-mc-hidden" if condition == NEVER else ""
    return f'<div class="govuk-form-group{wrong}" id="g-{asked.key}"{shown_if}{hidden}>{inner}</div>'


def for_browser(condition: Condition, here: frozenset[str], answers: Mapping[str, Any]) -> dict[str, Any] | None:
    """The condition as the page's script understands it; None where it does not, the field is then always in sight.

    What was answered on another screen than `here` is decided now: the script can't see it.
    """
    if not here.intersection(condition.fields()):
        return ALWAYS if holds(condition, answers) else NEVER
    name, value = condition.field, condition.value
    match condition.operator:
        case "equals" | "contains":
            return {"field": name, "equals": value}
        case "not_equals":
            return {"field": name, "not": value}
        case "in":
            return {"field": name, "in": list(value)}
        case "filled":
            return {"field": name, "filled": bool(value)}
        case "all" | "any":
            parts = [for_browser(part, here, answers) for part in condition.parts]
            return None if None in parts else {condition.operator: parts}
    return None


def said(condition: dict[str, Any]) -> str:
    """A condition as JSON for an attribute."""
    return json.dumps(condition, ensure_ascii=False)


def anchor(form: Form, path: str) -> str:
    """The id of the control at which an error must be mended."""
    key, *rest = path.split(".")
    asked = form.fields.get(key)
    if asked is not None and len(rest) == 2:
        asked = next((column for column in asked.columns if column.key == rest[1]), None)
    name = f"f-{path.replace('.', '-')}"
    if asked is not None and asked.kind in ("date", "partial-date"):
        return f"{name}-day"
    if asked is not None and asked.kind == "address" and not rest:
        return f"{name}-street"
    return name


def error_links(form: Form, errors: Mapping[str, str]) -> dict[str, str]:
    """{id of the control: sentence} in the order of the form, for the error summary."""
    places = {key: number for number, key in enumerate(form.fields)}
    ordered = sorted(errors.items(), key=lambda item: places.get(item[0].split(".")[0], len(places)))
    return {anchor(form, path): row_words(form, path) + say(message) for path, message in ordered}


def row_words(form: Form, path: str) -> str:
    """'Thành viên 2: ' before an error inside a table, since rows share their questions."""
    key, *rest = path.split(".")
    table = form.fields.get(key)
    if table is None or table.kind != "table" or not rest or not rest[0].isdigit():
        return ""
    return f"{table.row_title or _('Dòng')} {int(rest[0]) + 1}: "
