"""Forms of the end: sign, issue, hand over, withdraw, stop, archive."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.forms.desk.base import ActForm, Words
from motcua.dossiers.models import Delivery, PaymentState
from motcua.ui.words import dong


class SignForm(ActForm):
    """The result: a file already signed or scanned, or none while it is on paper."""

    file = forms.FileField(
        label=_("Tệp kết quả"),
        required=False,
        help_text=_("PDF đã ký số hoặc bản quét. Để trống nếu kết quả là bản giấy."),
    )
    note = Words(label=_("Ý kiến"), rows=2, required=False)


class IssueForm(ActForm):
    """Number and stamp."""

    number = Words(label=_("Số văn bản"), max_length=60, required=False)


class HandOverForm(ActForm):
    """How and to whom the result goes."""

    delivery = forms.ChoiceField(label=_("Cách trả"), choices=Delivery.choices, widget=forms.RadioSelect)
    receiver = Words(label=_("Người nhận"), max_length=120, required=False)
    note = Words(label=_("Mã bưu gửi hoặc ghi chú"), max_length=200, required=False)
    fee_document = Words(label=_("Số biên lai thu phí, lệ phí"), max_length=200, required=False)

    def prepare(self) -> None:
        """As the person chose, and in the person's name; a receipt only where a fee is still due."""
        dossier = self.desk.dossier
        if dossier.payment_state == PaymentState.DUE:
            self.fields["fee_document"].help_text = _("Còn phải thu %(fee)s.") % {"fee": dong(dossier.fee)}
        else:
            del self.fields["fee_document"]
        self.fields["delivery"].initial = self.desk.dossier.delivery_method
        self.fields["receiver"].initial = self.desk.dossier.submitter_name

    def clean(self) -> dict[str, Any]:
        """At the counter somebody takes it; by post there is a number."""
        cleaned = super().clean() or {}
        if cleaned.get("delivery") == Delivery.COUNTER and not cleaned.get("receiver"):
            self.add_error("receiver", _("Ghi tên người nhận tại quầy"))
        if cleaned.get("delivery") == Delivery.POST and not cleaned.get("note"):
            self.add_error("note", _("Ghi mã bưu gửi"))
        return cleaned


class WithdrawalForm(ActForm):
    """The person asks at the counter to take the dossier back."""

    reason = Words(label=_("Lý do người nộp nêu"), rows=3)


class GrantForm(ActForm):
    """The office lets the dossier go."""

    warning = _("Hồ sơ kết thúc sau bước này.")
    reason = Words(label=_("Ý kiến"), rows=2, required=False)


class DeclineForm(ActForm):
    """The office goes on with it."""

    reason = Words(label=_("Lý do không đồng ý cho rút"), rows=3)


class StopForm(ActForm):
    """Stopped by law."""

    warning = _("Hồ sơ kết thúc sau bước này. Người nộp nhận thông báo dừng giải quyết.")
    reason = Words(label=_("Lý do, căn cứ dừng giải quyết"), rows=4)


class ArchiveForm(ActForm):
    """Nothing to type: the dossier goes to the archive."""
