"""Forms about machines."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.kernel import clock
from motcua.kernel.folding import clean
from motcua.kiosk.models import Paper

A_YEAR = timedelta(days=365)


class LastDay(forms.DateField):
    """Until which day, that day included."""

    def __init__(self, **about: Any) -> None:
        super().__init__(
            label=_("Dùng đến hết ngày"),
            help_text=_("Sau ngày này máy ngừng phát số cho đến khi được gia hạn."),
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            initial=lambda: clock.today() + A_YEAR,
            **about,
        )


class RegisterForm(forms.Form):
    """A new machine."""

    name = forms.CharField(label=_("Tên máy"), max_length=80, help_text=_("Ví dụ: Máy cửa chính."))
    paper = forms.ChoiceField(label=_("Máy in"), choices=Paper.choices, initial=Paper.ROLL, widget=forms.RadioSelect)
    last_day = LastDay()

    def clean_name(self) -> str:
        """In one spelling of Vietnamese letters."""
        return clean(self.cleaned_data["name"])


class RenewForm(forms.Form):
    """Another last day."""

    last_day = LastDay()


class PairForm(forms.Form):
    """The code that an officer shows."""

    code = forms.CharField(label=_("Mã ghép máy"), max_length=250)

    def clean_code(self) -> str:
        """The code alone, also from the address that a scanner types after reading the QR."""
        return str(self.cleaned_data["code"]).rsplit("ma=", 1)[-1]
