"""Forms of the room, for the reporter and for officers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.feedback.models import Category, PhotoMoment, Report
from motcua.feedback.queries.nearby import near
from motcua.feedback.queries.people import colleagues_for
from motcua.feedback.queries.shots import shots_of
from motcua.kernel.folding import clean
from motcua.units.queries import active_nodes, place_of, unit_by_id


def words(label: Any, *, rows: int = 0, most: int = 4000, **more: Any) -> forms.CharField:
    """A text field of one or several lines."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, max_length=most, widget=widget, **more)


class PlaceForm(forms.Form):
    """A place on the earth, in degrees."""

    longitude = forms.FloatField(widget=forms.HiddenInput, required=False, min_value=-180, max_value=180)
    latitude = forms.FloatField(widget=forms.HiddenInput, required=False, min_value=-90, max_value=90)

    def point(self) -> tuple[float, float] | None:
        """Longitude and latitude, when both were given."""
        pair = (self.cleaned_data.get("longitude"), self.cleaned_data.get("latitude"))
        return None if pair[0] is None or pair[1] is None else (pair[0], pair[1])


class ReportForm(PlaceForm):
    """What is reported; a category's own questions come as fields `q-<key>`. The action checks what is missing."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=64, min_length=16)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=1)
    address = words(_("Ở đâu"), most=250, required=False, help_text=_("Số nhà, tên đường, hoặc gần nơi nào dễ thấy"))
    description = words(
        _("Có chuyện gì"),
        rows=4,
        help_text=_("Một hai câu là đủ"),
        error_messages={"required": _("Viết ngắn gọn điều cần phản ánh")},
    )
    anonymous = forms.BooleanField(label=_("Không cho cơ quan biết tên và số điện thoại của tôi"), required=False)

    def __init__(self, *args: Any, category: Category, signed_in: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.category = category
        for question in category.questions:
            self.fields[f"q-{question['key']}"] = words(question["label"], most=300, required=False)
        # The address or a pin on the map: one of them will do.
        self.fields["address"].one_of_several = not category.to_leader  # type: ignore[attr-defined]
        if not (category.anonymous and signed_in):
            del self.fields["anonymous"]

    def clean(self) -> dict[str, Any]:
        """A place, in words or from the phone, said together with what else is missing."""
        data = super().clean() or self.cleaned_data
        if not data.get("address") and self.point() is None and not self.category.to_leader:
            self.add_error("address", _("Ghi địa chỉ, hoặc dùng vị trí hiện tại của điện thoại"))
        return data

    def place(self) -> list[forms.BoundField]:
        """Where it is."""
        return [self["address"]]

    def rest(self) -> list[forms.BoundField]:
        """What is shown below the place."""
        hidden = {"token", "longitude", "latitude", "seen", "address"}
        return sorted(
            (bound for bound in self if bound.name not in hidden), key=lambda bound: bound.name == "anonymous"
        )

    def details(self) -> dict[str, str]:
        """Answers to the category's own questions."""
        return {name[2:]: value for name, value in self.cleaned_data.items() if name.startswith("q-")}


class SecretForm(forms.Form):
    """The secret of the receipt."""

    secret = forms.CharField(label=_("Mã riêng"), max_length=12, help_text=_("Sáu ký tự in dưới mã phản ánh"))


class RateForm(forms.Form):
    """Whether it is solved."""

    solved = forms.ChoiceField(
        label=_("Việc đã được giải quyết chưa?"),
        choices=[("yes", _("Đã giải quyết")), ("no", _("Chưa giải quyết"))],
        widget=forms.RadioSelect,
    )
    note = words(_("Ý kiến thêm"), most=500, required=False)


class ReopenForm(forms.Form):
    """Why it is not solved."""

    reason = words(_("Vì sao cần xử lý lại"), rows=3, most=1000)


class ActForm(forms.Form):
    """A form of an officer's verb; carries the revision the officer saw."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        self.report = report
        kwargs["initial"] = {"revision": report.revision, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Fills in what follows from the report."""

    def shown_fields(self) -> list[forms.BoundField]:
        """The fields, one under another."""
        return [bound for bound in self if bound.name != "revision"]

    def arguments(self) -> dict[str, Any]:
        """What the verb is given."""
        return {
            name: clean(value, multiline=True) if isinstance(value, str) else value
            for name, value in self.cleaned_data.items()
        }


