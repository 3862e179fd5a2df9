"""Opening a site."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.kernel.folding import clean
from motcua.pages.models import Body
from motcua.pages.queries.sections import BLOCK_WORDS

PLACE = "khoi_"
"""Before a block's name: the field with its place on the home page."""


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


class SectionForm(forms.Form):
    """A section's name, own text and place in the menu."""

    title = forms.CharField(label=_("Tên chuyên mục"), max_length=120)
    body = forms.CharField(
        label=_("Nội dung giới thiệu của mục"), max_length=60_000, required=False, widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Cách viết như khi viết bài"),
    )  # fmt: skip
    show_in_menus = forms.BooleanField(label=_("Hiện ở trình đơn trên cùng"), required=False)
    live = forms.BooleanField(label=_("Mở mục này"), required=False)


class PersonForm(forms.Form):
    """Somebody the site shows."""

    body = forms.ChoiceField(label=_("Thuộc"), choices=Body.choices)
    name = forms.CharField(label=_("Họ và tên"), max_length=120)
    post = forms.CharField(label=_("Chức vụ"), max_length=160)
    duties = forms.CharField(
        label=_("Nhiệm vụ"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    phone = forms.CharField(label=_("Điện thoại"), max_length=40, required=False)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    order = forms.IntegerField(label=_("Thứ tự"), min_value=0, max_value=9999, initial=0)
    is_spokesperson = forms.BooleanField(label=_("Là người phát ngôn"), required=False)
    picture = forms.FileField(
        label=_("Ảnh chân dung"), required=False, widget=forms.FileInput(attrs={"accept": "image/*"})
    )


class LookForm(forms.Form):
    """Colour, motto, the home page's blocks in their order."""

    colour = forms.CharField(
        label=_("Màu của trang"), max_length=7, required=False, widget=forms.TextInput(attrs={"spellcheck": "false"}),
        help_text=_("Ví dụ #0b5c9e; đủ đậm để chữ trắng đọc được. Để trống thì dùng màu của đơn vị."),
    )  # fmt: skip
    emblem = forms.FileField(
        label=_("Biểu trưng"), required=False, widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
        help_text=_("Ảnh vuông, PNG, JPEG hoặc WebP, mỗi cạnh ít nhất 96 điểm ảnh, nhiều nhất 2 MB; tự thu nhỏ."),
    )  # fmt: skip
    drop_emblem = forms.BooleanField(label=_("Bỏ biểu trưng riêng, dùng biểu trưng chung"), required=False)
    motto = forms.CharField(label=_("Dòng chữ dưới tên đơn vị"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in BLOCK_WORDS.items():
            box = forms.NumberInput(attrs={"inputmode": "numeric"})
            self.fields[PLACE + name] = forms.IntegerField(
                label=words, required=False, min_value=1, max_value=99, widget=box
            )

    def clean(self) -> dict[str, Any]:
        """The blocks that have a number, in the order of the numbers, as one list."""
        data: dict[str, Any] = super().clean() or {}
        places = [(data.pop(PLACE + name, None), name) for name in BLOCK_WORDS]
        data["blocks"] = [name for place, name in sorted((place, name) for place, name in places if place)]
        return data
