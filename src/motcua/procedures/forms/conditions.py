"""A condition on answers as an editor puts it together: up to two comparisons, joined by "and" or "or"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.kernel.folding import clean, fold
from motcua.procedures.forms.reading import BadAnswer, number_of, options_of, said, said_number
from motcua.procedures.rules.conditions import BadCondition, parse_condition
from motcua.procedures.rules.course import in_words
from motcua.procedures.rules.fields import kind_of, parse_form
from motcua.procedures.rules.ordering import in_order

OPERATORS = {
    "equals": _("là"), "not_equals": _("không là"), "in": _("là một trong"), "filled": _("đã được trả lời"),
    "empty": _("chưa được trả lời"), "at_least": _("từ … trở lên"), "at_most": _("đến … trở xuống"),
}  # fmt: skip
ALWAYS = _("Luôn luôn")
BARE = ("filled", "empty")
NUMBERS = ("number", "integer", "money")
JOINS = {
    "all": pgettext_lazy("condition", "và (cả hai đúng)"),
    "any": pgettext_lazy("condition", "hoặc (một trong hai đúng)"),
}
Properties = Mapping[str, Mapping[str, Any]]


class ConditionForm(forms.Form):
    """Two lines of question, comparison, answer. A condition that says more stays as it is until it is taken away."""

    field1 = forms.ChoiceField(label=_("Câu hỏi"), required=False)
    operator1 = forms.ChoiceField(label=_("So sánh"), choices=list(OPERATORS.items()), required=False)
    value1 = forms.CharField(
        label=_("Câu trả lời"), required=False, max_length=600,
        help_text=_("Ghi đúng tên lựa chọn, “có”, “không” hoặc một số; nhiều câu trả lời cách nhau bằng dấu chấm phẩy."),
    )  # fmt: skip
    join = forms.ChoiceField(label=_("Và điều kiện thứ hai"), choices=list(JOINS.items()), required=False)
    field2 = forms.ChoiceField(label=_("Câu hỏi thứ hai"), required=False)
    operator2 = forms.ChoiceField(label=_("So sánh"), choices=list(OPERATORS.items()), required=False)
    value2 = forms.CharField(label=_("Câu trả lời"), required=False, max_length=600)
    drop = forms.BooleanField(label=_("Bỏ điều kiện đang có"), required=False)

    def __init__(
        self, data: Any = None, *, prefix: str, asked: Properties, standing: Any, always: Any = ALWAYS
    ) -> None:
        self.asked, self.standing = asked, standing
        shown = first_values(standing, asked)
        self.complex = shown is None
        super().__init__(data, prefix=prefix, initial=shown or {})
        titles = [(key, str(row.get("title", key))[:90]) for key, row in in_order(asked)]
        for name, empty in (("field1", always), ("field2", _("Không có"))):
            chosen = self.fields[name]
            assert isinstance(chosen, forms.ChoiceField)
            chosen.choices = [("", empty), *titles]
        for name in list(self.fields):
            if (name == "drop") is not self.complex:
                del self.fields[name]

    @property
    def words(self) -> str:
        """The standing condition in words."""
        try:
            form = parse_form({"schema": {"properties": self.asked}})
            return in_words(parse_condition(self.standing), form)
        except (BadCondition, KeyError, TypeError, ValueError, AttributeError):
            return str(self.standing)

    def clean(self) -> dict[str, Any]:
        """Each line is whole: a question, a comparison that its kind knows, an answer it can have."""
        given = super().clean() or {}
        self.lines = [line for number in ("1", "2") if (line := self.line(given, number)) is not None]
        return given

    def line(self, given: Mapping[str, Any], number: str) -> dict[str, Any] | None:
        """One comparison as the document keeps it."""
        key, operator = given.get(f"field{number}", ""), given.get(f"operator{number}", "")
        if not key:
            return None
        if operator in BARE:
            return {"field": key, "filled": operator == "filled"}
        text = clean(given.get(f"value{number}", ""))
        if not text:
            self.add_error(f"value{number}", _("Ghi câu trả lời để so sánh"))
            return None
        try:
            return comparison(key, operator, text, self.asked[key])
        except BadAnswer as fault:
            self.add_error(f"value{number}", str(fault))
        return None

    def condition(self) -> dict[str, Any] | None:
        """What the document keeps; None: always."""
        if self.complex:
            return None if self.cleaned_data.get("drop") else self.standing
        if len(self.lines) < 2:
            return self.lines[0] if self.lines else None
        return {self.cleaned_data.get("join") or "all": self.lines}


def comparison(key: str, operator: str, text: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """One comparison with what the typed words mean for a question of that kind; raises BadAnswer."""
    kind = kind_of(data)
    if operator in ("at_least", "at_most"):
        if kind not in NUMBERS:
            raise BadAnswer(_("Chỉ câu trả lời bằng số mới so sánh lớn, nhỏ được"))
        return {"field": key, operator: meant(text, data)}
    if operator == "in":
        values = [meant(part.strip(), data) for part in text.split(";") if part.strip()]
        return (
            {"any": [{"field": key, "contains": one} for one in values]}
            if kind == "choices"
            else {"field": key, "in": values}
        )
    value = meant(text, data)
    if kind == "choices":
        found = {"field": key, "contains": value}
        return found if operator == "equals" else {"not": found}
    return {"field": key, operator: value}


def meant(text: str, data: Mapping[str, Any]) -> Any:
    """What a typed answer means for that question; raises BadAnswer with what could be said."""
    kind = kind_of(data)
    if kind in ("boolean", "agreement"):
        known = {"co": True, "khong": False, **{fold(said(value)): value for value in (True, False)}}
        if fold(text) not in known:
            raise BadAnswer(_("Câu này trả lời “có” hoặc “không”"))
        return known[fold(text)]
    if kind in ("choice", "choices"):
        options = options_of(data)
        for one in options:
            if text == str(one["const"]) or fold(text) == fold(str(one.get("title", one["const"]))):
                return one["const"]
        titles = "; ".join(str(one.get("title", one["const"])) for one in options[:12])
        raise BadAnswer(_("Câu này chỉ có các lựa chọn: %(options)s") % {"options": titles})
    if kind in NUMBERS:
        return number_of(text)
    return text


def shown_answer(value: Any, data: Mapping[str, Any]) -> str:
    """An answer of a condition as an editor types it."""
    if isinstance(value, list | tuple):
        return "; ".join(shown_answer(one, data) for one in value)
    titles = {str(one["const"]): str(one.get("title", one["const"])) for one in options_of(data)}
    if isinstance(value, int | float) and not isinstance(value, bool):
        return said_number(value)
    return titles.get(str(value), said(value))


def first_values(standing: Any, asked: Properties) -> dict[str, Any] | None:
    """The form's values for a condition; None for one that two comparisons can't say."""
    if not standing:
        return {}
    join = next((name for name in JOINS if name in standing), "")
    parts = standing[join] if join else [standing]
    lines = [one_line(part, asked) for part in parts] if isinstance(parts, list) else [None]
    if not 1 <= len(lines) <= 2 or None in lines:
        return None
    values: dict[str, Any] = {"join": join or "all"}
    for number, line in enumerate(lines, 1):
        values |= {f"{name}{number}": value for name, value in (line or {}).items()}
    return values


def one_line(part: Any, asked: Properties) -> dict[str, Any] | None:
    """One comparison as three controls; None when it needs more, or asks a question that is not there."""
    if not isinstance(part, Mapping):
        return None
    if set(part) == {"not"}:
        inner = one_line(part["not"], asked) if "contains" in (part["not"] or {}) else None
        return {**inner, "operator": "not_equals"} if inner else None
    operator = next((name for name in part if name != "field"), "")
    if len(part) != 2 or part.get("field") not in asked or operator not in (*OPERATORS, "contains"):
        return None
    data, value = asked[part["field"]], part[operator]
    if operator == "filled":
        return {"field": part["field"], "operator": "filled" if value else "empty", "value": ""}
    shown = "equals" if operator == "contains" else operator
    if operator == "contains" and kind_of(data) != "choices":
        return None
    return {"field": part["field"], "operator": shown, "value": shown_answer(value, data)}
