"""What a procedure says in general: names, limit, who may apply, where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.kernel.folding import clean
from motcua.procedures.queries.events import EVENTS

LEVELS = {"full": _("Toàn trình"), "partial": _("Một phần"), "none": _("Không, chỉ tại quầy")}
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
    life_events = forms.MultipleChoiceField(
        label=_("Cần khi nào trong đời"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(event.key, event.title) for event in EVENTS],
    )  # fmt: skip
    online_level = forms.ChoiceField(label=_("Nộp trực tuyến"), choices=list(LEVELS.items()))
    partial_reason = area(_("Lý do chỉ trực tuyến một phần"), rows=2)
    slip_content = forms.CharField(
        label=_("Nội dung ghi trên giấy tiếp nhận, phiếu"), required=False, max_length=300,
        help_text=_("Để trống thì ghi tên thủ tục."),
    )  # fmt: skip
    notes = area(_("Lưu ý"), help_text=_("Mỗi dòng một lưu ý."))
    source = area(_("Nguồn"), rows=2, required=True)
    checked_on = forms.DateField(
        label=_("Ngày đối chiếu"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    unverified = area(_("Điều chưa kiểm chứng"), help_text=_("Mỗi dòng một điều; hiện trên trang thủ tục."))

    def __init__(self, *args: Any, document: Mapping[str, Any], **kwargs: Any) -> None:
        self.slips: Mapping[str, Any] = document.get("slips") or {}
        self.standing = frozenset(document)
        first = {name: document.get(name, "") for name in self.base_fields}
        first |= {"slip_content": self.slips.get("content", ""), "online_level": document.get("online_level", "full")}
        first["life_events"] = list(document.get("life_events") or ())
        kwargs["initial"] = {**first, **{name: "\n".join(document.get(name) or []) for name in LINES}}
        super().__init__(*args, **kwargs)

    def beside(self, document: Mapping[str, Any]) -> GeneralForm:
        """The same screen of another state of the draft."""
        return GeneralForm(document=document)

    def clean(self) -> dict[str, Any]:
        """Partial online service says why (224/2026/ND-CP, Art. 14)."""
        given = super().clean() or {}
        if given.get("online_level") == "partial" and not given.get("partial_reason"):
            self.add_error("partial_reason", _("Trực tuyến một phần phải nêu lý do"))
        return given

    def changes(self) -> dict[str, Any]:
        """The properties for the document."""
        given = self.cleaned_data
        found: dict[str, Any] = {
            name: clean(value, multiline=True) for name, value in given.items() if isinstance(value, str)
        }
        for name in LINES:
            found[name] = [clean(line) for line in given[name].splitlines() if clean(line)]
        found["checked_on"] = given["checked_on"].isoformat()
        found["life_events"] = given["life_events"]
        content = found.pop("slip_content")
        kept = {name: value for name, value in self.slips.items() if name != "content"}
        found["slips"] = {**kept, "content": content} if content else kept
        return {name: value for name, value in found.items() if value or name in self.standing}
