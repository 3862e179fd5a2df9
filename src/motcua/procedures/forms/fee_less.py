"""Who pays less of one fee, as rows an editor fills in: the list of reductions of that fee."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.procedures.forms.sheets import Column, Sheet
from motcua.procedures.rules.tariff import FIXED, FREE, PERCENT

KINDS = {FREE: _("Miễn: không thu"), PERCENT: _("Giảm theo phần trăm"), FIXED: _("Chỉ thu số tiền nêu dưới đây")}
COLUMNS = (
    Column("title", _("Ai được miễn, giảm"), hint=_("Ví dụ: Người thuộc hộ nghèo."), required=True),
    Column("kind", _("Được thế nào"), "choice", choices=KINDS, otherwise=FREE, required=True),
    Column("value", _("Giảm bao nhiêu phần trăm, hoặc còn thu bao nhiêu đồng"), "money", _("Miễn thì để trống.")),
    Column("when", _("Khi câu trả lời trong tờ khai là"), "condition", required=True),
    Column("law", _("Căn cứ"), hint=_("Ví dụ: Điều 5 Nghị quyết 124/2016/NQ-HĐND.")),
    Column(
        "proof", _("Giấy tờ chứng minh"),
        hint=_("Hệ thống chỉ hỏi giấy này khi người nộp được miễn, giảm. Để trống nếu không cần."),
    ),
)  # fmt: skip


def check(row: Mapping[str, Any]) -> dict[str, Any]:
    """What a row says of the amount, against its kind."""
    kind, value = row.get("kind"), row.get("value")
    if kind == FREE and value:
        return {"value": _("Miễn thì để trống ô này")}
    if kind == PERCENT and not (isinstance(value, int) and 1 <= value <= 99):
        return {"value": _("Ghi từ 1 đến 99 phần trăm; giảm hết thì chọn miễn")}
    if kind == FIXED and not (isinstance(value, int) and value >= 1):
        return {"value": _("Ghi số tiền còn thu; không thu thì chọn miễn")}
    return {}


@dataclass(frozen=True)
class LessSheet(Sheet):
    """The reductions of the fee of that key."""

    fee: str = ""

    def rows(self, document: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The reductions that stand in the document."""
        return list(next((row.get("reductions") or [] for row in document["fees"] if row["key"] == self.fee), []))

    def changes(self, document: Mapping[str, Any], rows: list[dict[str, Any]]) -> dict[str, Any]:
        """The fees with these reductions in place of those of this one."""
        bare = [{name: value for name, value in row.items() if name != "reductions"} for row in document["fees"]]
        return {
            "fees": [
                {**one, "reductions": rows}
                if rows and row["key"] == self.fee
                else one
                if row["key"] == self.fee
                else row
                for row, one in zip(document["fees"], bare, strict=True)
            ]
        }


def less_sheet(fee: str) -> LessSheet:
    """The list of one fee."""
    return LessSheet("fees", _("Miễn, giảm theo điều kiện"), _("Miễn, giảm"), COLUMNS, check=check, fee=fee)
