"""Forms of those who work on a dossier."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.forms.desk.base import ActForm, FutureDay, Words, choice
from motcua.dossiers.models import Silence
from motcua.procedures.queries import parse_form

YES, NO, NEITHER = "yes", "no", ""


def yes_no(value: str) -> bool | None:
    """True, False, or None for neither."""
    return None if value == NEITHER else value == YES


class AssignForm(ActForm):
    """To whom, with everybody's load beside the name."""

    user_id = forms.TypedChoiceField(label=_("Giao cho"), coerce=int, widget=forms.RadioSelect)
    note = Words(label=_("Lời dặn"), rows=2, required=False)

    def prepare(self) -> None:
        """The officers who may do the present step."""
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
    """Whom to ask, what, within how many working days, and what silence means."""

    unit_ids = forms.TypedMultipleChoiceField(
        label=_("Đơn vị trong hệ thống"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Chọn được nhiều đơn vị cùng lúc."),
    )
    bodies = Words(
        label=_("Cơ quan khác"), rows=2, required=False, help_text=_("Mỗi dòng ghi một cơ quan."), max_length=2000
    )
    question = Words(label=_("Nội dung lấy ý kiến"), rows=4)
    days = forms.IntegerField(label=_("Trả lời trong (ngày làm việc)"), min_value=1, max_value=90)
    silence = forms.ChoiceField(label=_("Quá hạn không trả lời"), choices=Silence.choices, widget=forms.RadioSelect)

    def prepare(self) -> None:
        """Units of the same house and what the version says about time and silence."""
        rule = self.desk.definition.consultation
        choice(self, "unit_ids", self.desk.consultable_units())
        self.fields["days"].initial = rule.days or 5
        self.fields["silence"].initial = rule.silence
        if rule.bodies:
            usual = _("Mỗi dòng ghi một cơ quan. Thường lấy ý kiến: %(names)s")
            self.fields["bodies"].help_text = usual % {"names": ", ".join(rule.bodies)}

    def clean_bodies(self) -> list[str]:
        """One body a line."""
        return [line.strip() for line in self.cleaned_data["bodies"].splitlines() if line.strip()]

    def clean(self) -> dict[str, Any]:
        """One at least must be named."""
        cleaned = super().clean() or {}
        if not cleaned.get("unit_ids") and not cleaned.get("bodies"):
            self.add_error("unit_ids", _("Chọn đơn vị hoặc ghi tên cơ quan"))
        return cleaned


class AnswerConsultationForm(ActForm):
    """The answer of a body, recorded by the officer who received it."""

    consultation_id = forms.TypedChoiceField(label=_("Cơ quan trả lời"), coerce=int)
    agrees = forms.TypedChoiceField(
        label=_("Ý kiến"),
        choices=[(YES, _("Đồng ý")), (NO, _("Không đồng ý")), (NEITHER, _("Ý kiến khác"))],
        coerce=yes_no,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    answer = Words(label=_("Nội dung trả lời"), rows=4)

    def prepare(self) -> None:
        """The bodies that have not answered yet."""
        waiting = [asked for asked in self.desk.consultations if asked.answered_at is None]
        choice(self, "consultation_id", [(asked.pk, asked.body) for asked in waiting])


class DemandPaymentForm(ActForm):
    """A financial duty with its notice; the clock stands until the payment document is recorded."""

    title = Words(label=_("Khoản phải nộp"), max_length=200)
    amount = forms.IntegerField(label=_("Số tiền (đồng)"), min_value=1, max_value=10**12)
    document = Words(label=_("Số, ngày của thông báo"), max_length=200)


class RecordPaymentForm(ActForm):
    """The document that proves the payment, or the ground of an exemption."""

    exempt = forms.BooleanField(label=_("Được miễn, không thu tiền"), required=False)
    amount = forms.IntegerField(label=_("Số tiền đã nộp (đồng)"), min_value=0, max_value=10**12, required=False)
    document = Words(label=_("Số biên lai, hoặc căn cứ được miễn"), max_length=200)

    def prepare(self) -> None:
        """What is due."""
        self.fields["amount"].initial = self.desk.dossier.fee


class IneligibleForm(ActForm):
    """Not eligible after appraisal."""

    warning = _("Hồ sơ kết thúc sau bước này, trả về bộ phận một cửa kèm phiếu từ chối giải quyết.")
    reason = Words(label=_("Lý do, căn cứ pháp luật"), rows=5)


class ApologyForm(ActForm):
    """An apology with its reason and the one new date: drafted by an officer, signed by the head."""

    reason = Words(label=_("Lý do chậm"), rows=3, help_text=_("Người nộp đọc được nguyên văn trong phiếu xin lỗi."))
    new_due = FutureDay(label=_("Hẹn lại ngày trả kết quả"), help_text=_("Chỉ được hẹn lại một lần."))

    def prepare(self) -> None:
        """What was drafted already."""
        drafted = self.desk.drafted_apology
        self.fields["reason"].initial = drafted.get("reason", "")
        self.fields["new_due"].initial = str(drafted.get("new_due") or "")[:10]


class NoteForm(ActForm):
    """A remark for colleagues."""

    text = Words(label=_("Ghi chú nội bộ"), rows=4, help_text=_("Người nộp không đọc được."))


class CorrectionForm(ActForm):
    """Corrected answers of one section, which the person sees and may agree to or dispute."""

    section = forms.ChoiceField(widget=forms.HiddenInput)
    note = Words(label=_("Lý do sửa"), rows=2, help_text=_("Người nộp thấy đề nghị này và quyết định."))

    def prepare(self) -> None:
        """The section chosen in the address; its controls are drawn by the procedures room."""
        form = self.desk.definition.form
        shown = [section.key for section in self.desk.sections]
        choice(self, "section", [(key, key) for key in shown])
        wanted = self.data.get("section") if self.is_bound else self.initial.get("section")
        self.chosen = form.section(wanted if wanted in shown else shown[0]) if shown else None
        self.initial["section"] = self.chosen.key if self.chosen else ""
        self.faults: dict[str, str] = {}
        self.typed = parse_form(self.chosen, self.data) if self.is_bound and self.chosen else {}
        self.values = {**self.desk.answers, **self.typed}

    def take_faults(self, faults: Mapping[str, Any]) -> None:
        """Faults by answer, shown at the controls of the section."""
        self.faults = {path: str(words) for path, words in faults.items()}

    def shown_fields(self) -> list[forms.BoundField]:
        """The reason, behind the controls of the section."""
        return [self["note"]]

    def arguments(self) -> dict[str, Any]:
        """The answers as typed, and why."""
        return {"answers": self.typed, "note": self.cleaned_data["note"]}


class DecideCorrectionForm(ActForm):
    """What the person said of a proposed correction, recorded at the counter."""

    agree = forms.TypedChoiceField(
        label=_("Người nộp"),
        choices=[(YES, _("Đồng ý sửa")), (NO, _("Không đồng ý"))],
        coerce=lambda value: value == YES,
        widget=forms.RadioSelect,
    )
    note = Words(label=_("Ghi chú"), rows=2, required=False)

    def arguments(self) -> dict[str, Any]:
        """The answer to the correction that waits."""
        number = self.desk.proposals[0].number if self.desk.proposals else 0
        return {**super().arguments(), "number": number}
