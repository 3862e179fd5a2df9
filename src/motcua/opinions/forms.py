"""Forms of the room, for everybody and for officers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.kernel.masking import masked
from motcua.opinions.models import DraftText, Opinion


def words(label: Any, *, rows: int = 0, most: int = 4000, **more: Any) -> forms.CharField:
    """A text field of one or several lines."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, max_length=most, widget=widget, **more)


class OpinionForm(forms.Form):
    """An opinion; the name is shown only to who ticks that."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=64, min_length=16)
    title = words(_("Về việc gì"), most=150, error_messages={"required": _("Ghi ngắn gọn góp ý về việc gì")})
    text = words(_("Nội dung góp ý"), rows=7, error_messages={"required": _("Viết nội dung góp ý")})
    name = words(_("Họ tên"), most=120, required=False)
    show_name = forms.BooleanField(label=_("Đồng ý cho hiện họ tên cạnh góp ý trên trang công khai"), required=False)

    def shown_fields(self) -> list[forms.BoundField]:
        """The fields, one under another."""
        return [bound for bound in self if bound.name != "token"]


class AddForm(forms.Form):
    """What the author says more."""

    text = words(_("Ý kiến thêm"), rows=4, most=2000, error_messages={"required": _("Viết ý kiến thêm")})


class SecretForm(forms.Form):
    """The private code of the receipt."""

    secret = forms.CharField(label=_("Mã riêng"), max_length=12, help_text=_("Sáu ký tự in dưới mã góp ý"))


class DeskForm(forms.Form):
    """A form of an officer's verb; carries the revision the officer saw."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, opinion: Opinion, **kwargs: Any) -> None:
        kwargs["initial"] = {"revision": opinion.revision, **self.proposed(opinion)}
        super().__init__(*args, **kwargs)

    def proposed(self, opinion: Opinion) -> dict[str, Any]:
        """What follows from the opinion."""
        return {}

    def shown_fields(self) -> list[forms.BoundField]:
        """The fields, one under another."""
        return [bound for bound in self if bound.name != "revision"]


class PublishForm(DeskForm):
    """The public words, with what looks like personal data already covered."""

    title = words(_("Tiêu đề công khai"), most=150)
    text = words(_("Nội dung công khai"), rows=8)

    def proposed(self, opinion: Opinion) -> dict[str, Any]:
        """A proposal of the machine, or what was public before."""
        return {
            "title": opinion.public_title or masked(opinion.title),
            "text": opinion.public_text or masked(opinion.text),
        }


class ReasonForm(DeskForm):
    """A reason that the author reads."""

    reason = words(_("Lý do"), rows=4, most=1000, help_text=_("Người góp ý đọc được lý do này"))


class AnswerForm(DeskForm):
    """The unit's answer, public at once."""

    text = words(_("Câu trả lời công khai"), rows=8, help_text=_("Hiện ngay trên trang công khai, kèm chức vụ"))


class ReplyForm(forms.Form):
    """What an author added, in public words."""

    text = words(_("Nội dung công khai"), rows=4, most=2000)


class DraftForm(forms.ModelForm):
    """A draft with the days on which people are asked."""

    class Meta:
        model = DraftText
        fields = ("title", "summary", "text", "opens_on", "closes_on")
        labels = {
            "title": _("Tên dự thảo"),
            "summary": _("Tóm tắt điều thay đổi"),
            "text": _("Toàn văn dự thảo"),
            "opens_on": _("Lấy ý kiến từ ngày"),
            "closes_on": _("Đến hết ngày"),
        }
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 4}),
            "text": forms.Textarea(attrs={"rows": 16}),
            "opens_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "closes_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def _post_clean(self) -> None:
        """What must hold is said by the action, in one place."""


class ConclusionForm(forms.Form):
    """What was taken over and what was not."""

    conclusion = words(_("Tiếp thu, giải trình"), rows=8, most=20_000)
