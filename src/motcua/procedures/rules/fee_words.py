"""Fees in plain words: by what number they go, each tier, who pays less and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from motcua.procedures.rules.conditions import BadCondition, parse_condition
from motcua.procedures.rules.course import in_words
from motcua.procedures.rules.definition import Definition
from motcua.procedures.rules.fee_checks import counted_in
from motcua.procedures.rules.fields import Form, parse_form
from motcua.procedures.rules.messages import Message, gettext_noop
from motcua.procedures.rules.tariff import FREE, PERCENT, Fee, Reduction
from motcua.procedures.rules.validation import plain
from motcua.procedures.rules.wording import money

LESS = {
    FREE: gettext_noop("Được miễn khi: %(when)s"),
    PERCENT: gettext_noop("Được giảm %(value)s%% khi: %(when)s"),
    "amount": gettext_noop("Chỉ thu %(value)s đồng khi: %(when)s"),
}
WHY = {
    FREE: gettext_noop("Được miễn vì: %(title)s"),
    PERCENT: gettext_noop("Được giảm %(value)s%% vì: %(title)s"),
    "amount": gettext_noop("Chỉ thu %(value)s đồng vì: %(title)s"),
}


@dataclass(frozen=True, slots=True)
class Less:
    """Who pays less, as a page says it."""

    title: str
    words: Message
    law: str
    proof: str


def value_in_words(kind: str, value: int) -> str:
    """A percentage, or an amount with its dots."""
    return str(value) if kind == PERCENT else money(value)


def reason(kind: str, value: int, title: str) -> Message:
    """'Được miễn vì: Người thuộc hộ nghèo'."""
    return Message(WHY.get(kind, WHY[FREE]), title=title, value=value_in_words(kind, value))


def less_of(fee: Fee, form: Form) -> tuple[Less, ...]:
    """Everybody who pays less of a fee."""
    return tuple(Less(one.title, less_in_words(one, form), one.law, one.proof) for one in fee.reductions)


def less_in_words(one: Reduction, form: Form) -> Message:
    """'Được giảm 50% khi: Hộ nghèo: Có'."""
    return Message(
        LESS.get(one.kind, LESS[FREE]), value=value_in_words(one.kind, one.value), when=in_words(one.when, form)
    )


def basis_in_words(fee: Fee, form: Form) -> Message | None:
    """By what number the fee goes; None for one that is paid once."""
    field = counted_in(fee.basis, form).get(str(fee.basis.get("quantity", "")))
    if field is None:
        return None
    if fee.bracketed:
        return Message(gettext_noop("Mức thu theo khoảng của “%(number)s”"), number=field.title)
    return Message(gettext_noop("Nhân với “%(number)s”"), number=field.title)


def unit_of(fee: Fee, form: Form) -> str:
    """The unit of the number it goes by, with a space before it."""
    field = counted_in(fee.basis, form).get(str(fee.basis.get("quantity", "")))
    return f" {field.unit}" if field and field.unit else ""


def tiers_in_words(fee: Fee, form: Form) -> tuple[Message, ...]:
    """A line a tier: its numbers and its amount."""
    if not fee.tiers or fee.amount is None:
        return ()
    unit = unit_of(fee, form)
    amounts = [money(fee.amount), *(money(tier["amount"]) for tier in fee.tiers)]
    if fee.bracketed:
        starts = [None, *(tier["above"] for tier in fee.tiers), None]
        return tuple(
            bracket(low, high, unit, amount) for (low, high), amount in zip(pairwise(starts), amounts, strict=True)
        )
    starts = [1, *(tier["from"] for tier in fee.tiers), None]
    each = fee.unit or unit.strip()
    return tuple(step(low, high, each, amount) for (low, high), amount in zip(pairwise(starts), amounts, strict=True))


def bracket(low: Any, high: Any, unit: str, amount: str) -> Message:
    """'Trên 250 đến 500 m²: 100.000 đồng'."""
    said: dict[str, Any] = {"unit": unit, "amount": amount}
    if low is None:
        return Message(gettext_noop("Đến %(high)s%(unit)s: %(amount)s đồng"), high=plain(high), **said)
    if high is None:
        return Message(gettext_noop("Trên %(low)s%(unit)s: %(amount)s đồng"), low=plain(low), **said)
    words = gettext_noop("Trên %(low)s đến %(high)s%(unit)s: %(amount)s đồng")
    return Message(words, low=plain(low), high=plain(high), **said)


def step(low: Any, high: Any, unit: str, amount: str) -> Message:
    """'Từ 3 trở lên: 1.000 đồng một trang'."""
    until = (high or 0) - 1
    span = (
        Message(gettext_noop("Từ số %(low)s trở lên"), low=low) if high is None
        else Message(gettext_noop("Số %(low)s"), low=low) if until == low
        else Message(gettext_noop("Từ số %(low)s đến số %(high)s"), low=low, high=until)
    )  # fmt: skip
    if not unit:
        return Message(gettext_noop("%(span)s: mỗi số %(amount)s đồng"), span=span, amount=amount)
    return Message(gettext_noop("%(span)s: %(amount)s đồng một %(unit)s"), span=span, amount=amount, unit=unit)


def condition_in_words(condition: Any, asked: Mapping[str, Any]) -> str:
    """A condition of a document in words; what can't be read as it stands."""
    try:
        return in_words(parse_condition(condition), parse_form({"schema": {"properties": asked}}))
    except (BadCondition, KeyError, TypeError, ValueError, AttributeError):
        return str(condition)


def when_charged(definition: Definition, fee: Fee) -> str:
    """When a fee is charged at all, in words; '' for always."""
    titles = {case.key: case.title for case in definition.cases}
    cases = " hoặc ".join(titles.get(key, key) for key in fee.cases)
    return " và ".join(part for part in (cases, in_words(fee.when, definition.form)) if part)


def reduction_in_short(data: Mapping[str, Any], asked: Mapping[str, Any]) -> str:
    """A reduction of a document on one line, with what it rests on and what proves it."""
    kind, value = str(data.get("kind")), int(data.get("value") or 0)
    when = condition_in_words(data.get("when"), asked) if data.get("when") else "…"
    rest = [words for words in (data.get("law"), data.get("proof") and f"kèm {data['proof']}") if words]
    less = Message(LESS.get(kind, LESS[FREE]), value=value_in_words(kind, value), when=when)
    return f"{data.get('title')}: {less}" + (f" ({'; '.join(map(str, rest))})" if rest else "")
