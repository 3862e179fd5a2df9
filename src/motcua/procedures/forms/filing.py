"""How and when a tried dossier is handed in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.kernel import clock

CHANNELS = {"online": _("Trực tuyến"), "counter": _("Tại quầy"), "post": _("Qua bưu chính")}


class FilingForm(forms.Form):
    """Channel and moment; the moment stands for good in a test case."""

    channel = forms.ChoiceField(label=_("Nộp qua"), choices=list(CHANNELS.items()), required=False)
    at = forms.DateTimeField(
        label=_("Nộp lúc"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M"],
        help_text=_("Ngày hẹn trả tính từ lúc này."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"at": clock.local(clock.now())})
        super().__init__(*args, **kwargs)

    def clean_channel(self) -> str:
        """Online unless said otherwise."""
        return self.cleaned_data["channel"] or "online"

    def clean_at(self) -> datetime:
        """Now unless said otherwise."""
        return clock.local(self.cleaned_data["at"] or clock.now()).replace(second=0, microsecond=0)
