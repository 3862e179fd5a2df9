"""What the system works out itself, as an editor says it: which sum, of which questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.procedures.rules.computing import COUNTABLE, MANY, SPANS, numeric
from motcua.procedures.rules.fields import Form

KINDS = {
    "": _("Chưa chọn"), "sum": _("Cộng các con số"), "product": _("Nhân các con số"),
    "difference": _("Lấy số thứ nhất trừ số thứ hai"), "count": _("Đếm số dòng của bảng, số lựa chọn"),
    "days": _("Số ngày giữa hai ngày"), "months": _("Số tháng tròn giữa hai ngày"),
    "years": _("Số năm tròn giữa hai ngày"), "date-in-words": _("Viết ngày bằng chữ"),
    "money-in-words": _("Viết số tiền bằng chữ"), "number-in-words": _("Viết con số bằng chữ"),
}  # fmt: skip
NAMES = ("compute", "sources", "first", "second")


class ComputeFields(forms.Form):
    """Which value, and the questions it is made of."""

    compute = forms.ChoiceField(label=_("Máy tính gì"), choices=list(KINDS.items()), required=False)
    sources = forms.MultipleChoiceField(
        label=_("Cộng, nhân những câu nào"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Cột của bảng: cộng mọi dòng; nhân thì nhân từng dòng rồi cộng lại."),
    )  # fmt: skip
    first = forms.ChoiceField(
        label=_("Câu thứ nhất"), required=False, help_text=_("Cho phép trừ, đếm, khoảng thời gian, viết bằng chữ.")
    )
    second = forms.ChoiceField(
        label=_("Câu thứ hai"), required=False, help_text=_("Cho phép trừ và khoảng thời gian; ngày sau ghi ở đây.")
    )

    def keep_computing(self, form: Form, key: str, *, computed: bool) -> None:
        """Offers the questions there are; leaves nothing of this on other kinds of questions."""
        if not computed:
            for name in NAMES:
                del self.fields[name]
            return
        numbers, others = sources_in(form, key)
        for name, options in (("sources", numbers), ("first", others), ("second", others)):
            asked = self.fields[name]
            assert isinstance(asked, forms.ChoiceField)
            asked.choices = options if name == "sources" else [("", _("Chưa chọn")), *options]

    def check_computing(self, given: Mapping[str, Any]) -> None:
        """What the chosen sum needs is there."""
        kind = given.get("compute")
        if not kind:
            self.add_error("compute", _("Chọn máy tính gì"))
        elif kind in MANY and not given.get("sources"):
            self.add_error("sources", _("Chọn ít nhất một câu"))
        elif kind not in MANY and not given.get("first"):
            self.add_error("first", _("Chọn một câu"))
        elif kind in ("difference", *SPANS) and not given.get("second"):
            self.add_error("second", _("Chọn câu thứ hai"))


def sources_in(form: Form, key: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """(numbers and columns of numbers, all questions one can count, subtract or write out), without the question itself."""
    numbers: list[tuple[str, str]] = []
    for name, field in form.fields.items():
        if numeric(field) and name != key:
            numbers.append((name, field.title))
        numbers += [
            (f"{name}.{column.key}", f"{field.title}: {column.title}") for column in field.columns if numeric(column)
        ]
    return numbers, [(name, title) for name, title in _others(form) if name != key]


def _others(form: Form) -> Iterator[tuple[str, str]]:
    for name, field in form.fields.items():
        if numeric(field) or field.kind in ("date", "partial-date", *COUNTABLE):
            yield name, field.title


def first_computing(data: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in the draft."""
    rule = data.get("x-computed") or {}
    return {
        "compute": rule.get("kind", ""), "sources": list(rule.get("of") or ()),
        "first": rule.get("from", ""), "second": rule.get("to", ""),
    }  # fmt: skip


def computing_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """The sum for the document."""
    kind = given["compute"]
    if kind in MANY:
        return {"kind": kind, "of": list(given["sources"])}
    rule = {"kind": kind, "from": given["first"]}
    return {**rule, "to": given["second"]} if kind in ("difference", *SPANS) else rule
