"""Forms of the room."""

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.moderation.models import Abuse


class AbuseForm(forms.Form):
    """What is wrong with a public text."""

    abuse = forms.ChoiceField(
        label=_("Điều không ổn"),
        choices=Abuse.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một điều")},
    )
    note = forms.CharField(
        label=_("Ghi thêm"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Chỉ chỗ nào trong nội dung. Xin đừng ghi tên, số điện thoại."),
    )


class DecisionForm(forms.Form):
    """Whether a text stays, and why."""

    take_down = forms.ChoiceField(
        label=_("Quyết định"),
        choices=[("yes", _("Gỡ khỏi trang công khai")), ("no", _("Giữ nguyên"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một quyết định")},
    )
    answer = forms.CharField(
        label=_("Lý do quyết định"), max_length=500, error_messages={"required": _("Ghi lý do quyết định")}
    )


class BlockForm(forms.Form):
    """For how long the sender of a thing may not send, and why."""

    days = forms.IntegerField(label=_("Số ngày chặn"), min_value=1, max_value=365, initial=7)
    reason = forms.CharField(
        label=_("Lý do chặn"), max_length=300, help_text=_("Người bị chặn đọc được lý do này khi gửi")
    )
