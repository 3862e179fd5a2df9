"""The period of a register."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.queries.book import LONGEST_DAYS


class PeriodForm(forms.Form):
    """First and last day, at most a month."""

    tu = forms.DateField(label=_("Từ ngày"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    den = forms.DateField(label=_("Đến ngày"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def clean(self) -> dict[str, Any]:
        """The right way round, and not too long for one book."""
        data = super().clean() or {}
        first, last = data.get("tu"), data.get("den")
        if first and last and first > last:
            self.add_error("den", _("Ngày cuối phải từ ngày đầu trở đi"))
        elif first and last and (last - first).days >= LONGEST_DAYS:
            self.add_error("den", _("Mỗi lần in tối đa %(days)s ngày") % {"days": LONGEST_DAYS})
        return data
