"""Forms of the queue's pages."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.kernel import clock
from motcua.kernel.folding import clean
from motcua.queueing.models import PRIORITY_WORDS
from motcua.queueing.rules.spans import read_spans

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


class LongWords(forms.CharField):
    """A text of several lines in one spelling of Vietnamese letters."""

    def to_python(self, value: Any) -> str:
        """Cleans what was typed and keeps its lines."""
        return clean(super().to_python(value) or "", multiline=True)


def phone_field(help_text: Any) -> Words:
    """How to reach a visitor."""
    tel = forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"})
    return Words(label=_("Số điện thoại di động"), max_length=24, help_text=help_text, widget=tel)


def priority_field(help_text: Any) -> forms.ChoiceField:
    """Whether the law lets a visitor go ahead."""
    return forms.ChoiceField(
        label=_("Trường hợp ưu tiên (nếu có)"),
        choices=list(PRIORITY_WORDS.items()),
        widget=forms.RadioSelect,
        required=False,
        help_text=help_text,
    )


def dossier_field() -> Words:
    """The dossier somebody comes for, if for one."""
    help_text = _("Nếu đến vì một hồ sơ đã nộp. In dưới mã vạch trên giấy tiếp nhận.")
    return Words(label=_("Mã hồ sơ"), max_length=60, required=False, help_text=help_text)


class TakeForm(forms.Form):
    """Who comes, how to reach them, and whether the law lets them go ahead."""

    name = Words(
        label=_("Họ tên người sẽ đến"),
        max_length=160,
        help_text=_("Số gắn với người này. Khi đến quầy cần giấy tờ có đúng tên."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = phone_field(_("Để báo khi gần đến lượt và để tìm lại số. Ví dụ 0903 000 001."))
    priority = priority_field(_("Cán bộ sẽ nhìn giấy tờ khi mời. Khai không đúng thì xếp lại theo giờ lấy số."))
    dossier_code = dossier_field()


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


class ConfirmForm(forms.Form):
    """Who comes to an appointment. Fields that are known already are left out: a confirmed telephone, a bound name."""

    name = Words(
        label=_("Họ tên người sẽ đến"),
        max_length=160,
        help_text=_("Lịch hẹn gắn với người này. Khi đến cần giấy tờ có đúng tên."),
        error_messages={"required": _("Ghi họ tên người sẽ đến, vì lịch hẹn gắn với người đó")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = phone_field(_("Để nhắc trước giờ hẹn. Ví dụ 0903 000 001."))
    priority = priority_field(_("Cán bộ sẽ nhìn giấy tờ khi mời. Khai không đúng thì xếp lại theo giờ hẹn."))
    dossier_code = dossier_field()
    question = LongWords(
        label=_("Điều muốn hỏi"),
        max_length=4000,
        error_messages={"required": _("Ghi điều muốn hỏi để cán bộ chuẩn bị câu trả lời")},
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(
        self, *args: Any, without: frozenset[str] = frozenset(), optional: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in without:
            del self.fields[name]
        if optional and "phone" in self.fields:
            self.fields["phone"].required = False


class AskForm(forms.Form):
    """A question to be answered by calling back."""

    name = Words(
        label=_("Họ tên"),
        max_length=160,
        error_messages={"required": _("Ghi họ tên để cán bộ biết gọi cho ai")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = phone_field(_("Cán bộ gọi lại số này. Ví dụ 0903 000 001."))
    question = LongWords(
        label=_("Điều muốn hỏi"),
        max_length=4000,
        error_messages={"required": _("Ghi điều muốn hỏi để cán bộ chuẩn bị câu trả lời")},
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, without: frozenset[str] = frozenset(), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in without:
            del self.fields[name]


class AnswerForm(forms.Form):
    """What was answered."""

    answer = LongWords(
        label=_("Đã trả lời thế nào"),
        max_length=4000,
        help_text=_("Người hỏi đọc được trên trang của mình."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class PlanForm(forms.Form):
    """How a field gives appointments."""

    is_open = forms.BooleanField(label=_("Nhận đặt lịch hẹn"), required=False)
    minutes = forms.IntegerField(label=_("Mỗi lượt hẹn dài (phút)"))
    capacity = forms.IntegerField(label=_("Số chỗ mỗi lượt"))
    days_ahead = forms.IntegerField(label=_("Đặt trước nhiều nhất (ngày)"))
    notice = forms.IntegerField(label=_("Đặt trước ít nhất (phút)"))
    standby_most = forms.IntegerField(label=_("Danh sách chờ mỗi ngày nhiều nhất (người)"))
    bring = LongWords(
        label=_("Cần mang theo"),
        max_length=2000,
        required=False,
        help_text=_("Mỗi dòng một thứ; người dân đọc được."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class TopicForm(forms.Form):
    """What a desk gives advice on and who answers."""

    name = Words(label=_("Nội dung tư vấn"), max_length=120)
    field = forms.ChoiceField(label=_("Giờ hẹn lấy theo lĩnh vực"))
    who = forms.ChoiceField(label=_("Ai trả lời"))
    by_visit = forms.BooleanField(label=_("Hẹn đến gặp"), required=False)
    by_call = forms.BooleanField(label=_("Gọi lại"), required=False)
    is_open = forms.BooleanField(label=_("Đang nhận câu hỏi"), required=False)

    def __init__(
        self, *args: Any, fields: list[tuple[str, str]], answerers: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("field", fields), ("who", answerers)):
            chosen = self.fields[name]
            assert isinstance(chosen, forms.ChoiceField)
            chosen.choices = choices

    def clean(self) -> dict[str, Any]:
        """At least one way to be answered."""
        given: dict[str, Any] = super().clean() or {}
        if not (given.get("by_visit") or given.get("by_call")):
            self.add_error("by_visit", _("Chọn ít nhất một cách trả lời"))
        return given


class DayClosedForm(forms.Form):
    """A day on which a field does not work."""

    day = forms.DateField(label=_("Ngày nghỉ"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    note = Words(label=_("Lý do (người dân đọc được)"), max_length=200)


class ReserveForm(forms.Form):
    """Numbers to be printed for hours without the server."""

    field = forms.ChoiceField(label=_("Lĩnh vực"))
    day = forms.DateField(label=_("Dùng trong ngày"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    first = forms.IntegerField(
        label=_("Từ số"),
        min_value=1,
        max_value=999,
        help_text=_("Lớn hơn các số phát qua máy và điện thoại trong ngày, ví dụ 501."),
    )
    last = forms.IntegerField(label=_("Đến số"), min_value=1, max_value=999)

    def __init__(self, *args: Any, fields: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["field"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [(field.code, f"{field.prefix} – {field.name}") for field in fields]
        free = max([500, *(field.quota for field in fields)]) + 1
        self.initial = {"day": clock.today(), "first": free, "last": min(999, free + 99), **self.initial}


class FieldForm(forms.Form):
    """A field of a desk, for the ones who run it."""

    name = Words(label=_("Tên lĩnh vực"), max_length=120, help_text=_("Như người dân gọi, ví dụ: Hộ tịch, chứng thực."))
    prefix = Words(  # type: ignore[assignment]
        label=_("Chữ đầu của số"), max_length=2, help_text=_("Một chữ cái không dấu, ví dụ A. Số in ra là A001, A002…")
    )
    quota = forms.IntegerField(
        label=_("Số phát nhiều nhất một ngày"), min_value=1, max_value=999, initial=200, help_text=_("Nhiều nhất 999.")
    )
    minutes = forms.IntegerField(
        label=_("Một lượt phục vụ khoảng bao nhiêu phút"),
        min_value=1,
        max_value=240,
        initial=8,
        help_text=_("Dùng để báo thời gian chờ cho đến khi đo được từ các lượt thật."),
    )
    order = forms.IntegerField(label=_("Thứ tự trên màn hình"), min_value=0, max_value=99, initial=0)


class HoursForm(forms.Form):
    """Other hours of a field on one day."""

    day = forms.DateField(label=_("Ngày"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    hours = Words(
        label=_("Giờ phát số và phục vụ ngày đó"),
        max_length=80,
        required=False,
        help_text=_("Ví dụ 07:30-11:30, 13:00-17:00. Để trống là nghỉ cả ngày."),
    )
    note = Words(label=_("Lý do (người dân đọc được)"), max_length=200)

    def clean_day(self) -> date:
        """A day that is not over, within a year."""
        day: date = self.cleaned_data["day"]
        if not clock.today() <= day <= clock.today() + timedelta(days=366):
            raise forms.ValidationError(_("Chọn từ hôm nay đến một năm tới"))
        return day

    def clean_hours(self) -> tuple[tuple[int, int], ...]:
        """The hours as minutes of the day."""
        try:
            return read_spans(self.cleaned_data["hours"])
        except ValueError:
            raise forms.ValidationError(
                _("Ghi giờ như 07:30-11:30, 13:00-17:00, các khoảng không chồng nhau")
            ) from None


class CounterForm(forms.Form):
    """A counter and the fields it serves."""

    number = forms.IntegerField(label=_("Số quầy"), min_value=1, max_value=999)
    fields_served = forms.MultipleChoiceField(
        label=_("Quầy phục vụ lĩnh vực"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, fields: list[Any], known: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["fields_served"]
        assert isinstance(chosen, forms.MultipleChoiceField)
        chosen.choices = [(field.code, f"{field.prefix} – {field.name}") for field in fields]
        if known is not None:
            del self.fields["number"]
