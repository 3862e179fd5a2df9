"""The form of a unit's own way: what the city's procedure says stands in each field, only what differs becomes a change."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.kernel import clock, folding
from motcua.procedures.rules.wording import limit_in_words

ROLES = (
    ("receiver", _("Cán bộ tiếp nhận")), ("specialist", _("Chuyên viên")), ("department_head", _("Trưởng phòng")),
    ("unit_head", _("Lãnh đạo đơn vị")), ("clerk", _("Văn thư")), ("cashier", _("Người thu tiền")),
)  # fmt: skip
PLACES = (("desk", _("Bộ phận một cửa")), ("leader", _("Lãnh đạo")))
STEP_KEY = "own_step"
PREFIXES: Mapping[tuple[str, Any], str] = {
    ("fees", "amount"): "fee-", ("steps", "unit"): "unit-", ("steps", "role"): "role-",
}  # fmt: skip
DAYS, HOURS = re.compile(r"working \d+d"), re.compile(r"working \d+h")


class Line(forms.CharField):
    """One line, in one spelling."""

    def to_python(self, value: Any) -> str:
        """Cleans before the length is checked."""
        return folding.clean(super().to_python(value) or "")


class OverrideForm(forms.Form):
    """Built from the city's document; `initial` carries the unit's present changes."""

    desk_name = Line(label=_("Tên gọi nơi tiếp nhận"), max_length=200, required=False)
    hours = Line(label=_("Giờ tiếp nhận"), max_length=300, required=False)
    days = forms.IntegerField(
        label=_("Thời hạn giải quyết (ngày làm việc)"), min_value=1, max_value=400, required=False
    )
    note = Line(label=_("Lưu ý thêm cho người dân"), max_length=600, required=False)
    step_title = Line(label=_("Tên bước thêm"), max_length=200, required=False)
    step_after = forms.ChoiceField(label=_("Làm sau bước"), required=False)
    step_role = forms.ChoiceField(label=_("Ai làm"), choices=[("", "—"), *ROLES], required=False)
    step_unit = forms.ChoiceField(label=_("Làm ở đâu"), required=False)
    step_hours = forms.IntegerField(label=_("Thời gian của bước (giờ)"), min_value=1, max_value=400, required=False)
    reason = Line(label=_("Căn cứ của quy định riêng (số văn bản)"), max_length=500)
    valid_from = forms.DateField(
        label=_("Áp dụng từ ngày"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
    )

    def __init__(
        self, data: Any = None, *, document: Mapping[str, Any], changes: Any = (), offices: Any = (), **more: Any
    ) -> None:
        self.document = document
        self.standing = list(changes)
        super().__init__(data, initial={"valid_from": clock.today(), **from_changes(changes)}, **more)
        where = [*PLACES, *offices]
        for fee in document.get("fees", ()):
            self.fields[f"fee-{fee['key']}"] = forms.IntegerField(
                label=fee["title"], min_value=0, max_value=10**9, required=False, help_text=self.here(fee.get("amount"))
            )
        for step in document.get("steps", ()):
            known = (
                where
                if any(value == step["unit"] for value, _words in where)
                else [*where, (step["unit"], step["unit"])]
            )
            title = step["title"]
            self.fields[f"unit-{step['key']}"] = forms.ChoiceField(
                label=_("Bước “%(step)s” làm ở đâu") % {"step": title},
                choices=[("", _("Như thủ tục chung")), *known],
                required=False,
            )
            self.fields[f"role-{step['key']}"] = forms.ChoiceField(
                label=_("Bước “%(step)s” do ai làm") % {"step": title},
                choices=[("", _("Như thủ tục chung")), *ROLES],
                required=False,
            )
        self.pick("step_after", [(step["key"], step["title"]) for step in document.get("steps", ())])
        self.pick("step_unit", [("", "—"), *where])

    def pick(self, name: str, options: Any) -> None:
        """The options of a choice."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(options)

    @staticmethod
    def here(amount: Any) -> Any:
        """What the city's procedure says."""
        return _("Thủ tục chung: %(amount)s") % {"amount": "—" if amount is None else f"{amount:,}".replace(",", ".")}

    def named(self, prefix: str) -> list[forms.BoundField]:
        """The fields of one kind."""
        return [bound for bound in self if bound.name.startswith(prefix)]

    @property
    def fee_fields(self) -> list[forms.BoundField]:
        """Amounts."""
        return self.named("fee-")

    @property
    def post_fields(self) -> list[forms.BoundField]:
        """Who does a step, and where."""
        return [*self.named("unit-"), *self.named("role-")]

    @property
    def step_fields(self) -> list[forms.BoundField]:
        """The extra step."""
        return self.named("step_")

    def clean(self) -> dict[str, Any]:
        """An extra step is whole or not there."""
        given = super().clean() or {}
        if given.get("step_title"):
            for name in ("step_role", "step_unit", "step_hours"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("Cần điền khi thêm một bước"))
        return given

    def changes(self) -> list[dict[str, Any]]:
        """What differs from the city's document."""
        given = self.cleaned_data
        found: list[dict[str, Any]] = [
            {"place": "procedure", "name": name, "value": given[name]}
            for name in ("desk_name", "hours")
            if given[name] and given[name] != self.document.get(name, "")
        ]
        found += self.limit()
        for kind, place, name in (("fee-", "fees", "amount"), ("unit-", "steps", "unit"), ("role-", "steps", "role")):
            standing = {row["key"]: row.get(name) for row in self.document.get(place, ())}
            for key, there in standing.items():
                value = given.get(f"{kind}{key}")
                if value not in (None, "", there):
                    found.append({"place": place, "key": key, "name": name, "value": value})
        if given["step_title"]:
            found.append(self.own_step())
        if given["note"]:
            found.append({"place": "notes", "add": given["note"]})
        return [*found, *unshown(self.standing, self.fields)]

    def limit(self) -> list[dict[str, Any]]:
        """A shorter time limit, with its words."""
        days, there = self.cleaned_data["days"], str(self.document.get("clock", ""))
        policy = f"working {days}d" + there[there.index(";") :] if ";" in there else f"working {days}d"
        if not days or policy == there:
            return []
        words = {"place": "procedure", "name": "clock_note", "value": str(limit_in_words(policy))}
        return [{"place": "procedure", "name": "clock", "value": policy}, words]

    def own_step(self) -> dict[str, Any]:
        """The extra step as a change."""
        given = self.cleaned_data
        step = {
            "key": STEP_KEY, "title": given["step_title"], "role": given["step_role"], "unit": given["step_unit"],
            "budget": f"working {given['step_hours']}h", "kind": "process",
        }  # fmt: skip
        return {"place": "steps", "add": step, "after": given["step_after"]}


