"""One question of a form, or one column of a table, as an editor sees it."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.kernel.folding import clean
from motcua.procedures.forms.computing import ComputeFields, computing_of, first_computing
from motcua.procedures.forms.conditions import ConditionForm
from motcua.procedures.forms.fee_method import form_of
from motcua.procedures.forms.limits import LimitFields, first_limits, put_limits
from motcua.procedures.forms.reading import fresh_key, options_of
from motcua.procedures.rules.checking import circle_of
from motcua.procedures.rules.computing import computing_faults
from motcua.procedures.rules.fields import WIDGETS as KINDS
from motcua.procedures.rules.fields import kind_of

WIDGETS = {
    "text": _("Chữ, một dòng"), "longtext": _("Chữ, nhiều dòng"), "name": _("Họ tên"), "phone": _("Số điện thoại"),
    "email": _("Thư điện tử"), "personal-number": _("Số định danh cá nhân"), "date": _("Ngày"),
    "partial-date": _("Ngày, có thể chỉ nhớ năm"), "integer": _("Số nguyên"), "number": _("Số, có thể có phần lẻ"),
    "money": _("Số tiền"), "radios": _("Chọn một"), "select": _("Chọn một trong danh sách thả xuống"),
    "checkboxes": _("Chọn nhiều"), "yes-no": _("Có hoặc không"), "agreement": _("Cam đoan"), "address": _("Địa chỉ"),
    "table": _("Bảng, nhiều dòng"), "computed": _("Máy tự tính từ các câu khác"),
}  # fmt: skip
TYPES: Mapping[str, Mapping[str, Any]] = {
    "integer": {"type": "integer"}, "money": {"type": "integer"}, "number": {"type": "number"},
    "yes-no": {"type": "boolean"}, "agreement": {"type": "boolean"}, "address": {"type": "object"},
    "computed": {"type": "string", "readOnly": True}, "checkboxes": {"type": "array"}, "radios": {}, "select": {},
    "date": {"type": "string", "format": "date"},
    "table": {"type": "array", "items": {"type": "object", "required": [], "properties": {}}},
}  # fmt: skip
CHOICES = ("radios", "select", "checkboxes")
EXCHANGEABLE = (("text", "longtext"), ("radios", "select"), ("integer", "money"))
NEVER_IN_A_TABLE = ("table", "address", "agreement", "computed")
PREFILLS = {
    "": _("Không"), "full_name": _("Họ tên"), "birth_date": _("Ngày sinh"), "sex": _("Giới tính"),
    "id_number": _("Số định danh"), "phone": _("Điện thoại"), "email": _("Thư điện tử"), "address": _("Địa chỉ"),
}  # fmt: skip
NAMED = (("x-hint", "hint"), ("x-missing", "missing"), ("x-prefill", "prefill"))


class QuestionForm(ComputeFields, LimitFields):
    """The properties an editor may change; everything else of the question stays as it is.

    `table` names the question whose rows this one is a column of. `conditions` asks when it is asked.
    """

    title = forms.CharField(label=_("Câu hỏi"), max_length=600)
    widget = forms.ChoiceField(label=_("Cách trả lời"), choices=list(WIDGETS.items()))
    section = forms.ChoiceField(label=_("Thuộc phần"))
    place = forms.IntegerField(label=_("Đứng thứ mấy trong phần"), required=False, min_value=1, max_value=500)
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
    prefill = forms.ChoiceField(label=_("Điền sẵn từ tài khoản"), required=False, choices=list(PREFILLS.items()))
    field_order = ("title", "widget", "section", "place", "hint", "required", "missing", "options", "prefill")

    def __init__(self, *args: Any, document: Mapping[str, Any], key: str, table: str = "", **kwargs: Any) -> None:
        self.document, self.key, self.table = document, key, table
        self.schema = schema_at(document["form"], table)
        self.standing: Mapping[str, Any] = self.schema["properties"].get(key, {})
        kwargs["initial"] = self.first_values()
        super().__init__(*args, **kwargs)
        self.fit([(row["key"], row["title"]) for row in document["form"].get("sections", [])])
        others = {name: data for name, data in self.schema["properties"].items() if name != key}
        data = self.data if self.is_bound else None
        self.conditions = ConditionForm(
            data, prefix="show", asked=others, standing=self.standing.get("x-show-if"), always=_("Luôn hỏi")
        )

    def beside(self, document: Mapping[str, Any]) -> QuestionForm:
        """The same screen of another state of the draft."""
        return QuestionForm(document=document, key=self.key, table=self.table)

    def choose(self, name: str, options: Any) -> None:
        """The options of a choice."""
        asked = self.fields[name]
        assert isinstance(asked, forms.ChoiceField)
        asked.choices = list(options)

    def fit(self, sections: list[tuple[str, str]]) -> None:
        """Leaves what this question can have: a new one gets its limits when its kind is known."""
        widget, own = self.own_widget, str(self.standing.get("x-prefill", ""))
        self.choose("section", sections)
        self.choose("prefill", (PREFILLS if own in PREFILLS else {**PREFILLS, own: own}).items())
        alike = next((group for group in EXCHANGEABLE if widget in group), ())
        if alike:
            self.choose("widget", [(name, WIDGETS[name]) for name in alike])
        elif self.standing:
            del self.fields["widget"]
        elif self.table:
            self.choose("widget", [(name, words) for name, words in WIDGETS.items() if name not in NEVER_IN_A_TABLE])
        if self.standing and widget not in CHOICES:
            del self.fields["options"]
        if self.table or not sections:
            del self.fields["section"]
        if self.table:
            del self.fields["prefill"]
        kind = kind_of(self.standing) if self.standing else ""
        self.keep_limits(kind, self.standing)
        self.keep_computing(form_of(self.document), self.key, computed=kind == "computed")
        if kind == "computed":
            for name in ("required", "missing", "prefill"):
                self.fields.pop(name, None)

    @property
    def own_widget(self) -> str:
        """How the standing question is answered; '' for a new one."""
        if not self.standing:
            return ""
        kind = kind_of(self.standing)
        return str(self.standing.get("x-widget") or next(name for name, one in KINDS.items() if one == kind))

    @property
    def is_table(self) -> bool:
        """Whether it has columns."""
        return self.own_widget == "table"

    def first_values(self) -> dict[str, Any]:
        """What stands in the draft."""
        data = self.standing
        return {
            "title": data.get("title", ""),
            "widget": self.own_widget or "text",
            "section": data.get("x-section", ""),
            "required": self.key in self.schema.get("required", []),
            "options": "\n".join(f"{one.get('title', one['const'])} [{one['const']}]" for one in options_of(data)),
            "place": place_of(self.schema["properties"], self.key),
            **{name: data.get(keyword, "") for keyword, name in NAMED},
            **first_limits(data),
            **first_computing(data),
        }

    def clean(self) -> dict[str, Any]:
        """A choice needs something to choose from, limits stand in order, conditions wait for nobody in a circle."""
        given = super().clean() or {}
        if self.widget_of(given) in CHOICES and len(read_options(given.get("options", ""), self.standing)) < 2:
            self.add_error("options", _("Ghi ít nhất hai lựa chọn"))
        self.check_limits(given)
        if "compute" in self.fields:
            self.check_computing(given)
            if not self.errors:
                self.check_sum()
        if not self.conditions.is_valid():
            self.add_error(None, _("Điều kiện hỏi câu này còn chỗ cần sửa"))
        elif not self.errors and (circle := circle_of(self.changed_form())):
            self.add_error(None, _("Điều kiện đi vòng tròn: %(way)s") % {"way": " → ".join(circle)})
        return given

    def check_sum(self) -> None:
        """The sum can be worked out from those questions."""
        read = form_of({"form": self.changed_form()})
        for words in computing_faults(read, read.fields[self.key]):
            self.add_error("compute", words)

    def widget_of(self, given: Mapping[str, Any]) -> str:
        """How it is answered from now on."""
        return str(given.get("widget") or self.own_widget or "text")

    def changed_form(self) -> dict[str, Any]:
        """The document's form with this question in it; a new one gets a key of its own, for good."""
        given = self.cleaned_data
        form = deepcopy(dict(self.document["form"]))
        schema = schema_at(form, self.table)
        properties = dict(schema["properties"])
        key = self.key or fresh_key(given["title"], set(properties))
        properties[key] = self.question(given)
        must = [name for name in schema.get("required", []) if name != key]
        schema["required"] = [*must, key] if given.get("required") else must
        schema["properties"] = in_place(properties, key, given.get("place"))
        self.made = key
        return form

    def question(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The question itself."""
        widget = self.widget_of(given)
        data = deepcopy(dict(self.standing)) or {
            **deepcopy(dict(TYPES.get(widget, {"type": "string"}))),
            "x-widget": widget,
        }
        if widget != self.own_widget:
            data["x-widget"] = widget
        put_text(data, "title", given["title"])
        for keyword, name in (("x-section", "section"), *NAMED):
            if name in self.fields:
                put_text(data, keyword, given[name])
        put_limits(data, self.limits, given)
        if "compute" in self.fields:
            data["x-computed"] = computing_of(given)
        if widget in CHOICES:
            options = read_options(given["options"], self.standing)
            if widget == "checkboxes" or "items" in data:
                data["items"] = {**data.get("items", {}), "oneOf": options}
            else:
                data["oneOf"] = options
        data.pop("x-show-if", None)
        if self.conditions.is_valid() and (condition := self.conditions.condition()):
            data["x-show-if"] = condition
        return data


def schema_at(form: Mapping[str, Any], table: str) -> Any:
    """The schema of the form, or that of a table's rows."""
    schema = form["schema"]
    return schema["properties"][table].setdefault("items", {"properties": {}}) if table else schema


def put_text(data: dict[str, Any], name: str, value: str) -> None:
    """Sets a text, or takes an empty one away."""
    text = clean(value, multiline=True)
    if text:
        data[name] = text
    else:
        data.pop(name, None)


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


def order_of(properties: Mapping[str, Any]) -> list[str]:
    """Keys in their order."""
    return sorted(properties, key=lambda name: properties[name].get("x-order", 10_000))


def place_of(properties: Mapping[str, Any], key: str) -> int | None:
    """Where a question stands among those of its part, from 1."""
    if key not in properties:
        return None
    part = properties[key].get("x-section")
    return [name for name in order_of(properties) if properties[name].get("x-section") == part].index(key) + 1


def in_place(properties: Mapping[str, Any], key: str, place: int | None) -> dict[str, Any]:
    """The questions renumbered, with `key` at the wished place of its part (from 1), else behind the others there."""
    order = [name for name in order_of(properties) if name != key]
    part = properties[key].get("x-section")
    mates = [name for name in order if properties[name].get("x-section") == part]
    if place and place <= len(mates):
        order.insert(order.index(mates[place - 1]), key)
    else:
        order.insert(order.index(mates[-1]) + 1 if mates else len(order), key)
    return {name: {**properties[name], "x-order": number} for number, name in enumerate(order, 1)}
