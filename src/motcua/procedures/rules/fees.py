"""What a dossier costs: amounts by channel, tiers per page, a cap per copy; exemptions stay an officer's decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from motcua.procedures.rules.definition import Definition, Fee


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One charge. `amount` None: the amount is not known to the system (set locally, not verified)."""

    key: str
    title: str
    amount: int | None
    quantity: int = 1
    free_online: bool = False
    note: str = ""


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


def tiered(fee: Fee, quantity: int) -> int:
    """The price of one copy of `quantity` pages: `amount` each, less from a tier on, never above the cap."""
    amount = fee.amount or 0
    total, previous, price = 0, 0, amount
    for tier in sorted(fee.tiers, key=lambda tier: tier["from"]):
        until = min(quantity, tier["from"] - 1)
        total += max(0, until - previous) * price
        previous, price = max(previous, until), tier["amount"]
    total += max(0, quantity - previous) * price
    return min(total, fee.cap) if fee.cap is not None else total


def _whole(value: Any, otherwise: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100_000 else otherwise


def _copies(fee: Fee, answers: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    """(quantity, times) pairs of the fee's basis: of the rows of a table, or of the answers themselves."""
    basis = fee.basis
    rows = answers.get(basis["table"]) if "table" in basis else [answers]
    for row in rows if isinstance(rows, list) else []:
        if isinstance(row, Mapping):
            quantity = _whole(row.get(basis.get("quantity", "")), int(basis.get("default", 1)))
            yield quantity, _whole(row.get(basis.get("times", "")), 1)


def fee_line(fee: Fee, answers: Mapping[str, Any], channel: str) -> FeeLine:
    """One fee for these answers through 'online', 'counter' or 'post'."""
    if channel == "online" and fee.online_amount == 0:
        return FeeLine(fee.key, fee.title, 0, free_online=fee.amount != 0, note=fee.note)
    amount = fee.online_amount if channel == "online" and fee.online_amount is not None else fee.amount
    if amount is None:
        return FeeLine(fee.key, fee.title, None, note=fee.note)
    if not fee.basis:
        return FeeLine(fee.key, fee.title, amount, note=fee.note)
    pairs = list(_copies(fee, answers))
    total = sum(tiered(fee, quantity) * times for quantity, times in pairs)
    return FeeLine(fee.key, fee.title, total, quantity=sum(q * t for q, t in pairs), note=fee.note)


def fee_for(definition: Definition, answers: Mapping[str, Any], channel: str) -> Charge:
    """What this dossier costs through this channel."""
    return Charge(tuple(fee_line(fee, answers, channel) for fee in definition.fees))
