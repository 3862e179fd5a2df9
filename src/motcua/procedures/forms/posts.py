"""The form of a unit's word for a role: who, from when, until when, why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.kernel import clock
from motcua.procedures.actions import Choice
from motcua.procedures.forms.overrides import Line
from motcua.units import queries as units

DAYS = ["%Y-%m-%d", "%d/%m/%Y"]


def day_picker() -> forms.DateInput:
    """A day as browsers ask for it."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class PostForm(forms.Form):
    """`choices` come by office: the office itself, a post in it, an officer."""

    choice = forms.ChoiceField(label=_("Ai làm ở đơn vị này"))
    valid_from = forms.DateField(label=_("Áp dụng từ ngày"), widget=day_picker(), input_formats=DAYS)
    valid_until = forms.DateField(
        label=_("Đến trước ngày"), widget=day_picker(), input_formats=DAYS, required=False,
        help_text=_("Để trống nếu chưa có ngày kết thúc."),
    )  # fmt: skip
    reason = Line(label=_("Căn cứ (số văn bản, nếu có)"), max_length=500, required=False)

    def __init__(self, data: Any = None, *, choices: Any, **more: Any) -> None:
        super().__init__(data, initial={"valid_from": clock.today(), **more.pop("initial", {})}, **more)
        field = self.fields["choice"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "—"), *choices]

    def chosen(self) -> Choice:
        """The choice in rows."""
        kind, code, *rest = self.cleaned_data["choice"].split(":")
        office = units.unit_by_code(code).pk
        if kind == "office":
            return Choice(office)
        return Choice(office, post_id=int(rest[0])) if kind == "post" else Choice(office, officer_id=int(rest[0]))