def shows(change: Mapping[str, Any], fields: Container[str]) -> bool:
    """Whether the form has a control for a change of that shape."""
    place, name = change["place"], change.get("name")
    if place == "procedure":
        return name in ("desk_name", "hours", "clock_note") or (
            name == "clock" and bool(DAYS.match(str(change["value"])))
        )
    if "add" in change:
        step = change["add"]
        return place == "steps" and step.get("key") == STEP_KEY and bool(HOURS.fullmatch(str(step.get("budget", ""))))
    prefix = PREFIXES.get((place, name))
    return prefix is not None and f"{prefix}{change['key']}" in fields


def unshown(changes: Iterable[Mapping[str, Any]], fields: Container[str]) -> list[dict[str, Any]]:
    """The changes in force that the form has no control for: they stay. Of several notes the form shows the last."""
    rows = list(changes)
    notes = [one for one in rows if one["place"] == "notes"]
    kept = [one for one in rows if one["place"] != "notes" and not shows(one, fields)]
    if any(one.get("name") == "clock" for one in kept):
        kept += [one for one in rows if one.get("name") == "clock_note"]
    return [dict(one) for one in [*kept, *notes[:-1]]]


def from_changes(changes: Any) -> dict[str, Any]:
    """The form's values for a list of changes."""
    values: dict[str, Any] = {}
    for one in changes:
        if one["place"] == "notes":
            values["note"] = one["add"]
        elif "add" in one:
            if one["place"] != "steps" or one["add"].get("key") != STEP_KEY:
                continue
            step = one["add"]
            hours = str(step.get("budget", "")).removeprefix("working ").removesuffix("h")
            values |= {"step_title": step["title"], "step_role": step["role"], "step_unit": step["unit"]}
            values |= {"step_after": one.get("after", ""), "step_hours": hours}
        elif one["place"] == "procedure":
            name = one["name"]
            if name == "clock" and not DAYS.match(str(one["value"])):
                continue
            values["days" if name == "clock" else name] = (
                one["value"].removeprefix("working ").split("d")[0] if name == "clock" else one["value"]
            )
        elif prefix := PREFIXES.get((one["place"], one["name"])):
            values[f"{prefix}{one['key']}"] = one["value"]
    return values
