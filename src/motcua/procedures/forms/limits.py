"""What an answer must keep to, as an editor says it: length, shape, smallest and largest number, days, rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from motcua.kernel.folding import clean
from motcua.procedures.forms.reading import BadAnswer, day_of, number_of, said_day, said_number
from motcua.procedures.rules.expressions import read_pattern
from motcua.procedures.rules.patterns import (
    LONGEST_PATTERN,
    LONGEST_TEXT,
    BadPattern,
    pattern_of_mask,
    regex_of_mask,
)

SHAPES = {
    "^[0-9]+$": _("Chỉ gồm chữ số"),
    "^[0-9]{4}$": _("Năm, bốn chữ số"),
    "^[0-9]{10}(-?[0-9]{3})?$": _("Mã số thuế, 10 hoặc 13 chữ số"),
    "^[A-Za-z0-9./-]+$": _("Chữ không dấu, chữ số, dấu chấm, gạch chéo, gạch nối"),
    "^[0-9]+/[^ ]+$": _("Số văn bản, ví dụ 12/2026/NĐ-CP"),
    "^[0-9]{2}[A-Z][A-Z0-9]?-?[0-9]{3}[.]?[0-9]{2}$": _("Biển số xe, ví dụ 59A-123.45"),
}
SHAPING = ("mask", "expression", "fits", "misfit")
OWN = {"mask": _("Theo mẫu tôi viết"), "regex": _("Theo biểu thức chính quy (cho người biết)")}
ASKED_IF = {
    "mask": '{"field": "shape", "equals": "mask"}', "expression": '{"field": "shape", "equals": "regex"}',
    "fits": '{"field": "shape", "in": ["mask", "regex"]}', "misfit": '{"field": "shape", "in": ["mask", "regex"]}',
}  # fmt: skip
BY_KIND: Mapping[str, tuple[str, ...]] = {
    "text": ("shape", *SHAPING, "shortest", "longest"), "longtext": ("shortest", "longest"), "name": ("longest",),
    "email": ("longest",), "address": ("longest",), "number": ("minimum", "maximum", "unit"),
    "integer": ("minimum", "maximum", "unit"), "money": ("minimum", "maximum"), "date": ("earliest", "latest"),
    "partial-date": ("earliest", "latest"), "computed": ("unit",), "table": ("fewest", "most", "row_title"),
}  # fmt: skip
KEYWORDS = {
    "shortest": "minLength", "longest": "maxLength", "minimum": "minimum", "maximum": "maximum",
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
    mask = forms.CharField(
        label=_("Mẫu"), required=False, max_length=120,
        help_text=_(
            "0 là một chữ số, A là một chữ in hoa, a là một chữ bất kỳ, * là chữ hoặc số; phần trong [ ] có thể không có; "
            "ký tự khác giữ nguyên. Ví dụ: 000.000.000 hoặc A0000[-000]."
        ),
    )  # fmt: skip
    expression = forms.CharField(
        label=_("Biểu thức chính quy"), required=False, max_length=LONGEST_PATTERN,
        help_text=_("Ví dụ: ^[A-Z]{2}[0-9]{6}$. Không dùng (?=…), (?<=…) và \\1."),
    )  # fmt: skip
    fits = forms.CharField(
        label=_("Một ví dụ đúng"), required=False, max_length=LONGEST_TEXT,
        help_text=_("Người dân thấy ví dụ này khi ghi chưa đúng dạng."),
    )  # fmt: skip
    misfit = forms.CharField(label=_("Một ví dụ sai"), required=False, max_length=LONGEST_TEXT)
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
        for name in (*KEYWORDS, "shape", *SHAPING):
            if name not in self.limits:
                del self.fields[name]
        if "shape" in self.fields:
            shape = self.fields["shape"]
            assert isinstance(shape, forms.ChoiceField)
            shape.choices = [("", _("Tùy ý")), *SHAPES.items(), *OWN.items()]

    def check_limits(self, given: Mapping[str, Any]) -> None:
        """The smaller stands before the larger; a pattern can be taken and its examples bear it out."""
        if given.get("shape") in OWN:
            self.check_pattern(given)
        for low, high in PAIRS:
            least, most = given.get(low), given.get(high)
            if least is not None and most is not None and "today" not in (least, most) and least > most:
                self.add_error(high, _("Phải lớn hơn hoặc bằng ô trước"))

    def check_pattern(self, given: Mapping[str, Any]) -> None:
        """Both examples are there, one of the shape, the other not; the fault stands where the pattern was typed."""
        name = "mask" if given["shape"] == "mask" else "expression"
        text = str(given.get(name, ""))
        try:
            pattern = pattern_of_mask(text) if name == "mask" else read_pattern(text)
        except BadPattern as fault:
            self.add_error(name, str(fault))
            return
        for example, wanted, words in (
            ("fits", True, _("Ví dụ này không khớp mẫu")), ("misfit", False, _("Ví dụ này khớp mẫu, cần một ví dụ sai")),
        ):  # fmt: skip
            if not given.get(example):
                self.add_error(example, _("Ghi một ví dụ"))
            elif pattern.fits(given[example]) is not wanted:
                self.add_error(example, words)
        if (given.get("longest") or 0) > LONGEST_TEXT:
            self.add_error("longest", _("Câu có mẫu dài nhiều nhất %(most)s chữ") % {"most": LONGEST_TEXT})

    def shown(self) -> list[tuple[forms.BoundField, str]]:
        """Each control with the condition under which a script shows it, '' for always."""
        return [(bound, ASKED_IF.get(bound.name, "")) for bound in self]


def first_limits(data: Mapping[str, Any]) -> dict[str, Any]:
    """The limits that stand in the draft, as they are typed."""
    said = {name: SHOW.get(name, str)(data[keyword]) for name, keyword in KEYWORDS.items() if keyword in data}
    pattern = str(data.get("pattern", ""))
    shape = "mask" if data.get("x-mask") else pattern if pattern in ("", *SHAPES) else "regex"
    return said | {
        "shape": shape, "mask": data.get("x-mask", ""), "expression": pattern if shape == "regex" else "",
        "fits": data.get("x-fits", ""), "misfit": data.get("x-misfit", ""),
    }  # fmt: skip


def put_limits(data: dict[str, Any], names: tuple[str, ...], given: Mapping[str, Any]) -> None:
    """Writes the limits of a question; an empty one is none. A shape without a hint brings its own words along."""
    if "shape" in names:
        put_shape(data, given)
    for name in (one for one in names if one in KEYWORDS):
        value = given.get(name)
        if value is None or value == "":
            data.pop(KEYWORDS[name], None)
        else:
            data[KEYWORDS[name]] = clean(value) if isinstance(value, str) else value
    if "pattern" in data and not data.get("x-hint") and data["pattern"] in SHAPES:
        with override("vi"):
            data["x-hint"] = f"{SHAPES[data['pattern']]}."


def put_shape(data: dict[str, Any], given: Mapping[str, Any]) -> None:
    """Writes the pattern, and of an own one the mask and the examples."""
    shape = str(given.get("shape") or "")
    words = {"pattern": shape, "x-mask": "", "x-fits": "", "x-misfit": ""}
    if shape == "mask":
        words |= {"pattern": regex_of_mask(given["mask"]), "x-mask": given["mask"]}
    elif shape == "regex":
        words["pattern"] = given["expression"]
    if shape in OWN:
        words |= {"x-fits": clean(given["fits"]), "x-misfit": clean(given["misfit"])}
    for name, value in words.items():
        if value:
            data[name] = value
        else:
            data.pop(name, None)
