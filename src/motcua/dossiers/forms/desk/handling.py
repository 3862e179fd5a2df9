"""Forms of those who work on a dossier."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.forms.desk.base import ActForm, FutureDay, Words, choice
from motcua.dossiers.models import Silence


class AssignForm(ActForm):
    """To whom, with everybody's load beside the name."""

    user_id = forms.TypedChoiceField(label=_("Giao cho"), coerce=int, widget=forms.RadioSelect)
    note = Words(label=_("Lời dặn"), rows=2, required=False)

    def prepare(self) -> None:
        """The officers of the units in reach."""
        choice(self, "user_id", self.desk.officer_choices())


class CompleteStepForm(ActForm):
    """What was done at this step; the next station follows from the procedure."""

    note = Words(label=_("Kết quả, ý kiến xử lý"), rows=3, required=False)


class ReturnForm(ActForm):
    """Back to an earlier step, always with a reason."""

    step = forms.TypedChoiceField(label=_("Chuyển lại bước"), coerce=int)
    reason = Words(label=_("Lý do"), rows=3)

    def prepare(self) -> None:
        """The steps already done."""
        choice(self, "step", self.desk.earlier_steps())


class ConsultForm(ActForm):
    """Whom to ask, what, until when, and what silence means."""

    body = Words(label=_("Cơ quan, đơn vị được lấy ý kiến"), max_length=250)
    question = Words(label=_("Nội dung lấy ý kiến"), rows=4)
    due_at = FutureDay(label=_("Trả lời trước hết ngày"))
    silence = forms.ChoiceField(
        label=_("Quá hạn không trả lời"), choices=Silence.choices, widget=forms.RadioSelect, initial=Silence.NONE
    )


class AnswerConsultationForm(ActForm):
    """The answer of a body, recorded by the officer who received it."""

    consultation_id = forms.TypedChoiceField(label=_("Cơ quan trả lời"), coerce=int)
    agrees = forms.ChoiceField(
        label=_("Ý kiến"),
        choices=[("agreed", _("Đồng ý")), ("objected", _("Không đồng ý")), ("other", _("Ý kiến khác"))],
        widget=forms.RadioSelect,
    )
    answer = Words(label=_("Nội dung trả lời"), rows=4)

    def prepare(self) -> None:
        """The bodies that have not answered yet."""
        waiting = [asked for asked in self.desk.consultations if asked.answered_at is None]
        choice(self, "consultation_id", [(asked.pk, asked.body) for asked in waiting])


class DemandPaymentForm(ActForm):
    """A financial duty with its notice; the clock stands until the payment document is recorded."""

    amount = forms.IntegerField(label=_("Số tiền (đồng)"), min_value=1000, max_value=2_000_000_000)
    reason = Words(label=_("Khoản phải nộp"), max_length=250)
    document = Words(label=_("Số thông báo"), max_length=100)


class RecordPaymentForm(ActForm):
    """The document that proves the payment."""

    amount = forms.IntegerField(label=_("Số tiền đã nộp (đồng)"), min_value=0, max_value=2_000_000_000)
    document = Words(label=_("Số biên lai, chứng từ"), max_length=100)


class IneligibleForm(ActForm):
    """Not eligible after appraisal."""

    warning = _("Hồ sơ kết thúc sau bước này, trả về bộ phận một cửa kèm phiếu từ chối giải quyết.")
    reason = Words(label=_("Lý do, căn cứ pháp luật"), rows=5)


class ProposeApologyForm(ActForm):
    """Draft of an apology: reason and the one new date; the head signs it."""

    reason = Words(label=_("Lý do chậm"), rows=3, help_text=_("Người nộp đọc được nguyên văn trong phiếu xin lỗi."))
    new_due = FutureDay(label=_("Hẹn lại ngày trả kết quả"), help_text=_("Chỉ được hẹn lại một lần."))


class ApologiseForm(ActForm):
    """The head signs the drafted apology; may correct reason and date."""

    reason = Words(label=_("Lý do chậm"), rows=3)
    new_due = FutureDay(label=_("Hẹn lại ngày trả kết quả"), help_text=_("Chỉ được hẹn lại một lần."))


class NoteForm(ActForm):
    """A remark for colleagues."""

    text = Words(label=_("Ghi chú nội bộ"), rows=4, help_text=_("Người nộp không đọc được."))


class CorrectionForm(ActForm):
    """A corrected answer, which the person sees and may accept or reject."""

    field = forms.ChoiceField(label=_("Thông tin cần sửa"))
    value = Words(label=_("Sửa thành"), max_length=1000)
    note = Words(label=_("Lý do sửa"), rows=2, help_text=_("Người nộp thấy đề nghị này và quyết định."))

    def prepare(self) -> None:
        """The answered fields that hold plain text, numbers or dates."""
        choice(self, "field", self.desk.correctable())

    def arguments(self) -> dict[str, Any]:
        """The changed answers and why."""
        given = self.cleaned_data
        return {"changes": {given["field"]: given["value"]}, "note": given["note"]}


class DecideCorrectionForm(ActForm):
    """What the person said of a proposed correction, recorded at the counter."""

    accept = forms.TypedChoiceField(
        label=_("Người nộp"),
        choices=[("yes", _("Đồng ý sửa")), ("no", _("Không đồng ý"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
