"""Forms of the room."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.notices.actions import Line, Said
from motcua.notices.models import Notice
from motcua.notices.queries.reading import places, places_below
from motcua.notices.queries.topics import topics
from motcua.subscriptions.actions import Wanted
from motcua.subscriptions.models import Way
from motcua.units.queries import tree, unit_by_id

MOMENT = "%Y-%m-%dT%H:%M"
SLOTS = ("home", "work", "other")
ALL_TOPICS = "*"


def moment(label: Any, hint: Any = "") -> forms.DateTimeField:
    """A day and an hour, chosen with the device's own picker; empty is allowed."""
    widget = forms.DateTimeInput(format=MOMENT, attrs={"type": "datetime-local"})
    return forms.DateTimeField(label=label, required=False, help_text=hint, widget=widget, input_formats=[MOMENT])


def place_choices() -> list[tuple[str, Any]]:
    """All places under the place above each, a group starting with that place itself."""
    nodes = tree().nodes
    groups: dict[int, list[tuple[str, str]]] = {}
    for unit in places():
        above = unit.parent_id if unit.level == "commune" and unit.parent_id else unit.pk
        groups.setdefault(above, []).append((unit.code, unit.name))
    return [("", _("Không chọn")), *((nodes[above].name, rows) for above, rows in groups.items())]


