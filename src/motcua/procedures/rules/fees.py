"""What a dossier costs: the one rule that pages, filing, receipts, the desk and the API ask.

Amounts by channel, by case and condition, by tiers of a number answered, at most a cap; then whoever the document lets
pay less pays less. Exemptions that the document only names in words stay an officer's decision.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from motcua.procedures.rules.conditions import holds
from motcua.procedures.rules.definition import Definition, cases_for
from motcua.procedures.rules.tariff import FREE, PERCENT, Fee, Reduction

Answers = Mapping[str, Any]
MOST = 100_000
LARGEST = 10**12


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One charge. `amount` None: the amount is not known to the system (set locally, not verified, or not answered yet).

    `reduction` says why less is paid than `before`; `open`: the number it goes by was not answered yet.
    """

    key: str
    title: str
    amount: int | None
    quantity: int | float = 1
    free_online: bool = False
    note: str = ""
    before: int | None = None
    reduction: Reduction | None = None
    open: bool = False


@dataclass(frozen=True, slots=True)
class Charge:
    """All charges of a dossier; `total` counts what is known, `complete` says whether that is everything."""

    lines: tuple[FeeLine, ...]

    @property
    def total(self) -> int:
        """Đồng, of the lines whose amount is known."""
        return sum(line.amount or 0 for line in self.lines)

    @property
    def complete(self) -> bool:
        """Whether every amount is known."""
        return all(line.amount is not None for line in self.lines)


def price_of(data: Any, channel: str) -> int:
    """The amount of a tier through this channel."""
    online = data.get("online_amount") if channel == "online" else None
    return int(data["amount"] if online is None else online)


def tiered(fee: Fee, quantity: int, amount: int | None = None, channel: str = "counter") -> int:
    """The price of one copy of `quantity` pages: `amount` each, less from a tier on, never above the cap."""
    price = (fee.amount or 0) if amount is None else amount
    total, previous = 0, 0
    for tier in sorted(fee.tiers, key=lambda tier: tier["from"]):
        until = min(quantity, tier["from"] - 1)
        total += max(0, until - previous) * price
        previous, price = max(previous, until), price_of(tier, channel)
    total += max(0, quantity - previous) * price
    return capped(fee, total)


def bracketed(fee: Fee, number: float, amount: int, channel: str) -> int:
    """The one amount of the bracket a number falls into: `amount` until the first tier, then that of the last one passed."""
    for tier in sorted(fee.tiers, key=lambda tier: tier["above"]):
        if number > tier["above"]:
            amount = price_of(tier, channel)
    return capped(fee, amount)


def capped(fee: Fee, total: int) -> int:
    """Never above the cap."""
    return min(total, fee.cap) if fee.cap is not None else total


def _whole(value: Any, otherwise: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST else otherwise


def _number(value: Any, otherwise: Any) -> Any:
    known = isinstance(value, int | float) and not isinstance(value, bool)
    return value if known and 0 <= value <= LARGEST else otherwise


def _copies(fee: Fee, answers: Answers) -> Iterator[tuple[Any, int]]:
    """(quantity, times) pairs of the fee's basis: of the rows of a table, or of the answers themselves."""
    basis = fee.basis
    rows = answers.get(basis["table"]) if "table" in basis else [answers]
    for row in rows if isinstance(rows, list) else []:
        if isinstance(row, Mapping):
            answer = row.get(basis.get("quantity", ""))
            quantity = (
                _number(answer, basis.get("default")) if fee.bracketed else _whole(answer, int(basis.get("default", 1)))
            )
            yield quantity, _whole(row.get(basis.get("times", "")), 1)


def full_line(fee: Fee, answers: Answers, channel: str) -> FeeLine:
    """One fee for these answers through 'online', 'counter' or 'post', before anybody pays less."""
    if channel == "online" and fee.online_amount == 0:
        return FeeLine(fee.key, fee.title, 0, free_online=fee.amount != 0, note=fee.note)
    amount = fee.online_amount if channel == "online" and fee.online_amount is not None else fee.amount
    if amount is None:
        return FeeLine(fee.key, fee.title, None, note=fee.note)
    if not fee.basis:
        return FeeLine(fee.key, fee.title, amount, note=fee.note)
    pairs = list(_copies(fee, answers))
    if any(quantity is None for quantity, _times in pairs):
        return FeeLine(fee.key, fee.title, None, note=fee.note, open=True)
    price = bracketed if fee.bracketed else tiered
    total = sum(price(fee, quantity, amount, channel) * times for quantity, times in pairs)
    return FeeLine(fee.key, fee.title, total, quantity=sum(q * t for q, t in pairs), note=fee.note)


def reduced(amount: int | None, one: Reduction) -> int | None:
    """What is left to pay; parts of a đồng are not charged."""
    if one.kind == FREE:
        return 0
    if one.kind == PERCENT:
        return None if amount is None else amount * (100 - one.value) // 100
    return one.value if amount is None else min(amount, one.value)


def fee_line(fee: Fee, answers: Answers, channel: str) -> FeeLine:
    """One fee for these answers: of several reductions the one that is best for the person."""
    line = full_line(fee, answers, channel)
    fitting = [one for one in fee.reductions if one.when is not None and holds(one.when, answers)]
    if not fitting or line.amount == 0:
        return line
    best = min(fitting, key=lambda one: LARGEST if (left := reduced(line.amount, one)) is None else left)
    left = reduced(line.amount, best)
    if line.amount is not None and left == line.amount:
        return line
    return FeeLine(
        fee.key,
        fee.title,
        left,
        line.quantity,
        note=fee.note,
        before=line.amount,
        reduction=best,
        open=line.open and left is None,
    )


def charged(definition: Definition, fee: Fee, answers: Answers) -> bool:
    """Whether this fee is charged at all: its condition holds, and one of its cases is at hand where it names any."""
    return holds(fee.when, answers) and (not fee.cases or bool(set(fee.cases) & set(cases_for(definition, answers))))


def fee_for(definition: Definition, answers: Answers, channel: str) -> Charge:
    """What this dossier costs through this channel. `answers` are settled: hidden ones left out, computed ones in."""
    return Charge(
        tuple(fee_line(fee, answers, channel) for fee in definition.fees if charged(definition, fee, answers))
    )
