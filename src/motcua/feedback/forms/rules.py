"""Forms of the routing table."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.feedback.models import Category
from motcua.feedback.queries.categories import categories_of, leaves_of
from motcua.units.queries import active_nodes, area_of, areas_below, descendants_of, unit_by_id


def number(typed: str) -> int | None:
    """A chosen id; nothing chosen is None."""
    return int(typed) if typed else None


class RuleForm(forms.Form):
    """One line of the table."""

    category_id = forms.TypedChoiceField(label=_("Nhóm phản ánh"), coerce=number, required=False, empty_value=None)
    area_unit_id = forms.TypedChoiceField(label=_("Trong địa bàn"), coerce=number, required=False, empty_value=None)
    area = forms.CharField(
        label=_("Hoặc trong hình vẽ (GeoJSON)"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        help_text=_("Chỉ cần khi khu vực không trùng ranh giới xã, phường"),
    )
    to_unit_id = forms.TypedChoiceField(label=_("Giao cho"), coerce=int)

    def __init__(self, *args: Any, unit_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        below = descendants_of(unit_id)
        units = [node for node in active_nodes() if node.id in below and node.level != "desk"]
        anything: list[tuple[Any, Any]] = [("", _("Mọi nhóm"))]
        fields: Any = self.fields
        fields["category_id"].choices = anything + [(each.pk, each.name) for each in categories_of(unit_id)]
        anywhere: list[tuple[Any, Any]] = [("", _("Mọi nơi"))]
        fields["area_unit_id"].choices = anywhere + places_below(unit_id)
        fields["to_unit_id"].choices = [("", _("Chọn đơn vị")), *((node.id, named(node, unit_id)) for node in units)]

    def clean_area(self) -> Any:
        """The drawn area, None when nothing was pasted; a Feature gives its geometry."""
        typed = self.cleaned_data["area"].strip()
        if not typed:
            return None
        try:
            area = json.loads(typed)
        except (ValueError, RecursionError):
            raise forms.ValidationError(_("Không đọc được GeoJSON này")) from None
        return area.get("geometry") if isinstance(area, dict) and area.get("type") == "Feature" else area


def places_below(unit_id: int) -> list[tuple[Any, Any]]:
    """The communes of a place that have an area."""
    return [(placed.unit_id, unit_by_id(placed.unit_id).name) for placed in areas_below(unit_id)]


def named(node: Any, unit_id: int) -> str:
    """A unit with the commune it belongs to."""
    above = unit_by_id(node.parent_id) if node.parent_id and node.parent_id != unit_id and node.id != unit_id else None
    return f"{node.name} – {above.name}" if above else str(node.name)


class TryForm(forms.Form):
    """A report that nobody sends: of this category, at this place."""

    category_id = forms.TypedChoiceField(label=_("Nhóm phản ánh"), coerce=int)
    in_unit_id = forms.TypedChoiceField(label=_("Ở giữa địa bàn"), coerce=number, required=False, empty_value=None)
    place = forms.CharField(
        label=_("Hoặc vĩ độ, kinh độ"), required=False, max_length=60, help_text=_("Ví dụ: 10.8865, 106.5920")
    )

    def __init__(self, *args: Any, unit_id: int, **kwargs: Any) -> None:
        kwargs["auto_id"] = "try_%s"
        super().__init__(*args, **kwargs)
        self.leaves = {each.pk: each for each in leaves_of(unit_id)}
        fields: Any = self.fields
        fields["category_id"].choices = [(pk, each.name) for pk, each in self.leaves.items()]
        unknown: list[tuple[Any, Any]] = [("", _("Không rõ vị trí"))]
        fields["in_unit_id"].choices = unknown + places_below(unit_id)

    def clean_place(self) -> tuple[float, float] | None:
        """Longitude and latitude, from what people copy out of maps: latitude first."""
        typed = self.cleaned_data["place"].strip()
        if not typed:
            return None
        try:
            latitude, longitude = (float(part) for part in typed.replace(";", ",").split(","))
        except ValueError:
            raise forms.ValidationError(_("Ghi hai số cách nhau bằng dấu phẩy, vĩ độ trước")) from None
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise forms.ValidationError(_("Tọa độ phải là vĩ độ, kinh độ (độ)"))
        return longitude, latitude

    def category(self) -> Category:
        """The category that was chosen."""
        return self.leaves[self.cleaned_data["category_id"]]

    def point(self) -> tuple[float, float] | None:
        """The place: typed, or the middle of the commune chosen."""
        typed: tuple[float, float] | None = self.cleaned_data["place"]
        placed = area_of(self.cleaned_data["in_unit_id"]) if self.cleaned_data["in_unit_id"] else None
        return typed or (placed.middle if placed else None)
