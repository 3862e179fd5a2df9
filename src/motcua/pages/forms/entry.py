"""Writing an entry, deciding on it, taking it down."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from motcua.pages.models import Entry
from motcua.pages.rules.kinds import Kind

MOMENT = "%Y-%m-%dT%H:%M"
WITH_VIDEO = {Kind.NEWS, Kind.NOTICE, Kind.EVENT, Kind.BULLETIN}
ONLY_FOR = {
    "starts_at": {Kind.EVENT},
    "ends_at": {Kind.EVENT},
    "place": {Kind.EVENT},
    "number": {Kind.DOCUMENT, Kind.PLAN},
    "issuer": {Kind.DOCUMENT, Kind.PLAN},
    "issued_on": {Kind.DOCUMENT, Kind.PLAN},
    "in_force": {Kind.DOCUMENT, Kind.PLAN},
    "video": WITH_VIDEO,
    "video_file": WITH_VIDEO,
}
SHOWN_AS_WRITTEN = (
    "title", "summary", "body", "category", "language", "author_name", "picture_alt", "video", "starts_at", "ends_at", "place",
    "number", "issuer", "shared", "issued_on", "in_force", "correction", "go_live_at", "expire_at",
)  # fmt: skip


class ManyFiles(forms.FileInput):
    """A file input that takes several."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files; gives a list."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each one checked as a file."""
        files = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFilesField, self).clean(each, initial) for each in files if each]


def line(label: Any, most: int, *, required: bool = False, hint: Any = "", **attrs: Any) -> forms.CharField:
    """One line of text."""
    return forms.CharField(
        label=label, max_length=most, required=required, help_text=hint, widget=forms.TextInput(attrs=attrs)
    )


def moment(label: Any, hint: Any = "") -> forms.DateTimeField:
    """A day and an hour, chosen with the device's own picker."""
    widget = forms.DateTimeInput(format=MOMENT, attrs={"type": "datetime-local"})
    return forms.DateTimeField(
        label=label,
        required=False,
        help_text=hint,
        widget=widget,
        input_formats=[MOMENT, "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M"],
    )


class EntryForm(forms.Form):
    """An entry; which fields there are follows from its kind."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = line(_("Tiêu đề"), 200, required=True)
    summary = forms.CharField(
        label=_("Tóm tắt"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Một hai câu, hiện ở danh sách và khi chia sẻ"),
    )  # fmt: skip
    body = forms.CharField(
        label=_("Nội dung"), max_length=60_000, required=False, widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("Dòng trống tách đoạn; “## ” đầu dòng là đề mục, “- ” là một mục; **chữ đậm**; [chữ](địa-chỉ). Dán từ Word cũng được."),
    )  # fmt: skip
    category = line(_("Chuyên mục"), 60)
    starts_at = moment(_("Bắt đầu"))
    ends_at = moment(_("Kết thúc"))
    place = line(_("Nơi diễn ra"), 200)
    number = line(_("Số, ký hiệu"), 60)
    issuer = line(_("Cơ quan ban hành"), 200)
    issued_on = forms.DateField(
        label=_("Ngày ban hành"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
    )  # fmt: skip
    in_force = forms.BooleanField(label=_("Còn hiệu lực"), required=False, initial=True)
    picture = forms.FileField(
        label=_("Ảnh"), required=False, widget=forms.FileInput(attrs={"accept": "image/*"}),
        help_text=_("Ảnh lớn tự thu nhỏ trước khi đăng"),
    )  # fmt: skip
    picture_alt = line(_("Tả ảnh bằng lời"), 200, hint=_("Cho người không nhìn thấy ảnh; bắt buộc khi có ảnh"))
    drop_picture = forms.BooleanField(label=_("Bỏ ảnh hiện có"), required=False)
    video = forms.URLField(
        label=_("Hoặc địa chỉ video ở nơi khác"), max_length=300, required=False, assume_scheme="https"
    )
    video_file = forms.FileField(
        label=_("Video ngắn"), required=False, widget=forms.FileInput(attrs={"accept": "video/mp4,video/quicktime,video/3gpp"}),
        help_text=_("MP4, MOV dưới 60 giây. Kể trong bài những gì nghe thấy, cho người không nghe được"),
    )  # fmt: skip
    drop_video = forms.BooleanField(label=_("Bỏ video hiện có"), required=False)
    documents = ManyFilesField(label=_("Tài liệu đính kèm"), required=False, help_text=_("Mỗi tệp tối đa 20 MB"))
    author_name = line(_("Tên tác giả hiện dưới bài"), 200)
    language = forms.ChoiceField(label=_("Ngôn ngữ của bài"), choices=settings.LANGUAGES)
    go_live_at = moment(_("Hẹn giờ đăng"), _("Để trống thì đăng ngay khi lãnh đạo duyệt"))
    expire_at = moment(_("Tự gỡ lúc"))
    shared = forms.ChoiceField(
        label=_("Chia sẻ"),
        required=False,
        choices=[
            ("", _("Chỉ đăng ở trang này")),
            ("down", _("Hiện cả trên trang của các đơn vị trực thuộc")),
            ("up", _("Đề nghị cấp trên đăng lại")),
        ],
    )
    correction = line(_("Đính chính"), 300, hint=_("Nói rõ đã sửa gì; dòng này hiện trên bài"))

    def __init__(self, *args: Any, kind: str, entry: Entry | None = None, **kwargs: Any) -> None:
        if entry is not None:
            kwargs.setdefault("initial", {name: getattr(entry, name) for name in SHOWN_AS_WRITTEN})
            kwargs["initial"]["seen"] = entry.latest_revision_id
        super().__init__(*args, **kwargs)
        for name, kinds in ONLY_FOR.items():
            if kind not in kinds:
                del self.fields[name]
        if entry is None or not entry.first_published_at:
            del self.fields["correction"]
        if entry is None or not entry.picture_id:
            del self.fields["drop_picture"]
        if entry is None or not entry.video_file_id:
            del self.fields["drop_video"]

    def written(self) -> dict[str, Any]:
        """What was written, without files."""
        return {name: self.cleaned_data[name] for name in SHOWN_AS_WRITTEN if name in self.cleaned_data}


class DecideForm(forms.Form):
    """Yes, or back with a reason."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    comment = forms.CharField(
        label=_("Ý kiến"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Bắt buộc khi trả lại"),
    )  # fmt: skip


class TakeDownForm(forms.Form):
    """Why, and where its address leads afterwards."""

    reason = line(_("Lý do gỡ"), 300, required=True)
    leads_to = line(_("Địa chỉ cũ dẫn tới"), 250, hint=_("Ví dụ tin-tuc/bai-moi; để trống thì về chuyên mục"))


class RemarkForm(forms.Form):
    """A remark for colleagues."""

    text = forms.CharField(label=_("Góp ý"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
