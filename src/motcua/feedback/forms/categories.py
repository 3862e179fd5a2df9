"""The form of one category of reports: what it is called, what it asks, how long an answer may take."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.feedback.actions import Wanted
from motcua.feedback.forms import words
from motcua.feedback.models import Category
from motcua.feedback.queries.categories import Branch, whole_tree_of
from motcua.feedback.rules.limits import MILESTONES, Limit, limit_of
from motcua.feedback.rules.questions import as_lines

KEEP = "keep"
WAYS = {
    "": _("Như nhóm trên"), "working m": _("Phút làm việc"), "working h": _("Giờ làm việc"),
    "working d": _("Ngày làm việc"), "elapsed m": _("Phút liên tục, cả ngày lẫn đêm"),
    "shifted m": _("Phút liên tục; gửi sau 17:00 tính từ 07:30"),
}  # fmt: skip
NAMES = {"route": _("Chuyển"), "accept": _("Tiếp nhận"), "answer": _("Trả lời"), "done": _("Xử lý xong")}


class CategoryForm(forms.Form):
    """One category; the limit of a milestone is a way of counting (`answer`) and a number (`answer_number`)."""

    name = words(_("Tên nhóm"), most=120, error_messages={"required": _("Ghi tên nhóm")})
    parent_id = forms.TypedChoiceField(
        label=_("Nằm trong nhóm"), coerce=lambda typed: int(typed) if typed else None, required=False, empty_value=None
    )
    hint = words(_("Giải thích ngắn"), most=200, required=False, help_text=_("Hiện dưới tên nhóm khi người dân chọn"))
    questions = words(
        _("Câu hỏi thêm"), rows=3, most=2200, required=False,
        help_text=_("Mỗi dòng một câu; thêm dấu * ở cuối câu phải trả lời"),
    )  # fmt: skip
    anonymous = forms.BooleanField(label=_("Nhận phản ánh không cần đăng nhập"), required=False)
    to_leader = forms.BooleanField(label=_("Gửi thẳng lãnh đạo, không theo bảng phân tuyến"), required=False)
    radius = forms.IntegerField(
        label=_("Bán kính tìm phản ánh gần đó (mét)"), min_value=10, max_value=5000, initial=100
    )
    stop_message = words(
        _("Không nhận ở đây, chỉ đường khác"), rows=3, most=1000, required=False,
        help_text=_("Nếu ghi, người dân đọc lời này thay cho tờ khai; số điện thoại bấm gọi được"),
    )  # fmt: skip
    mornings = forms.BooleanField(label=_("Chỉ bắt đầu tính vào sáng ngày làm việc"), required=False)
    pauses = forms.BooleanField(label=_("Ngừng tính ngoài giờ làm việc"), required=False)
    is_open = forms.BooleanField(label=_("Đang nhận phản ánh"), required=False, initial=True)

    def __init__(self, *args: Any, unit_id: int, category: Category | None = None, **kwargs: Any) -> None:
        self.standing: Mapping[str, str] = category.clocks if category else {}
        kwargs["initial"] = {**started(category), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        choices: list[tuple[Any, Any]] = [("", _("Nhóm lớn nhất")), *indented(whole_tree_of(unit_id))]
        self.fields["parent_id"].choices = choices  # type: ignore[attr-defined]
        for milestone in MILESTONES:
            # A milestone is filled in as a whole or left to the category above.
            self.fields[milestone] = forms.ChoiceField(
                label=NAMES[milestone], choices=self.ways(milestone), required=False
            )
            self.fields[f"{milestone}_number"] = forms.IntegerField(
                label=_("Bao nhiêu"), min_value=1, max_value=9999, required=False
            )
            for name in (milestone, f"{milestone}_number"):
                self.fields[name].one_of_several = True  # type: ignore[attr-defined]

    def ways(self, milestone: str) -> list[tuple[str, Any]]:
        """How a milestone can be counted; a policy that says more than the boxes stays as it is written."""
        policy = self.standing.get(milestone, "")
        kept = [(KEEP, _("Giữ quy tắc: %(policy)s") % {"policy": policy})]
        return [*WAYS.items(), *(kept if policy and limit_of(policy) is None else ())]

    def clean(self) -> dict[str, Any]:
        """A number for each way of counting."""
        data = super().clean() or self.cleaned_data
        for milestone in MILESTONES:
            number = f"{milestone}_number"
            if data.get(milestone) not in ("", KEEP, None) and not data.get(number) and number not in self.errors:
                self.add_error(number, _("Ghi một con số"))
        return data

    def main(self) -> list[forms.BoundField]:
        """The fields above the limits."""
        names = ("name", "parent_id", "hint", "questions", "anonymous", "to_leader", "radius", "stop_message")
        return [self[name] for name in names]

    def limits(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Way and number of each milestone."""
        return [(self[milestone], self[f"{milestone}_number"]) for milestone in MILESTONES]

    def wanted(self) -> Wanted:
        """The category as it is to be."""
        data = self.cleaned_data
        given = {bound.name: data[bound.name] for bound in self.main()}
        return Wanted(**given, clocks=self.clocks(), is_open=data["is_open"])

    def clocks(self) -> dict[str, str]:
        """The policies of the milestones that have one of their own."""
        data, found = self.cleaned_data, {}
        for milestone in MILESTONES:
            way, number = data[milestone], data.get(f"{milestone}_number")
            if way == KEEP:
                found[milestone] = self.standing[milestone]
            elif way and number:
                found[milestone] = Limit(way, number, *self.switches(way)).policy
        return found

    def switches(self, way: str) -> tuple[bool, bool]:
        """The two switches, for the way of counting that knows them."""
        data = self.cleaned_data
        return (data["mornings"], data["pauses"]) if way.startswith("shifted") else (False, False)


def started(category: Category | None) -> dict[str, Any]:
    """What the form of a category begins with."""
    if category is None:
        return {}
    names = ("name", "parent_id", "hint", "anonymous", "to_leader", "radius", "stop_message", "is_open")
    found: dict[str, Any] = {name: getattr(category, name) for name in names}
    found["questions"] = as_lines(category.questions)
    for milestone, policy in category.clocks.items():
        limit = limit_of(policy)
        found[milestone] = limit.way if limit else KEEP
        if limit is not None:
            found[f"{milestone}_number"] = limit.number
            found["mornings"] = found.get("mornings", False) or limit.mornings
            found["pauses"] = found.get("pauses", False) or limit.pauses
    return found


def indented(branches: Sequence[Branch], depth: int = 0) -> list[tuple[int, str]]:
    """The categories that can hold others, each a little to the right of the one above it."""
    found: list[tuple[int, str]] = []
    for branch in branches:
        if not branch.category.stop_message:
            found.append((branch.category.pk, "– " * depth + branch.category.name))
            found += indented(branch.below, depth + 1)
    return found
