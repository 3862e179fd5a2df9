"""One function for each kind of control; `draw_control` chooses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from motcua.procedures.forms.elements import (
    Drawing,
    Place,
    described_by,
    error_html,
    esc,
    fieldset_html,
    hint_html,
    input_html,
    label_html,
    own_language,
    own_words,
)
from motcua.procedures.rules.computing import compute
from motcua.procedures.rules.expressions import read_pattern
from motcua.procedures.rules.fields import FormField
from motcua.procedures.rules.patterns import LONGEST_TEXT, BadPattern
from motcua.procedures.rules.showing import in_words
from motcua.procedures.rules.validation import plain

Draw = Callable[[Drawing, FormField, Place, Any], str]

TEXT_LIKE: dict[str, dict[str, Any]] = {
    "name": {"autocapitalize": "words", "spellcheck": "false"},
    "personal-number": {"inputmode": "numeric", "css": " govuk-input--width-20", "spellcheck": "false"},
    "phone": {"type": "tel", "inputmode": "tel", "css": " govuk-input--width-20"},
    "email": {"type": "email", "inputmode": "email", "spellcheck": "false"},
    "number": {"inputmode": "decimal", "css": " govuk-input--width-10"},
    "integer": {"inputmode": "numeric", "css": " govuk-input--width-10"},
    "money": {"inputmode": "numeric", "css": " govuk-input--width-20", "data_mc": "money"},
}
NUMBERS = ("number", "integer", "money")


def draw_control(drawing: Drawing, asked: FormField, place: Place, value: Any) -> str:
    """The whole form group of one question."""
    draw = WIDGETS.get(asked.kind, draw_text)
    if asked.kind == "choice" and asked.widget == "select":
        draw = draw_select
    return draw(drawing, asked, place, value)


def shown_value(asked: FormField, value: Any) -> Any:
    """A number as it would be typed (money with points between thousands); anything else, unread texts too, as it is."""
    if asked.kind not in NUMBERS or isinstance(value, bool) or not isinstance(value, int | float):
        return value
    if asked.kind == "money":
        return plain(value)
    return f"{value:.6f}".rstrip("0").rstrip(".").replace(".", ",") if isinstance(value, float) else str(value)


def draw_text(drawing: Drawing, asked: FormField, place: Place, value: Any) -> str:
    """A single line of text, a number, a phone number…"""
    error = drawing.error(place.path)
    said = dict(TEXT_LIKE.get(asked.kind, {}))
    if asked.width:
        said["css"] = f" govuk-input--width-{esc(asked.width)}"
    said["described"] = described_by(place, asked.hint, error)
    if asked.pattern and asked.kind == "text":
        said |= shape_of(asked)
    shown = shown_value(asked, value)
    box = input_html(place, shown, error=error, autocomplete=asked.autocomplete or None, **said)
    if asked.unit or asked.kind == "money":
        unit = own_words(asked.unit or "đồng")
        box = f'<div class="govuk-input__wrapper">{box}<div class="govuk-input__suffix" aria-hidden="true">{unit}</div></div>'
    return f"{label_html(drawing, place, asked)}{hint_html(place, asked.hint)}{error_html(drawing, place, error)}{box}"


def shape_of(asked: FormField) -> dict[str, Any]:
    """The same pattern for the browser, with an example beside it; one of before that can't be taken is left out."""
    try:
        pattern = read_pattern(asked.pattern).html
    except BadPattern:
        return {}
    return {"pattern": pattern, "maxlength": min(asked.longest, LONGEST_TEXT), "title": asked.fits or None}


def draw_longtext(drawing: Drawing, asked: FormField, place: Place, value: Any) -> str:
    """Several lines."""
    error = drawing.error(place.path)
    wrong = " govuk-textarea--error" if error else ""
    said = described_by(place, asked.hint, error)
    box = (
        f'<textarea class="govuk-textarea{wrong}" id="{place.id}" name="{esc(place.name)}" rows="4"{said}>'
        f"\n{esc('' if value is None else value)}</textarea>"
    )
    return f"{label_html(drawing, place, asked)}{hint_html(place, asked.hint)}{error_html(drawing, place, error)}{box}"


def date_parts(value: Any) -> tuple[str, str, str]:
    """Day, month and year of an ISO text, or of '32/8/2026' that could not be read."""
    text = str(value or "")
    if "/" in text:
        parts = [*text.split("/"), "", ""]
        return parts[0], parts[1], parts[2]
    parts = [*text.split("-"), "", ""]
    return parts[2].lstrip("0"), parts[1].lstrip("0"), parts[0]


def draw_date(drawing: Drawing, asked: FormField, place: Place, value: Any) -> str:
    """Three small boxes: day, month, year."""
    error = drawing.error(place.path)
    birthday = {"birth_date": ("bday-day", "bday-month", "bday-year")}.get(asked.prefill, ("", "", ""))
    boxes = []
    names = (("day", "Ngày", "2"), ("month", "Tháng", "2"), ("year", "Năm", "4"))
    for (part, word, width), shown, auto in zip(names, date_parts(value), birthday, strict=True):
        here = place.part(part)
        box = input_html(
            here,
            shown,
            css=f" govuk-date-input__input govuk-input--width-{width}",
            error=error,
            inputmode="numeric",
            autocomplete=auto,
        )
        boxes.append(
            '<div class="govuk-date-input__item"><div class="govuk-form-group">'
            f'<label class="govuk-label govuk-date-input__label" for="{here.id}">{drawing.word(word)}</label>'
            f"{box}</div></div>"
        )
    inner = f'<div class="govuk-date-input" id="{place.id}">{"".join(boxes)}</div>'
    return fieldset_html(drawing, place, asked, error, inner, role="group")


