"""Forms of the queue's pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.kernel.folding import clean
from motcua.queueing.models import PRIORITY_WORDS

SCORES = [
    (5, _("Rất hài lòng")),
    (4, _("Hài lòng")),
    (3, _("Bình thường")),
    (2, _("Chưa hài lòng")),
    (1, _("Rất chưa hài lòng")),
]


class Words(forms.CharField):
    """A text in one spelling of Vietnamese letters."""

    def to_python(self, value: Any) -> str:
        """Cleans what was typed."""
        return clean(super().to_python(value) or "")


class TakeForm(forms.Form):
    """Who comes, how to reach them, and whether the law lets them go ahead."""

    name = Words(
        label=_("Họ tên người sẽ đến"),
        max_length=160,
        help_text=_("Số gắn với người này. Khi đến quầy cần giấy tờ có đúng tên."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = Words(
        label=_("Số điện thoại di động"),
        max_length=24,
        help_text=_("Để báo khi gần đến lượt và để tìm lại số. Ví dụ 0903 000 001."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    priority = forms.ChoiceField(
        label=_("Trường hợp ưu tiên (nếu có)"),
        choices=list(PRIORITY_WORDS.items()),
        widget=forms.RadioSelect,
        required=False,
        help_text=_("Cán bộ sẽ nhìn giấy tờ khi mời. Khai không đúng thì xếp lại theo giờ lấy số."),
    )
    dossier_code = Words(
        label=_("Mã hồ sơ"),
        max_length=60,
        required=False,
        help_text=_("Nếu đến vì một hồ sơ đã nộp. In dưới mã vạch trên giấy tiếp nhận."),
    )


class DeskTakeForm(TakeForm):
    """The officer takes a number for somebody at the door: nothing is compulsory."""

    name = Words(label=_("Họ tên"), max_length=160, required=False)
    phone = Words(label=_("Số điện thoại di động"), max_length=24, required=False)
    field = forms.ChoiceField(label=_("Lĩnh vực"))
    field_order = ("field", "name", "phone", "priority", "dossier_code")

    def __init__(self, *args: Any, fields: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["field"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [(field.code, field.name) for field in fields]


class FindForm(forms.Form):
    """Finding a number again by the dossier it was taken for."""

    dossier_code = Words(label=_("Mã hồ sơ"), max_length=60, help_text=_("In dưới mã vạch trên giấy tiếp nhận."))
    secret = Words(label=_("Mã tra cứu riêng"), max_length=8, help_text=_("Bốn chữ in bên cạnh mã hồ sơ."))


class RateForm(forms.Form):
    """How it was."""

    score = forms.TypedChoiceField(
        label=_("Hôm nay được phục vụ thế nào?"), choices=SCORES, coerce=int, widget=forms.RadioSelect
    )
    remark = Words(label=_("Góp ý thêm"), max_length=500, required=False)
