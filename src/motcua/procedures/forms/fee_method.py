"""How a fee is counted, as an editor says it: once, times a number answered, or by the range a number falls into."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.kernel.folding import clean
from motcua.procedures.forms.reading import BadAnswer, number_of, said_number, whole
from motcua.procedures.rules.computing import numeric
from motcua.procedures.rules.conditions import BadCondition
from motcua.procedures.rules.fee_checks import basis_faults
from motcua.procedures.rules.fields import Form, parse_form
from motcua.procedures.rules.tariff import BRACKET, EACH, parse_fee

ONCE = "once"
METHODS = {
    ONCE: _("Thu một lần, không tính theo con số nào"),
    EACH: _("Nhân với một con số đã khai (số bản, số trang…)"),
    BRACKET: _("Theo khoảng của một con số đã khai (diện tích, số lao động…)"),
}
MARK = {EACH: "from", BRACKET: "above"}
SPARE, MOST = 2, 12
NOT_NEGATIVE = _("Ghi một số, không âm")
WRONG_MONEY = _("Ghi số tiền là số nguyên đồng, không âm")


@dataclass(frozen=True, slots=True)
class Tier:
    """One line as it was read."""

    row: int
    low: Any
    high: Any
    amount: int | None
    online: int | None


def form_of(document: Mapping[str, Any]) -> Form:
    """The document's form; an empty one while it can't be read."""
    try:
        return parse_form(document.get("form") or {})
    except (BadCondition, KeyError, TypeError, ValueError, AttributeError):
        return Form()


def countable(form: Form) -> Iterator[tuple[str, str]]:
    """(name, title) of the numbers one may count by; columns as `table.column`."""
    for key, field in form.fields.items():
        if numeric(field):
            yield key, field.title
        for column in field.columns:
            if numeric(column):
                yield f"{key}.{column.key}", f"{field.title}: {column.title}"


def split(name: str) -> tuple[str, str]:
    """(table or '', field) of a name."""
    table, dot, column = name.partition(".")
    return (table, column) if dot else ("", table)


class FeeMethodForm(forms.Form):
    """The method, the number it goes by, and lines of tiers: from, to, amount at the desk, amount online."""

    method = forms.ChoiceField(label=_("Cách tính"), choices=list(METHODS.items()), widget=forms.RadioSelect)
    number = forms.ChoiceField(
        label=_("Con số để tính"), required=False, help_text=_("Câu hỏi của biểu mẫu, hoặc cột của một bảng.")
    )
    times = forms.ChoiceField(
        label=_("Nhân thêm với"), required=False, help_text=_("Ví dụ: số bản. Để trống nếu không nhân thêm.")
    )
    default = forms.CharField(
        label=_("Khi con số chưa được khai thì coi là"), required=False, max_length=12,
        help_text=_("Để trống: nhân thì coi là 1; theo khoảng thì báo là còn tùy."),
    )  # fmt: skip

    def __init__(self, *args: Any, document: Mapping[str, Any], key: str, **kwargs: Any) -> None:
        self.document, self.key = document, key
        self.standing = next(row for row in document["fees"] if row["key"] == key)
        self.read = form_of(document)
        self.lines = self.first_lines()
        kwargs["initial"] = self.first_values()
        super().__init__(*args, **kwargs)
        numbers = list(countable(self.read))
        for name, none in (("number", _("Chưa chọn")), ("times", _("Không nhân thêm"))):
            asked = self.fields[name]
            assert isinstance(asked, forms.ChoiceField)
            asked.choices = [("", none), *numbers]
        for name in ("number", "times", "default"):
            self.fields[name].one_of_several = True  # type: ignore[attr-defined] # the method says which are needed
        self.count = min(len(self.lines) + SPARE, MOST)
        for row in range(self.count):
            self.add_line(row)

    def add_line(self, row: int) -> None:
        """The four boxes of one tier."""
        labels = (
            ("from", _("Từ (theo khoảng: trên)")), ("to", _("Đến")), ("amount", _("Mức thu tại quầy (đồng)")),
            ("online", _("Mức thu trực tuyến (đồng)")),
        )  # fmt: skip
        for name, label in labels:
            box = self.fields[f"t{row}-{name}"] = forms.CharField(label=label, required=False, max_length=20)
            box.one_of_several = True  # type: ignore[attr-defined] # a line is filled in as a whole or not at all

    def beside(self, document: Mapping[str, Any]) -> FeeMethodForm:
        """The same screen of another state of the draft."""
        return FeeMethodForm(document=document, key=self.key)

    def rows(self) -> list[list[forms.BoundField]]:
        """The boxes line by line, for the template."""
        return [[self[f"t{row}-{name}"] for name in ("from", "to", "amount", "online")] for row in range(self.count)]

    def single(self) -> list[forms.BoundField]:
        """The boxes above the lines."""
        return [self[name] for name in ("method", "number", "times", "default")]

    @property
    def standing_mode(self) -> str:
        """How it is counted now."""
        basis = self.standing.get("basis") or {}
        return str(basis.get("mode", EACH)) if basis.get("quantity") else ONCE

    def first_lines(self) -> list[tuple[Any, Any, Any, Any]]:
        """The tiers that stand in the draft with both their ends."""
        mode = self.standing_mode
        tiers = [] if mode == ONCE else list(self.standing.get("tiers") or ())
        starts = [tier.get(MARK[mode]) for tier in tiers]
        lows = ["" if mode == ONCE else 1 if mode == EACH else 0, *starts]
        highs = [*(start - 1 if mode == EACH else start for start in starts), ""]
        base = {"amount": self.standing.get("amount"), "online_amount": self.standing.get("online_amount")}
        amounts = [(row.get("amount"), row.get("online_amount")) for row in (base, *tiers)]
        return [(low, high, *pair) for low, high, pair in zip(lows, highs, amounts, strict=True)]

    def first_values(self) -> dict[str, Any]:
        """What stands in the draft."""
        basis = self.standing.get("basis") or {}
        table = f"{basis['table']}." if basis.get("table") else ""
        values: dict[str, Any] = {
            name: table + basis[part] if basis.get(part) else ""
            for name, part in (("number", "quantity"), ("times", "times"))
        }
        values |= {"method": self.standing_mode, "default": said_number(basis.get("default"))}
        for row, line in enumerate(self.lines):
            cells = zip(("from", "to", "amount", "online"), line, strict=True)
            values |= {f"t{row}-{name}": said_number(value) for name, value in cells}
        return values

    def clean(self) -> dict[str, Any]:
        """Every number has exactly one amount, and what it goes by can be counted."""
        given = super().clean() or {}
        mode = given.get("method", "")
        self.tiers = [tier for row in range(self.count) if (tier := self.tier(given, row, mode)) is not None]
        if not mode or self.errors:
            return given
        if mode == ONCE:
            for tier in self.tiers[1:]:
                self.add_error(
                    f"t{tier.row}-amount", _("Thu một lần thì chỉ có một mức: xóa dòng này hoặc đổi cách tính")
                )
            return given
        self.check_number(given, mode)
        self.check_order(mode)
        return given

    def tier(self, given: Mapping[str, Any], row: int, mode: str) -> Tier | None:
        """One line; None for an empty one."""
        typed = {name: clean(given.get(f"t{row}-{name}", "")) for name in ("from", "to", "amount", "online")}
        if not any(typed.values()):
            return None
        ends = {name: self.end(typed[name], f"t{row}-{name}", mode) for name in ("from", "to")}
        sums = {name: self.money(typed[name], f"t{row}-{name}") for name in ("amount", "online")}
        if not typed["amount"] and (row or mode in MARK):
            self.add_error(f"t{row}-amount", _("Ghi mức thu của dòng này"))
        return Tier(row, ends["from"], ends["to"], sums["amount"], sums["online"])

    def end(self, text: str, name: str, mode: str) -> Any:
        """One end of a tier; None for an empty box."""
        if not text or mode == ONCE:
            return None
        try:
            number = number_of(text)
        except BadAnswer:
            number = -1
        if number < 0:
            self.add_error(name, NOT_NEGATIVE)
        elif mode == EACH and not isinstance(number, int):
            self.add_error(name, _("Ghi một số nguyên"))
        return number

    def money(self, text: str, name: str) -> int | None:
        """An amount in đồng; None for an empty box."""
        amount = whole(text) if text else None
        if text and amount is None:
            self.add_error(name, WRONG_MONEY)
        return amount

    def check_number(self, given: Mapping[str, Any], mode: str) -> None:
        """There is a number to go by, it can be counted, and what it is multiplied with stands beside it."""
        if not given.get("number"):
            self.add_error("number", _("Chọn con số để tính"))
            return
        if given.get("times") and split(given["times"])[0] != split(given["number"])[0]:
            self.add_error("times", _("Chọn trong cùng một bảng với con số để tính"))
            return
        if given.get("default"):
            self.end(clean(given["default"]), "default", mode)
        if not self.errors:
            fee = parse_fee({**self.standing, "basis": self.basis(given)})
            for words in basis_faults(fee, self.read):
                self.add_error("number", words)

    def check_order(self, mode: str) -> None:
        """Tiers follow one another: none lies over another, none leaves a number without its amount, the last is open."""
        if not self.tiers:
            self.add_error("t0-amount", _("Ghi ít nhất một mức thu"))
            return
        first = 1 if mode == EACH else 0
        if self.tiers[0].low not in (None, first):
            self.add_error(f"t{self.tiers[0].row}-from", _("Dòng đầu bắt đầu từ %(first)s") % {"first": first})
        for tier, following in zip(self.tiers, [*self.tiers[1:], None], strict=True):
            self.check_beside(tier, following, mode)

    def check_beside(self, tier: Tier, following: Tier | None, mode: str) -> None:
        """One tier against the next."""
        to = f"t{tier.row}-to"
        if following is None:
            if tier.high is not None:
                self.add_error(to, _("Dòng cuối để trống ô này: số lớn hơn nữa cũng phải có mức thu"))
            return
        if tier.high is None:
            self.add_error(to, _("Ghi dòng này đến số nào"))
            return
        if tier.low is not None and (tier.high < tier.low if mode == EACH else tier.high <= tier.low):
            self.add_error(to, _("Phải lớn hơn số bắt đầu"))
            return
        wanted = tier.high + 1 if mode == EACH else tier.high
        if following.low is None:
            self.add_error(
                f"t{following.row}-from", _("Ghi %(number)s, nối với dòng trước") % {"number": said_number(wanted)}
            )
        elif following.low < wanted:
            said = {"number": said_number(tier.high)}
            self.add_error(f"t{following.row}-from", _("Chồng lên dòng trước, dòng trước đến %(number)s") % said)
        elif following.low > wanted:
            said = {"low": said_number(wanted), "high": said_number(following.low)}
            self.add_error(f"t{following.row}-from", _("Hở: từ %(low)s đến %(high)s chưa có mức thu") % said)

    def basis(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The basis for the document."""
        table, quantity = split(given["number"])
        found: dict[str, Any] = {"table": table} if table else {}
        found["quantity"] = quantity
        if given.get("times"):
            found["times"] = split(given["times"])[1]
        if given.get("default"):
            found["default"] = int(number_of(clean(given["default"])))
        return {**found, "mode": BRACKET} if given["method"] == BRACKET else found

    def changes(self) -> dict[str, Any]:
        """The fees of the document with this one counted otherwise."""
        given, mode = self.cleaned_data, self.cleaned_data["method"]
        row = {name: value for name, value in self.standing.items() if name not in ("basis", "tiers")}
        first = self.tiers[0] if self.tiers else None
        row["amount"] = first.amount if first else row.get("amount")
        row.pop("online_amount", None)
        if first and first.online is not None:
            row["online_amount"] = first.online
        if mode != ONCE:
            row["basis"] = self.basis(given)
            tiers = [tier_kept(MARK[mode], tier) for tier in self.tiers[1:]]
            row |= {"tiers": tiers} if tiers else {}
        return {"fees": [row if one["key"] == self.key else one for one in self.document["fees"]]}


def tier_kept(mark: str, tier: Tier) -> dict[str, Any]:
    """A tier as the document keeps it: where it begins; where it ends the next one says."""
    kept = {mark: tier.low, "amount": tier.amount}
    return kept if tier.online is None else {**kept, "online_amount": tier.online}
