"""Repeated groups: one fieldset a row, rows added and removed by the server, so that no script is needed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from motcua.procedures.forms.elements import Drawing, Place, error_html, esc, hint_html, optional_mark, own_words
from motcua.procedures.forms.widgets import draw_control
from motcua.procedures.rules.fields import FormField


def draw_table(drawing: Drawing, asked: FormField, place: Place, value: Any) -> str:
    """All rows that have answers, and one empty row when there is none or one more is wanted."""
    rows = [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []
    wanted = len(rows) + (drawing.extra == asked.key)
    count = min(max(wanted, asked.shortest if asked.required else 0, 1), asked.longest)
    error = drawing.error(place.path)
    drawn = "".join(
        _row(drawing, asked, place, number, rows[number] if number < len(rows) else {}) for number in range(count)
    )
    more = (
        f'<button class="govuk-button govuk-button--secondary" name="mc-add" value="{esc(asked.key)}" formnovalidate>'
        f"{drawing.word('Thêm dòng')}</button>"
    )
    return (
        f'<fieldset class="govuk-fieldset mc-repeat" id="{place.id}" tabindex="-1">'
        f'<legend class="govuk-fieldset__legend govuk-fieldset__legend--m">{own_words(asked.title)}'
        f"{optional_mark(drawing, asked)}</legend>{hint_html(place, asked.hint)}{error_html(drawing, place, error)}"
        f'<input type="hidden" name="{esc(place.name)}-rows" value="{count}">{drawn}'
        f"{more if count < asked.longest else ''}</fieldset>"
    )


def _row(drawing: Drawing, asked: FormField, place: Place, number: int, row: Mapping[str, Any]) -> str:
    here = place.part(str(number))
    title = f"{own_words(asked.row_title) if asked.row_title else drawing.word('Dòng')} {number + 1}"
    remove = (
        f'<button class="govuk-button govuk-button--secondary mc-repeat__remove" name="{esc(here.name)}-remove" value="1"'
        f' formnovalidate>{drawing.word("Xóa")}<span class="govuk-visually-hidden"> {title}</span></button>'
    )
    cells = "".join(_cell(drawing, column, here.part(column.key), row.get(column.key)) for column in asked.columns)
    return (
        f'<fieldset class="govuk-fieldset mc-repeat__row"><legend class="govuk-fieldset__legend govuk-fieldset__legend--s">'
        f"{title}</legend>{cells}{remove if row or number else ''}</fieldset>"
    )


def _cell(drawing: Drawing, column: FormField, place: Place, value: Any) -> str:
    wrong = " govuk-form-group--error" if place.path in drawing.errors else ""
    return f'<div class="govuk-form-group{wrong}">{draw_control(drawing, column, place, value)}</div>'