class WantForm(forms.Form):
    """Up to three places, topics, and the way: in one's own page when signed in, or a mailbox."""

    home = forms.ChoiceField(label=_("Nơi ở"), required=False)
    work = forms.ChoiceField(label=_("Nơi làm việc, nơi con đi học"), required=False)
    other = forms.ChoiceField(label=_("Nơi khác muốn theo dõi"), required=False)
    topics = forms.MultipleChoiceField(
        label=_("Chủ đề"), widget=forms.CheckboxSelectMultiple, required=True,
        error_messages={"required": _("Chọn ít nhất một chủ đề")},
    )  # fmt: skip
    way = forms.ChoiceField(label=_("Nhận ở đâu"), widget=forms.RadioSelect, choices=Way.choices, initial=Way.EMAIL)
    mail = forms.EmailField(
        label=_("Địa chỉ thư điện tử"), max_length=254, required=False,
        error_messages={"invalid": _("Ghi địa chỉ thư, như ten@example.vn")},
    )  # fmt: skip

    def __init__(self, *args: Any, signed_in: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = place_choices()
        self.codes = {unit.code: unit.pk for unit in places()}
        for name in SLOTS:
            self.fields[name].choices = rows  # type: ignore[attr-defined]
        named = [(topic.key, str(topic)) for topic in topics()]
        self.fields["topics"].choices = [(ALL_TOPICS, _("Mọi chủ đề")), *named]  # type: ignore[attr-defined]
        self.fields["mail"].one_of_several = True  # type: ignore[attr-defined]
        if not signed_in:
            del self.fields["way"]

    def clean(self) -> dict[str, Any]:
        """A place, and a mailbox where the way is one."""
        data: dict[str, Any] = super().clean() or {}
        if not any(data.get(name) for name in SLOTS):
            self.add_error("home", _("Chọn ít nhất một nơi"))
        if self.by_mail and not data.get("mail") and "mail" not in self.errors:
            self.add_error("mail", _("Ghi địa chỉ thư"))
        return data

    @property
    def by_mail(self) -> bool:
        """Whether a mailbox is meant."""
        return bool(self.cleaned_data.get("way", Way.EMAIL) == Way.EMAIL)

    def wanted(self, language: str) -> Wanted:
        """What the form says, as the actions take it."""
        data = self.cleaned_data
        chosen = {self.codes[data[name]] for name in SLOTS if data.get(name)}
        keys = [] if ALL_TOPICS in data["topics"] else data["topics"]
        return Wanted(unit_ids=chosen, topics=keys, language=language)


class NoticeForm(forms.Form):
    """What a notice says, for whom, when it goes out."""

    topic = forms.ChoiceField(label=_("Chủ đề"), error_messages={"required": _("Chọn chủ đề")})
    title = forms.CharField(label=_("Tiêu đề"), max_length=150)
    text = forms.CharField(
        label=_("Nội dung"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Ngắn, rõ: việc gì, ở đâu, từ khi nào đến khi nào, người dân cần làm gì. Không ghi tên riêng."),
    )  # fmt: skip
    place = forms.CharField(label=_("Địa điểm"), max_length=200, required=False)
    starts_at = moment(_("Từ"))
    ends_at = moment(_("Đến"))
    link = forms.CharField(label=_("Liên kết xem thêm"), max_length=300, required=False)
    areas = forms.MultipleChoiceField(
        label=_("Chỉ gửi cho các nơi này"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Không chọn nơi nào thì gửi cho cả địa bàn."),
    )  # fmt: skip
    title_en = forms.CharField(label=_("Tiêu đề tiếng Anh"), max_length=150, required=False)
    text_en = forms.CharField(
        label=_("Nội dung tiếng Anh"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    publish_at = moment(_("Hẹn giờ đăng"), _("Để trống thì đăng ngay sau khi duyệt."))
    is_emergency = forms.BooleanField(
        label=_("Khẩn cấp: gửi cả từ 21 giờ đến 7 giờ"), required=False,
        help_text=_("Chỉ khi tính mạng, tài sản của người dân đang bị đe dọa."),
    )  # fmt: skip
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, unit_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = [("", _("Chọn")), *((t.key, str(t)) for t in topics())]  # type: ignore[attr-defined]
        below = places_below(unit_id)
        self.fields["areas"].choices = [(str(unit.pk), unit.name) for unit in below]  # type: ignore[attr-defined]
        if not below:
            del self.fields["areas"]
        self.unit = unit_by_id(unit_id)

    def said(self) -> Said:
        """What the form says, as the actions take it."""
        data = {name: value for name, value in self.cleaned_data.items() if name not in ("revision", "token")}
        return Said(**{**data, "areas": [int(pk) for pk in data.get("areas", ())]})


def values_of(notice: Notice) -> dict[str, Any]:
    """A notice as the form shows it."""
    plain = ("title", "text", "title_en", "text_en", "place", "link", "starts_at", "ends_at", "publish_at",
             "is_emergency", "revision")  # fmt: skip
    areas = [str(unit.pk) for unit in notice.areas.all()]
    return {**{name: getattr(notice, name) for name in plain}, "topic": notice.topic.key, "areas": areas}


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Lý do"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)


class BannerForm(forms.Form):
    """What an emergency banner says, how long, and whether it can't wait for a second person."""

    text = forms.CharField(
        label=_("Một câu: việc gì, người dân cần làm gì"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
    text_en = forms.CharField(label=_("Câu tiếng Anh"), max_length=300, required=False)
    link = forms.CharField(label=_("Liên kết xem thêm"), max_length=300, required=False)
    starts_at = moment(_("Hiện từ"), _("Để trống thì hiện ngay."))
    ends_at = moment(_("Tự hết lúc"), _("Nhiều nhất ba ngày sau khi hiện."))
    below = forms.BooleanField(label=_("Hiện cả ở mọi nơi bên dưới"), required=False)
    alone_reason = forms.CharField(
        label=_("Không chờ được người thứ hai vì"), max_length=300, required=False,
        help_text=_("Chỉ ghi khi nguy hiểm đang xảy ra: băng hiện ngay, việc này được ghi vào nhật ký và có người đọc lại."),
    )  # fmt: skip
    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, wide: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_at"].required = True
        if not wide:
            del self.fields["below"]

    def line(self) -> Line:
        """What the form says, as the action takes it."""
        return Line(**{name: value for name, value in self.cleaned_data.items() if name != "token"})
