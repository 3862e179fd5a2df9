"""The officer files for a person without any account: who they are, how they get the result, what they handed in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.forms.desk.base import Words
from motcua.dossiers.models import Channel, Delivery, PaperState


class PersonForm(forms.Form):
    """The person at the counter, and how the result reaches them."""

    channel = forms.ChoiceField(
        label=_("Hồ sơ đến qua"),
        choices=[(Channel.COUNTER, _("Nộp trực tiếp")), (Channel.POST, _("Bưu chính công ích"))],
        widget=forms.RadioSelect,
        initial=Channel.COUNTER,
    )
    name = Words(
        label=_("Họ và tên người nộp"),
        max_length=160,
        required=False,
        help_text=_("Để trống nếu chính là người khai trong tờ khai."),
    )
    id_number = Words(label=_("Số định danh cá nhân"), max_length=20, required=False)
    phone = Words(label=_("Điện thoại"), max_length=20, required=False)
    email = forms.EmailField(label=_("Thư điện tử"), max_length=254, required=False)
    address = Words(label=_("Địa chỉ"), max_length=300, required=False)
    authorisation = Words(label=_("Giấy ủy quyền (nếu nộp thay)"), max_length=300, required=False)
    delivery_method = forms.ChoiceField(
        label=_("Nhận kết quả"), choices=Delivery.choices, widget=forms.RadioSelect, initial=Delivery.COUNTER
    )
    delivery_address = Words(label=_("Địa chỉ nhận qua bưu chính"), max_length=300, required=False)

    def submitter(self) -> dict[str, Any]:
        """The person's details that were given."""
        keys = ("name", "id_number", "phone", "email", "address", "authorisation")
        return {key: self.cleaned_data[key] for key in keys if self.cleaned_data.get(key)}


class PaperForm(forms.Form):
    """One line of the checklist at the counter: originals, copies, or taken from a database."""

    state = forms.ChoiceField(
        choices=[
            ("", _("Chưa có")),
            (PaperState.PROVIDED, _("Đã nộp")),
            (PaperState.FROM_DATABASE, _("Tra từ cơ sở dữ liệu")),
        ],
        required=False,
    )
    originals = forms.IntegerField(min_value=0, max_value=99, required=False)
    copies = forms.IntegerField(min_value=0, max_value=99, required=False)

    def counted(self) -> dict[str, Any]:
        """What the filing keeps of this line."""
        given = self.cleaned_data
        counts = {"originals": given.get("originals") or 0, "copies": given.get("copies") or 0}
        state = given.get("state") or (PaperState.PROVIDED if any(counts.values()) else "")
        return {**counts, "state": state} if state else counts
