"""What must be right about a fee before it is published: what it counts, its tiers, who pays less."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from motcua.procedures.rules.computing import numeric, whole
from motcua.procedures.rules.fields import Form, FormField
from motcua.procedures.rules.tariff import FIXED, FREE, MODES, PERCENT, REDUCTIONS, Fee, tier_faults


def fee_faults(fee: Fee, form: Form) -> Iterator[str]:
    """Every fault of a fee in words."""
    yield from basis_faults(fee, form)
    yield from tier_faults(fee)
    keys = [one.key for one in fee.reductions]
    for one in fee.reductions:
        if keys.count(one.key) > 1:
            yield f"mã miễn, giảm bị trùng: {one.key}"
        if one.when is None:
            yield f"“{one.title}”: chưa nêu điều kiện được miễn, giảm"
        if words := reduction_fault(one.kind, one.value):
            yield f"“{one.title}”: {words}"


def reduction_fault(kind: str, value: int | None) -> str:
    """Why a reduction of that kind can't have this value, '' when it can."""
    if kind not in REDUCTIONS:
        return f"loại miễn, giảm không có: {kind}"
    if kind == PERCENT and not 1 <= (value or 0) <= 99:
        return "giảm từ 1 đến 99 phần trăm; giảm hết thì chọn miễn"
    if kind == FIXED and not (value or 0) >= 1:
        return "số tiền còn thu phải từ 1 đồng; không thu thì chọn miễn"
    return "miễn thì không ghi số" if kind == FREE and value else ""


def basis_faults(fee: Fee, form: Form) -> Iterator[str]:
    """Names that are not there, and numbers one can't count by."""
    basis = fee.basis
    if basis.get("mode", MODES[0]) not in MODES:
        yield f"cách tính không có: {basis['mode']}"
    columns = counted_in(basis, form)
    for part in ("quantity", "times"):
        if part not in basis:
            continue
        field = columns.get(basis[part])
        if field is None:
            yield f"cách tính dùng trường không có: {basis[part]}"
        elif not numeric(field):
            yield f"“{field.title}” không phải là con số"
        elif not whole(field) and not (part == "quantity" and fee.bracketed):
            yield f"“{field.title}” có thể có phần lẻ, chỉ dùng được cho mức thu theo khoảng"


def counted_in(basis: Mapping[str, Any], form: Form) -> Mapping[str, FormField]:
    """The fields a fee may count: those of the form, or the columns of the table it names."""
    if "table" not in basis:
        return form.fields
    table = form.fields.get(basis["table"])
    return {column.key: column for column in table.columns} if table else {}
