"""What a document says of money: fees, their tiers, who pays less, and the papers that prove it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from motcua.procedures.rules.conditions import Condition, parse_condition

FREE, PERCENT, FIXED = "free", "percent", "amount"
REDUCTIONS = (FREE, PERCENT, FIXED)
EACH, BRACKET = "each", "bracket"
MODES = (EACH, BRACKET)


@dataclass(frozen=True, slots=True)
class Reduction:
    """Who pays less, as a condition on answers: nothing (`free`), `value` per cent less (`percent`), or `value` đồng
    (`amount`). `law` is its legal basis, `proof` the paper that shows it; the paper is asked for only then.
    """

    key: str
    title: str
    kind: str
    value: int = 0
    when: Condition | None = None
    law: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Fee:
    """What is charged. `amount` None: set by the city council and not verified, the cashier enters it."""

    key: str
    title: str
    amount: int | None
    unit: str = ""
    exemptions: tuple[str, ...] = ()
    online_amount: int | None = None
    note: str = ""
    kind: str = "fee"
    basis: Mapping[str, Any] = field(default_factory=dict)
    tiers: tuple[Mapping[str, Any], ...] = ()
    cap: int | None = None
    cases: tuple[str, ...] = ()
    when: Condition | None = None
    reductions: tuple[Reduction, ...] = ()

    @property
    def bracketed(self) -> bool:
        """Whether the number answered picks one amount instead of being multiplied by it."""
        return self.basis.get("mode") == BRACKET

    @property
    def terms(self) -> tuple[Any, ...]:
        """What decides how much somebody pays: two fees of the same terms cost the same."""
        counted = (self.key, self.amount, self.online_amount, self.cap, self.cases, self.when, self.reductions)
        return (*counted, dict(self.basis), [dict(tier) for tier in self.tiers])


def parse_reduction(data: Mapping[str, Any]) -> Reduction:
    """A reduction from the document."""
    texts = {name: str(data.get(name) or "") for name in ("title", "kind", "law", "proof")}
    return Reduction(
        key=str(data["key"]), value=int(data.get("value") or 0), when=parse_condition(data.get("when")), **texts
    )


def parse_fee(data: Mapping[str, Any]) -> Fee:
    """A fee from the document."""
    return Fee(
        key=str(data["key"]),
        title=str(data["title"]),
        amount=data.get("amount"),
        unit=str(data.get("unit", "")),
        exemptions=tuple(str(item) for item in data.get("exemptions") or ()),
        online_amount=data.get("online_amount"),
        note=str(data.get("note", "")),
        kind=str(data.get("kind", "fee")),
        basis=data.get("basis") or {},
        tiers=tuple(data.get("tiers") or ()),
        cap=data.get("cap"),
        cases=tuple(str(item) for item in data.get("cases") or ()),
        when=parse_condition(data.get("when")),
        reductions=tuple(parse_reduction(one) for one in data.get("reductions") or ()),
    )


def proofs_of(fees: Iterable[Fee]) -> dict[str, tuple[str, Condition]]:
    """Key of a proving paper → its name and the condition to ask for it; one paper for all reductions that name it."""
    named: dict[str, list[tuple[str, Condition]]] = {}
    for fee in fees:
        for one in fee.reductions:
            if one.proof and one.when is not None:
                parts = tuple(part for part in (fee.when, one.when) if part is not None)
                wanted = parts[0] if len(parts) == 1 else Condition("all", parts=parts)
                named.setdefault(one.proof, []).append((f"proof_{fee.key}_{one.key}"[:60], wanted))
    return {
        rows[0][0]: (title, rows[0][1] if len(rows) == 1 else Condition("any", parts=tuple(when for _k, when in rows)))
        for title, rows in named.items()
    }


def tier_faults(fee: Fee) -> list[str]:
    """What is wrong with the tiers as a document keeps them; [] when every number has exactly one amount."""
    mark = "above" if fee.bracketed else "from"
    if fee.tiers and not fee.basis.get("quantity"):
        return ["có bậc thu mà chưa chọn con số để tính"]
    if any(mark not in tier for tier in fee.tiers):
        return [f"bậc thu phải ghi “{mark}”"]
    starts = [tier[mark] for tier in fee.tiers]
    if len(set(starts)) < len(starts):
        return ["hai bậc thu bắt đầu từ cùng một số"]
    return ["bậc thu phải xếp từ nhỏ đến lớn"] if starts != sorted(starts) else []
