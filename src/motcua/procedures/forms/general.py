"""What a procedure says in general: names, limit, who may apply, where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.kernel.folding import clean
from motcua.kernel.refusals import Refusal
from motcua.worktime.queries import policy_of

LINES = ("aliases", "applicants", "notes", "unverified")


def area(label: Any, *, help_text: Any = "", rows: int = 4, required: bool = False) -> forms.CharField:
    """A box of several lines."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class GeneralForm(forms.Form):
    """The texts of a procedure outside its lists and its form."""

    short_name = forms.CharField(label=_("Tên ngắn"), max_length=200)
    name = area(_("Tên đầy đủ theo quyết định công bố"), required=True)
    aliases = area(_("Tên thường gọi"), help_text=_("Mỗi dòng một tên; dùng khi người dân tìm thủ tục."), rows=6)
    summary = area(_("Tóm tắt trong một, hai câu"), rows=3)
    applicants = area(_("Ai được làm"), help_text=_("Mỗi dòng một đối tượng."))
    clock = forms.CharField(label=_("Thời hạn giải quyết"), max_length=200, help_text=_("Ví dụ: working 3d; pause"))
    clock_note = area(_("Ghi chú về thời hạn"), rows=2)
    answer_clock = forms.CharField(
        label=_("Hạn trả lời hồ sơ trực tuyến"), max_length=100, help_text=_("Ví dụ: working 8h")
    )
    notes = area(_("Lưu ý"), help_text=_("Mỗi dòng một lưu ý."))
    source = area(_("Nguồn"), rows=2, required=True)
    checked_on = forms.DateField(
        label=_("Ngày đối chiếu"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    unverified = area(_("Điều chưa kiểm chứng"), help_text=_("Mỗi dòng một điều; hiện trên trang thủ tục."))

    def __init__(self, *args: Any, document: Mapping[str, Any], **kwargs: Any) -> None:
        first = {name: document.get(name, "") for name in self.base_fields}
        kwargs["initial"] = {**first, **{name: "\n".join(document.get(name) or []) for name in LINES}}
        super().__init__(*args, **kwargs)

    def beside(self, document: Mapping[str, Any]) -> GeneralForm:
        """The same screen of another state of the draft."""
        return GeneralForm(document=document)

    def clean_clock(self) -> str:
        """A limit that can be counted."""
        return self.counted("clock")

    def clean_answer_clock(self) -> str:
        """The same for the answer."""
        return self.counted("answer_clock")

    def counted(self, name: str) -> str:
        """The policy as text; a fault in words when it can't be read."""
        text = clean(self.cleaned_data[name])
        try:
            policy_of(text)
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal.message)) from None
        return text

    def changes(self) -> dict[str, Any]:
        """The properties for the document."""
        given = self.cleaned_data
        found: dict[str, Any] = {
            name: clean(value, multiline=True) for name, value in given.items() if isinstance(value, str)
        }
        for name in LINES:
            found[name] = [clean(line) for line in given[name].splitlines() if clean(line)]
        found["checked_on"] = given["checked_on"].isoformat()
        return {name: value for name, value in found.items() if value or name not in ("clock_note", "notes")}
