"""Forms of the room."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.satisfaction.models import QuestionKind, Survey
from motcua.satisfaction.queries.surveys import choices


def day(label: Any) -> forms.DateField:
    """A day as a date field sends it."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class SurveyForm(forms.Form):
    """A survey without its questions."""

    title = forms.CharField(label=_("Tên khảo sát"), max_length=200)
    intro = forms.CharField(
        label=_("Lời mời"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    opens_on = day(_("Từ ngày"))
    closes_on = day(_("Đến hết ngày"))

    @staticmethod
    def of(survey: Survey | None) -> dict[str, Any]:
        """The values of a survey."""
        names = ("title", "intro", "opens_on", "closes_on")
        return {name: getattr(survey, name) for name in names} if survey else {}


class QuestionForm(forms.Form):
    """One question."""

    kind = forms.ChoiceField(label=_("Kiểu câu hỏi"), choices=QuestionKind.choices)
    label = forms.CharField(label=_("Câu hỏi"), max_length=250)
    options = forms.CharField(
        label=_("Các lựa chọn"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Mỗi dòng một lựa chọn; chỉ cho câu chọn một hoặc chọn nhiều"),
    )
    required = forms.BooleanField(label=_("Bắt buộc trả lời"), required=False)


class AnswerForm(forms.Form):
    """The questions of a survey as fields `q<id>`; what is missing or unknown is said by the action."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=64, min_length=16)

    def __init__(self, *args: Any, survey: Survey, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in survey.questions.all():
            self.fields[f"q{question.pk}"] = self.field_of(question)

    def field_of(self, question: Any) -> forms.Field:
        """The field of one question."""
        said: dict[str, Any] = {"label": question.label, "required": False}
        if question.kind == QuestionKind.TEXT:
            hint = _("Xin đừng ghi tên, số điện thoại hay số giấy tờ.")
            return forms.CharField(max_length=1000, widget=forms.Textarea(attrs={"rows": 3}), help_text=hint, **said)
        if question.kind == QuestionKind.MANY:
            return forms.MultipleChoiceField(choices=choices(question), widget=forms.CheckboxSelectMultiple, **said)
        return forms.ChoiceField(choices=choices(question), widget=forms.RadioSelect, **said)

    def shown_fields(self) -> list[forms.BoundField]:
        """The questions, one under another."""
        return [bound for bound in self if bound.name != "token"]

    def values(self) -> dict[str, list[str]]:
        """What was answered, by question."""
        found = {name[1:]: value for name, value in self.cleaned_data.items() if name != "token"}
        return {name: value if isinstance(value, list) else [value] for name, value in found.items()}
