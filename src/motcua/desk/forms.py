"""Forms of the officers' door."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.work.queries import Colleague


class HandOverForm(forms.Form):
    """Whose list goes to whom, and why."""

    from_user = forms.TypedChoiceField(label=_("Bàn giao danh sách việc của"), coerce=int)
    to_user = forms.TypedChoiceField(label=_("Cho"), coerce=int)
    reason = forms.CharField(
        label=_("Lý do"),
        help_text=_("Ví dụ: nghỉ phép từ 02/02 đến 06/02/2026. Lý do được ghi vào từng hồ sơ."),
        max_length=300,
    )

    def __init__(
        self, *args: object, givers: Sequence[Colleague], takers: Sequence[Colleague], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name, people in (("from_user", givers), ("to_user", takers)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("Chọn cán bộ")), *choices_of(people)]


class ExcuseForm(forms.Form):
    """Why an item was late."""

    reason = forms.CharField(
        label=_("Lý do quá hạn"),
        help_text=_("Nêu việc cụ thể và văn bản chứng minh. Lãnh đạo cấp trên sẽ xem xét."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class DecisionForm(forms.Form):
    """The counter-signature, or why it is refused."""

    granted = forms.TypedChoiceField(
        label=_("Kết luận"),
        choices=[("yes", _("Chấp nhận lý do")), ("no", _("Không chấp nhận"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Ý kiến"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


def choices_of(people: Sequence[Colleague]) -> list[tuple[int, str]]:
    """One choice per person, by the first duty found."""
    seen: dict[int, str] = {}
    for person in people:
        seen.setdefault(person.user_id, f"{person.name} – {person.post}, {person.unit}")
    return list(seen.items())
