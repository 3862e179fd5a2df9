"""What an answer must keep to, as an editor says it: length, shape, smallest and largest number, days, rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from motcua.kernel.folding import clean
from motcua.procedures.forms.reading import BadAnswer, day_of, number_of, said_day, said_number

SHAPES = {
    "^[0-9]+$": _("Chỉ gồm chữ số"),
    "^[0-9]{4}$": _("Năm, bốn chữ số"),
    "^[0-9]{10}(-?[0-9]{3})?$": _("Mã số thuế, 10 hoặc 13 chữ số"),
    "^[A-Za-z0-9./-]+$": _("Chữ không dấu, chữ số, dấu chấm, gạch chéo, gạch nối"),
    "^[0-9]+/[^ ]+$": _("Số văn bản, ví dụ 12/2026/NĐ-CP"),
    "^[0-9]{2}[A-Z][A-Z0-9]?-?[0-9]{3}[.]?[0-9]{2}$": _("Biển số xe, ví dụ 59A-123.45"),
}
BY_KIND: Mapping[str, tuple[str, ...]] = {
    "text": ("shape", "shortest", "longest"), "longtext": ("shortest", "longest"), "name": ("longest",),
    "email": ("longest",), "address": ("longest",), "number": ("minimum", "maximum", "unit"),
    "integer": ("minimum", "maximum", "unit"), "money": ("minimum", "maximum"), "date": ("earliest", "latest"),
    "partial-date": ("earliest", "latest"), "computed": ("unit",), "table": ("fewest", "most", "row_title"),
}  # fmt: skip
KEYWORDS = {
    "shape": "pattern", "shortest": "minLength", "longest": "maxLength", "minimum": "minimum", "maximum": "maximum",
    "unit": "x-unit", "earliest": "x-earliest", "latest": "x-latest", "fewest": "minItems", "most": "maxItems",
    "row_title": "x-row-title",
}  # fmt: skip
PAIRS = (("shortest", "longest"), ("minimum", "maximum"), ("earliest", "latest"), ("fewest", "most"))
SHOW: Mapping[str, Callable[[Any], Any]] = {
    "minimum": said_number, "maximum": said_number, "earliest": said_day, "latest": said_day,
}  # fmt: skip


class ReadField(forms.CharField):
    """One line, read by a function that raises BadAnswer with words."""

    def __init__(self, read: Callable[[str], Any], **more: Any) -> None:
        super().__init__(required=False, max_length=40, **more)
        self.read = read

    def clean(self, value: Any) -> Any:
        """What was meant; None when nothing was typed."""
        text = clean(super().clean(value))
        try:
            return self.read(text) if text else None
        except BadAnswer as fault:
            raise forms.ValidationError(str(fault)) from None


class LimitFields(forms.Form):
    """All limits there are; `keep_limits` leaves those a kind of answer knows."""

    shape = forms.ChoiceField(label=_("Dạng của câu trả lời"), required=False)
    shortest = forms.IntegerField(label=_("Ngắn nhất (chữ)"), required=False, min_value=0, max_value=3000)
    longest = forms.IntegerField(label=_("Dài nhất (chữ)"), required=False, min_value=1, max_value=10000)
    minimum = ReadField(number_of, label=_("Số nhỏ nhất"))
    maximum = ReadField(number_of, label=_("Số lớn nhất"))
    unit = forms.CharField(label=_("Đơn vị tính"), help_text=_("Ví dụ: m², người."), required=False, max_length=30)
    earliest = ReadField(day_of, label=_("Không trước ngày"), help_text=_("Ghi ngày như 24/06/2026, hoặc “hôm nay”."))
    latest = ReadField(day_of, label=_("Không sau ngày"), help_text=_("Ghi ngày như 24/06/2026, hoặc “hôm nay”."))
    fewest = forms.IntegerField(label=_("Ít nhất bao nhiêu dòng"), required=False, min_value=0, max_value=200)
    most = forms.IntegerField(label=_("Nhiều nhất bao nhiêu dòng"), required=False, min_value=1, max_value=200)
    row_title = forms.CharField(
        label=_("Gọi mỗi dòng là"), help_text=_("Ví dụ: Thành viên."), required=False, max_length=120
    )

    def keep_limits(self, kind: str, standing: Mapping[str, Any]) -> None:
        """Leaves the limits of this kind, and a shape that is none of the known ones as it is."""
        self.limits = BY_KIND.get(kind, ())
        for name in KEYWORDS:
            if name not in self.limits:
                del self.fields[name]
        if "shape" in self.fields:
            shape, own = self.fields["shape"], str(standing.get("pattern", ""))
            assert isinstance(shape, forms.ChoiceField)
            known = [("", _("Tùy ý")), *SHAPES.items()]
            shape.choices = known if own in ("", *SHAPES) else [*known, (own, _("Dạng riêng: %s") % own)]

    def check_limits(self, given: Mapping[str, Any]) -> None:
        """The smaller stands before the larger."""
        for low, high in PAIRS:
            least, most = given.get(low), given.get(high)
            if least is not None and most is not None and "today" not in (least, most) and least > most:
                self.add_error(high, _("Phải lớn hơn hoặc bằng ô trước"))


def first_limits(data: Mapping[str, Any]) -> dict[str, Any]:
    """The limits that stand in the draft, as they are typed."""
    return {name: SHOW.get(name, str)(data[keyword]) for name, keyword in KEYWORDS.items() if keyword in data}


def put_limits(data: dict[str, Any], names: tuple[str, ...], given: Mapping[str, Any]) -> None:
    """Writes the limits of a question; an empty one is none. A shape without a hint brings its own words along."""
    for name in names:
        value = given.get(name)
        if value is None or value == "":
            data.pop(KEYWORDS[name], None)
        else:
            data[KEYWORDS[name]] = clean(value) if isinstance(value, str) else value
    if "pattern" in data and not data.get("x-hint") and data["pattern"] in SHAPES:
        with override("vi"):
            data["x-hint"] = f"{SHAPES[data['pattern']]}."
