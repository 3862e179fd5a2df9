"""Opening a site."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.kernel.folding import clean


class NewSiteForm(forms.Form):
    """Which unit gets a site, and at which host name; left empty, the name comes from the tree."""

    unit = forms.ChoiceField(label=_("Đơn vị"))
    host = forms.CharField(
        label=_("Tên miền riêng"),
        required=False,
        max_length=200,
        help_text=_(
            "Để trống thì dùng tên lấy từ cây đơn vị, ví dụ phuong1.quan10.… Luôn xem được ở /trang/mã-đơn-vị/."
        ),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", _("Chọn đơn vị")), *units]  # type: ignore[attr-defined]

    def clean_host(self) -> str:
        """Without invisible characters."""
        return clean(self.cleaned_data["host"])
