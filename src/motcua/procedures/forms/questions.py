"""One question of a form as an editor sees it: words, obligation, choices, length, when it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.kernel.folding import clean
from motcua.procedures.forms.rows import fresh_key

WIDGETS = {
    "text": _("Chữ, một dòng"), "longtext": _("Chữ, nhiều dòng"), "name": _("Họ tên"), "phone": _("Số điện thoại"),
    "email": _("Thư điện tử"), "personal-number": _("Số định danh cá nhân"), "date": _("Ngày"),
    "integer": _("Số nguyên"), "money": _("Số tiền"), "radios": _("Chọn một"), "checkboxes": _("Chọn nhiều"),
    "yes-no": _("Có hoặc không"), "agreement": _("Cam đoan"), "address": _("Địa chỉ"),
}  # fmt: skip
TYPES = {
    "integer": {"type": "integer"}, "money": {"type": "integer"}, "yes-no": {"type": "boolean"},
    "agreement": {"type": "boolean"}, "address": {"type": "object"}, "checkboxes": {"type": "array"},
    "radios": {}, "date": {"type": "string", "format": "date"},
}  # fmt: skip
CHOICES = ("radios", "select", "checkboxes")
PREFILLS = {
    "": _("Không"), "full_name": _("Họ tên"), "birth_date": _("Ngày sinh"), "sex": _("Giới tính"),
    "id_number": _("Số định danh"), "phone": _("Điện thoại"), "email": _("Thư điện tử"), "address": _("Địa chỉ"),
}  # fmt: skip


class QuestionForm(forms.Form):
    """The properties an editor may change; everything else of the question stays as it is."""

    title = forms.CharField(label=_("Câu hỏi"), max_length=600)
    widget = forms.ChoiceField(label=_("Cách trả lời"), choices=list(WIDGETS.items()))
    section = forms.ChoiceField(label=_("Thuộc phần"))
    hint = forms.CharField(
        label=_("Hướng dẫn"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    required = forms.BooleanField(label=_("Phải trả lời"), required=False)
    missing = forms.CharField(label=_("Câu báo khi chưa trả lời"), max_length=300, required=False)
    options = forms.CharField(
        label=_("Các lựa chọn"),
        required=False,
        max_length=8000,
        help_text=_("Mỗi dòng một lựa chọn. Dòng đã có giữ nguyên mã trong ngoặc vuông ở cuối dòng."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    longest = forms.IntegerField(label=_("Dài nhiều nhất (chữ)"), required=False, min_value=1, max_value=3000)
    prefill = forms.ChoiceField(label=_("Điền sẵn từ tài khoản"), required=False, choices=list(PREFILLS.items()))
    show_field = forms.ChoiceField(label=_("Chỉ hỏi khi câu"), required=False)
    show_value = forms.CharField(label=_("được trả lời là"), required=False, max_length=200)
    place = forms.IntegerField(label=_("Đứng thứ"), required=False, min_value=1, max_value=500)

    def __init__(self, *args: Any, document: Mapping[str, Any], key: str, **kwargs: Any) -> None:
        self.document, self.key = document, key
        self.schema = document["form"]["schema"]
        self.standing: Mapping[str, Any] = self.schema["properties"].get(key, {})
        kwargs["initial"] = self.first_values()
        super().__init__(*args, **kwargs)
        sections = [(row["key"], row["title"]) for row in document["form"].get("sections", [])]
        others = [(name, data.get("title", name)) for name, data in self.schema["properties"].items() if name != key]
        self.choose("section", sections)
        self.choose("show_field", [("", _("Luôn hỏi")), *others])
        if self.standing:
            del self.fields["widget"]
        if self.has_own_condition():
            del self.fields["show_field"], self.fields["show_value"]

    def beside(self, document: Mapping[str, Any]) -> QuestionForm:
        """The same screen of another state of the draft."""
        return QuestionForm(document=document, key=self.key)

    def choose(self, name: str, options: Any) -> None:
        """The options of a choice."""
        asked = self.fields[name]
        assert isinstance(asked, forms.ChoiceField)
        asked.choices = list(options)

    def has_own_condition(self) -> bool:
        """Whether the condition says more than this form can show; it stays as it is then."""
        condition = self.standing.get("x-show-if") or {}
        return bool(condition) and set(condition) != {"field", "equals"}

    def first_values(self) -> dict[str, Any]:
        """What stands in the draft."""
        data = self.standing
        condition = data.get("x-show-if") or {}
        return {
            "title": data.get("title", ""),
            "section": data.get("x-section", ""),
            "hint": data.get("x-hint", ""),
            "required": self.key in self.schema.get("required", []),
            "missing": data.get("x-missing", ""),
            "options": "\n".join(f"{one['title']} [{one['const']}]" for one in options_of(data)),
            "longest": data.get("maxLength"),
            "prefill": data.get("x-prefill", ""),
            "show_field": condition.get("field", ""),
            "show_value": said(condition.get("equals")),
            "place": data.get("x-order"),
        }

    def clean(self) -> dict[str, Any]:
        """A choice needs something to choose from; a condition names its answer."""
        cleaned = super().clean() or {}
        if self.widget_of(cleaned) in CHOICES and len(read_options(cleaned.get("options", ""), self.standing)) < 2:
            self.add_error("options", _("Ghi ít nhất hai lựa chọn"))
        if cleaned.get("show_field") and not cleaned.get("show_value"):
            self.add_error("show_value", _("Ghi câu trả lời làm câu này được hỏi"))
        return cleaned

    def widget_of(self, cleaned: Mapping[str, Any]) -> str:
        """How it is answered."""
        return str(self.standing.get("x-widget", "")) or str(cleaned.get("widget", "text"))

    def changed_form(self) -> dict[str, Any]:
        """The document's form with this question in it; a new one gets a key of its own, for good."""
        given = self.cleaned_data
        form = deepcopy(dict(self.document["form"]))
        schema = form["schema"]
        properties = dict(schema["properties"])
        key = self.key or fresh_key(given["title"], set(properties))
        properties[key] = self.question(given)
        must = [name for name in schema.get("required", []) if name != key]
        schema["required"] = [*must, key] if given["required"] else must
        schema["properties"] = in_place(properties, key, given.get("place"))
        return form

    def question(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The question itself."""
        widget = self.widget_of(given)
        data = deepcopy(dict(self.standing)) or {**TYPES.get(widget, {"type": "string"}), "x-widget": widget}
        put_text(data, "title", given["title"])
        put_text(data, "x-section", given["section"])
        for name, value in (
            ("x-hint", given["hint"]),
            ("x-missing", given["missing"]),
            ("x-prefill", given["prefill"]),
        ):
            put_text(data, name, value)
        if given.get("longest"):
            data["maxLength"] = given["longest"]
        else:
            data.pop("maxLength", None)
        options = read_options(given["options"], self.standing)
        if (widget in CHOICES and "items" in data) or widget == "checkboxes":
            data["items"] = {**data.get("items", {}), "oneOf": options}
        elif widget in CHOICES:
            data["oneOf"] = options
        if "show_field" in self.fields:
            data.pop("x-show-if", None)
            if given["show_field"]:
                data["x-show-if"] = {"field": given["show_field"], "equals": meant(given["show_value"])}
        return data


def put_text(data: dict[str, Any], name: str, value: str) -> None:
    """Sets a text, or takes an empty one away."""
    text = clean(value, multiline=True)
    if text:
        data[name] = text
    else:
        data.pop(name, None)


def options_of(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The choices of a question."""
    found = data.get("oneOf") or (data.get("items") or {}).get("oneOf") or []
    return list(found)


def read_options(text: str, standing: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Choices from lines "title [code]"; a line without a code gets one, known codes keep what else they say."""
    known = {str(one["const"]): dict(one) for one in options_of(standing)}
    taken = set(known)
    found = []
    for line in clean(text, multiline=True).splitlines():
        title, _open, code = (
            line.strip().removesuffix("]").rpartition(" [") if line.strip().endswith("]") else (line.strip(), "", "")
        )
        if not title.strip():
            continue
        key = code if code in known else fresh_key(title, taken)
        found.append({**known.get(key, {"const": key}), "title": title.strip()})
    return found


def in_place(properties: Mapping[str, Any], key: str, place: int | None) -> dict[str, Any]:
    """The questions in their order with `key` at the wished place (from 1), renumbered."""
    order = sorted(properties, key=lambda name: properties[name].get("x-order", 10_000))
    order.remove(key)
    order.insert(min(place - 1, len(order)) if place else len(order), key)
    return {name: {**properties[name], "x-order": number} for number, name in enumerate(order, 1)}


YES, NO = pgettext_lazy("answer", "có"), pgettext_lazy("answer", "không")


def said(value: Any) -> str:
    """An answer as an editor types it."""
    if isinstance(value, bool):
        return str(YES if value else NO)
    return "" if value is None else str(value)


def meant(text: str) -> Any:
    """What a typed answer means in a condition."""
    typed = clean(text)
    return {str(YES): True, str(NO): False}.get(typed.lower(), typed)