class ReasonForm(ActForm):
    """A verb that needs a reason."""

    reason = words(_("Lý do"), rows=4, help_text=_("Người phản ánh đọc được lý do này"))


class InnerReasonForm(ActForm):
    """A reason that stays in the house."""

    reason = words(_("Điều cần sửa"), rows=4)


class NoteForm(ActForm):
    """A note for colleagues."""

    text = words(_("Ghi chú nội bộ"), rows=4)

    def arguments(self) -> dict[str, Any]:
        """A note overtakes nobody: no revision."""
        return {"text": super().arguments()["text"]}


class WithholdForm(ActForm):
    """Why a report is taken off the public page."""

    reason = words(_("Lý do gỡ"), rows=3)

    def arguments(self) -> dict[str, Any]:
        """No revision: taking down must never wait."""
        return {"reason": super().arguments()["reason"]}


class HandOverForm(ActForm):
    """Which unit is in charge instead, and why."""

    unit_id = forms.TypedChoiceField(label=_("Chuyển đến"), coerce=int)
    reason = words(_("Lý do"), rows=3, help_text=_("Người phản ánh đọc được lý do này"))

    def prepare(self) -> None:
        """Units of the same place first, then the people's committees of the city."""
        place = place_of(self.report.unit_id)
        nodes = active_nodes()
        near = [node for node in nodes if place and node.parent_id == place.pk and node.level != "commune"]
        inner = [place, *near] if place else near
        others = [node for node in nodes if node.level in ("district", "commune") and node not in inner]
        self.fields["unit_id"].choices = [  # type: ignore[attr-defined]
            ("", _("Chọn đơn vị")),
            (_("Trong đơn vị"), self.options(inner)),
            (_("Đơn vị khác"), self.options(others)),
        ]

    def options(self, nodes: list[Any]) -> list[tuple[int, str]]:
        """Choices without the present holder."""
        units = [node.pk if hasattr(node, "pk") else node.id for node in nodes]
        return [(pk, unit_by_id(pk).name) for pk in dict.fromkeys(units) if pk != self.report.holder_unit_id]


class AssignForm(ActForm):
    """Which colleague does it."""

    user_id = forms.TypedChoiceField(label=_("Giao cho"), coerce=int)
    note = words(_("Dặn dò"), most=500, required=False)

    def prepare(self) -> None:
        """Officers of the unit that holds the report."""
        choices = [(user.pk, str(user)) for user in colleagues_for(self.report)]
        self.fields["user_id"].choices = [("", _("Chọn người")), *choices]  # type: ignore[attr-defined]


class MergeForm(ActForm):
    """Which report stays, and what the reporter reads about it."""

    into = words(_("Mã phản ánh giữ lại"), most=40, help_text=_("Phản ánh có hạn trả lời sớm hơn"))
    reason = words(_("Ghi chú cho người phản ánh"), most=500, required=False)

    def prepare(self) -> None:
        """The nearest of the same kind that is due no later is proposed."""
        report = self.report
        point = None if report.longitude is None or report.latitude is None else (report.longitude, report.latitude)
        found = near(report.category, point, most=12, but=report.pk)
        self.near = [each for each in found if not each.report.is_closed and each.report.unit_id == report.unit_id]
        mine = (report.due_at, report.pk)
        fitting = [each.report.code for each in self.near if (each.report.due_at, each.report.pk) < mine]
        self.initial.setdefault("into", fitting[0] if fitting else "")


class AnswerForm(ActForm):
    """The answer, and whether the thing itself is done."""

    answer = words(_("Câu trả lời"), rows=6, help_text=_("Viết cho người phản ánh: đã làm gì, ai làm, khi nào xong"))
    handled = forms.BooleanField(label=_("Việc đã xử lý xong ngoài hiện trường"), required=False)

    def prepare(self) -> None:
        """An answer that was sent back is there to be changed."""
        self.initial.setdefault("answer", self.report.draft_answer)


class ApproveForm(ActForm):
    """The answer as it will be sent; the leader may change it."""

    answer = words(_("Câu trả lời sẽ gửi"), rows=6)

    def prepare(self) -> None:
        """The draft, and the pictures of the work that is answered for."""
        self.after = shots_of(self.report, PhotoMoment.AFTER, self.report.round)
        self.initial.setdefault("answer", self.report.draft_answer)