def draw_choices(drawing: Drawing, asked: FormField, place: Place, value: Any) -> str:
    """Radios, or checkboxes when several answers may be given; the first carries the question's id."""
    several = asked.kind == "choices"
    picked = value if isinstance(value, list) else [value]
    error = drawing.error(place.path)
    name, kind = ("checkboxes", "checkbox") if several else ("radios", "radio")
    items = []
    for number, option in enumerate(asked.options):
        ident = place.id if number == 0 else f"{place.id}-{number}"
        checked = " checked" if option.value in picked else ""
        hint = f'<div class="govuk-hint govuk-{name}__hint" id="{ident}-item-hint">{own_words(option.hint)}</div>'
        said = f' aria-describedby="{ident}-item-hint"' if option.hint else ""
        items.append(
            f'<div class="govuk-{name}__item"><input class="govuk-{name}__input" id="{ident}"'
            f' name="{esc(place.name)}" type="{kind}" value="{esc(option.value)}"{checked}{said}>'
            f'<label class="govuk-label govuk-{name}__label" for="{ident}">{own_words(option.title)}</label>'
            f"{hint if option.hint else ''}</div>"
        )
    small = f" govuk-{name}--small" if len(asked.options) > 7 else ""
    inner = f'<div class="govuk-{name}{small}">{"".join(items)}</div>'
    return fieldset_html(drawing, place, asked, error, inner)


def draw_boolean(drawing: Drawing, asked: FormField, place: Place, value: Any) -> str:
    """Yes or no, side by side."""
    error = drawing.error(place.path)
    items = []
    for ident, answer, sent, word in ((place.id, True, "true", "Có"), (f"{place.id}-no", False, "false", "Không")):
        checked = " checked" if value is answer else ""
        items.append(
            f'<div class="govuk-radios__item"><input class="govuk-radios__input" id="{ident}"'
            f' name="{esc(place.name)}" type="radio" value="{sent}"{checked}>'
            f'<label class="govuk-label govuk-radios__label" for="{ident}">{drawing.word(word)}</label></div>'
        )
    inner = f'<div class="govuk-radios govuk-radios--inline">{"".join(items)}</div>'
    return fieldset_html(drawing, place, asked, error, inner)


def draw_agreement(drawing: Drawing, asked: FormField, place: Place, value: Any) -> str:
    """One box to tick under a sentence."""
    error = drawing.error(place.path)
    checked = " checked" if value is True else ""
    said = described_by(place, asked.hint, error)
    return (
        f"{hint_html(place, asked.hint)}{error_html(drawing, place, error)}"
        f'<div class="govuk-checkboxes"><div class="govuk-checkboxes__item">'
        f'<input class="govuk-checkboxes__input" id="{place.id}" name="{esc(place.name)}" type="checkbox"'
        f' value="true"{checked}{said}><label class="govuk-label govuk-checkboxes__label" for="{place.id}">'
        f"{own_words(asked.title)}</label></div></div>"
    )


def draw_select(drawing: Drawing, asked: FormField, place: Place, value: Any) -> str:
    """A list to pick from."""
    error = drawing.error(place.path)
    wrong = " govuk-select--error" if error else ""
    said = described_by(place, asked.hint, error)
    language = own_language()
    options = "".join(
        f'<option value="{esc(option.value)}"{" selected" if option.value == value else ""}{language}>'
        f"{esc(option.title)}</option>"
        for option in asked.options
    )
    box = (
        f'<select class="govuk-select{wrong}" id="{place.id}" name="{esc(place.name)}"{said}>'
        f'<option value="">{drawing.word("Chọn")}</option>{options}</select>'
    )
    return f"{label_html(drawing, place, asked)}{hint_html(place, asked.hint)}{error_html(drawing, place, error)}{box}"


def draw_address(drawing: Drawing, asked: FormField, place: Place, value: Any) -> str:
    """Street, then ward and province."""
    known = value if isinstance(value, Mapping) else {}
    whole = drawing.error(place.path)
    first_words = drawing.word("Số nhà, đường, ấp, khu phố")
    rows = []
    for part, label, auto in (
        ("street", first_words, "address-line1"),
        ("unit", drawing.word("Xã, phường và tỉnh, thành phố"), "address-level2"),
    ):
        here = place.part(part)
        error = drawing.error(here.path)
        wrong = " govuk-form-group--error" if error else ""
        box = input_html(
            here,
            known.get(part),
            error=error,
            described=described_by(here, "", error),
            autocomplete=auto if asked.prefill else "",
        )
        rows.append(
            f'<div class="govuk-form-group{wrong}"><label class="govuk-label" for="{here.id}">{label}</label>'
            f"{error_html(drawing, here, error)}{box}</div>"
        )
    return fieldset_html(drawing, place, asked, whole, f'<div id="{place.id}">{"".join(rows)}</div>')


def draw_computed(drawing: Drawing, asked: FormField, place: Place, value: Any) -> str:
    """What the system fills in by itself."""
    words = esc(value) if value else drawing.word("Hệ thống tự ghi khi lưu")
    return (
        f'<p class="govuk-label" id="{place.id}-label">{own_words(asked.title)}</p>'
        f'<output class="mc-computed govuk-body" id="{place.id}" aria-labelledby="{place.id}-label">{words}</output>'
    )


def computed_value(drawing: Drawing, asked: FormField) -> str | None:
    """The words of a computed field for the answers at hand."""
    return in_words(asked, compute(asked, drawing.answers))


WIDGETS: dict[str, Draw] = {
    "longtext": draw_longtext,
    "date": draw_date,
    "partial-date": draw_date,
    "choice": draw_choices,
    "choices": draw_choices,
    "boolean": draw_boolean,
    "agreement": draw_agreement,
    "address": draw_address,
    "computed": draw_computed,
}
