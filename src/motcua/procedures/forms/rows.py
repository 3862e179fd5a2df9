"""Lists of a document as rows an editor fills in: fees, papers, steps… Keys are made once and never change with a title."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.kernel.folding import clean, fold
from motcua.procedures.rules.definition import STEP_KINDS

LONGEST = 3000
MOST_ROWS = 100
WRONG_NUMBER = _("Ghi một số nguyên, không âm")
ROLES = {
    "receiver": _("Cán bộ tiếp nhận"), "specialist": _("Chuyên viên"), "department_head": _("Lãnh đạo phòng"),
    "unit_head": _("Lãnh đạo UBND"), "clerk": _("Văn thư"), "cashier": _("Thu phí, lệ phí"),
}  # fmt: skip
KINDS = dict(zip(STEP_KINDS, (_("Xử lý"), _("Ký"), _("Lấy ý kiến"), _("Phát hành"), _("Trả kết quả")), strict=True))


@dataclass(frozen=True)
class Column:
    """One property of a row. `kind`: text, long, lines, number, money (empty: not known), tick, choice."""

    name: str
    label: Any
    kind: str = "text"
    hint: Any = ""
    required: bool = False
    choices: Mapping[str, Any] = field(default_factory=dict)
    otherwise: Any = ""


@dataclass(frozen=True)
class Sheet:
    """A list of the document with its columns; `keyed` rows bear a stable key."""

    path: str
    title: Any
    one: Any
    columns: tuple[Column, ...]
    keyed: bool = True


TITLE = Column("title", _("Tên gọi"), required=True)
NOTE = Column("note", _("Ghi chú"), "long")
SHEETS: dict[str, Sheet] = {
    "phi": Sheet(
        "fees", _("Phí, lệ phí"), _("Khoản thu"),
        (
            TITLE,
            Column("amount", _("Mức thu tại quầy (đồng)"), "money", _("Để trống nếu chưa xác định.")),
            Column("online_amount", _("Mức thu khi nộp trực tuyến (đồng)"), "money", _("Để trống nếu như tại quầy.")),
            Column("exemptions", _("Miễn, giảm"), "lines", _("Mỗi dòng một trường hợp.")),
            NOTE,
        ),
    ),
    "giay-to": Sheet(
        "papers", _("Giấy tờ"), _("Giấy tờ"),
        (
            TITLE,
            Column("original", _("Bản chính"), "number", otherwise=0),
            Column("copy", _("Bản sao"), "number", otherwise=0),
            Column("required", _("Bắt buộc"), "tick", otherwise=True),
            Column("from_database", _("Khai thác từ cơ sở dữ liệu"), hint=_("Tên cơ sở dữ liệu thay cho giấy tờ này.")),
            NOTE,
        ),
    ),
    "buoc": Sheet(
        "steps", _("Các bước giải quyết"), _("Bước"),
        (
            TITLE,
            Column("role", _("Người làm"), "choice", choices=ROLES, required=True),
            Column("unit", _("Nơi làm"), hint=_("desk, leader hoặc department:<mã phòng>"), required=True),
            Column("kind", _("Loại việc"), "choice", choices=KINDS, otherwise="process"),
            Column("budget", _("Thời gian"), hint=_("Ví dụ: working 4h"), required=True),
        ),
    ),
    "ket-qua": Sheet("results", _("Kết quả"), _("Kết quả"), (TITLE,)),
    "can-cu": Sheet(
        "legal_basis", _("Căn cứ pháp lý"), _("Văn bản"),
        (
            TITLE,
            Column("number", _("Số, ký hiệu")),
            Column("date", _("Ngày ban hành"), hint=_("Ví dụ: 2026-06-24")),
            Column("effective", _("Ngày có hiệu lực"), hint=_("Ví dụ: 2026-07-01")),
        ),
        keyed=False,
    ),
}  # fmt: skip


@dataclass
class Read:
    """What was posted: rows for the document, and faults by control name."""

    rows: list[dict[str, Any]]
    faults: dict[str, Any]


def money_text(value: Any) -> str:
    """A number the Vietnamese way; nothing stays empty."""
    return "" if value is None else f"{value:,}".replace(",", ".")


def shown_value(column: Column, row: Mapping[str, Any]) -> Any:
    """What stands in a control before anybody types."""
    value = row.get(column.name, column.otherwise)
    if column.kind == "lines":
        return "\n".join(str(line) for line in value or [])
    if column.kind == "money":
        return money_text(value if value != "" else None)
    return "" if value is None else value


def whole(text: str) -> int | None:
    """A whole number typed with or without dots; None for anything else."""
    digits = re.sub(r"[.\s\u00a0]", "", text)
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= 12 else None


def read_value(column: Column, posted: Mapping[str, str], name: str) -> tuple[Any, Any]:
    """(value, fault) of one control; what is too long is said, never cut."""
    text = clean(posted.get(name, ""), multiline=column.kind in ("lines", "long"))
    if column.kind == "tick":
        return name in posted, None
    if len(text) > LONGEST:
        return text, _("Dài quá %(most)s chữ") % {"most": LONGEST}
    if column.required and not text:
        return text, _("Hãy ghi %(what)s") % {"what": str(column.label).lower()}
    if column.kind == "lines":
        return [line.strip() for line in text.splitlines() if line.strip()], None
    if column.kind in ("number", "money"):
        if not text:
            return (None if column.kind == "money" else 0), None
        number = whole(text)
        return number, WRONG_NUMBER if number is None else None
    if column.kind == "choice" and text not in column.choices:
        return column.otherwise, _("Chọn một trong danh sách")
    return text, None


def identity(sheet: Sheet, row: Mapping[str, Any]) -> str:
    """What a row is known by between two screens: its key, else its number and title. Never its position."""
    if sheet.keyed:
        return str(row.get("key", ""))
    return f"{row.get('number', '')}|{row.get('title', '')}"


def posted_rows(posted: Mapping[str, str]) -> dict[int, str]:
    """Numbers of the rows that were sent, with what each is known by ('' for a new one)."""
    return {number: posted[f"r{number}-is"] for number in range(MOST_ROWS + 1) if f"r{number}-is" in posted}


def read_rows(sheet: Sheet, standing: Sequence[Mapping[str, Any]], posted: Mapping[str, str]) -> Read:
    """The rows as posted, each matched by what it is known by. Properties without a column and rows that were not sent
    stay as they are; ticked ones go; an empty new one is left out; one that a colleague took away meanwhile is a fault.
    """
    known = {identity(sheet, row): row for row in standing}
    rows: list[tuple[float, dict[str, Any]]] = []
    faults: dict[str, Any] = {}
    taken, sent = {str(row.get("key", "")) for row in standing}, posted_rows(posted)
    for number, name in sent.items():
        prefix = f"r{number}-"
        if f"{prefix}gone" in posted or (not name and not clean(posted.get(f"{prefix}title", ""))):
            continue
        if name and name not in known:
            faults[f"{prefix}title"] = _("Đồng nghiệp vừa bỏ mục này. Lưu lần nữa để thêm lại.")
        row = dict(known.get(name, {}))
        for column in sheet.columns:
            value, fault = read_value(column, posted, prefix + column.name)
            if fault:
                faults[prefix + column.name] = fault
            put(row, column, value)
        if sheet.keyed and "key" not in row:
            row = {"key": fresh_key(str(row.get("title", "")), taken), **row}
        rows.append((place(posted.get(f"{prefix}place", ""), number), row))
    rows += [(float(at), dict(row)) for at, row in enumerate(standing) if identity(sheet, row) not in sent.values()]
    return Read([row for _place, row in sorted(rows, key=lambda pair: pair[0])], faults)


def put(row: dict[str, Any], column: Column, value: Any) -> None:
    """Sets a property, or leaves it out when it says no more than its absence."""
    if (column.kind in ("text", "lines", "long") and not value and not column.required) or (
        column.name == "online_amount" and value is None
    ):
        row.pop(column.name, None)
    else:
        row[column.name] = value


def place(text: str, number: int) -> float:
    """Where a row wants to stand, counted from 1; where it stood without a wish."""
    wanted = whole(text)
    return number if wanted is None else wanted - 1.5 if wanted - 1 < number else wanted - 0.5


def fresh_key(title: str, taken: set[str]) -> str:
    """A key from the first words of a title that no other row has; it stays when the title changes."""
    base = re.sub(r"[^a-z0-9]+", "_", fold(title)).strip("_")[:40] or "muc"
    base = base if base[0].isalpha() else f"m_{base}"
    key, number = base, 2
    while key in taken:
        key, number = f"{base}_{number}", number + 1
    taken.add(key)
    return key


def drawn(
    sheet: Sheet,
    rows: Sequence[Mapping[str, Any]],
    posted: Mapping[str, str] | None,
    faults: Mapping[str, Any],
) -> list[dict[str, Any]]:
    """Rows for the template, with an empty one at the end; what was typed stands again after a fault or a conflict.

    Where something else is kept now than what was typed, the cell says so: both versions are in sight.
    """
    if posted is None:
        return [shown_row(sheet, number, row, None, {}, None) for number, row in enumerate([*rows, {}])]
    known = {identity(sheet, row): row for row in rows}
    sent = posted_rows(posted)
    shown = [shown_row(sheet, at, known.get(name, {}), posted, faults, at, name in known) for at, name in sent.items()]
    fresh = [row for row in rows if identity(sheet, row) not in sent.values()]
    first = max(sent, default=-1) + 1
    shown += [shown_row(sheet, first + number, row, None, {}, None) for number, row in enumerate(fresh)]
    if all(name for name in sent.values()) or not sent:
        shown.append(shown_row(sheet, first + len(fresh), {}, None, {}, None))
    return shown


def shown_row(
    sheet: Sheet,
    number: int,
    row: Mapping[str, Any],
    posted: Mapping[str, str] | None,
    faults: Mapping[str, Any],
    sent: int | None,
    known: bool = True,
) -> dict[str, Any]:
    """One row for the template; `known` False: a row that is kept no longer, sent again as a new one."""
    cells = []
    for column in sheet.columns:
        name = f"r{number}-{column.name}"
        kept = shown_value(column, row)
        typed = posted.get(name, "") if posted is not None and sent is not None else kept
        ticked = (
            name in posted if posted is not None and sent is not None else bool(row.get(column.name, column.otherwise))
        )
        differs = (
            bool(row)
            and column.kind not in ("tick", "choice")
            and clean(str(typed), multiline=True) != clean(str(kept), multiline=True)
        )
        cells.append(
            {"column": column, "name": name, "value": typed, "ticked": ticked, "fault": faults.get(name, ""),
             "kept": kept if differs else ""}
        )  # fmt: skip
    return {
        "number": number,
        "is": identity(sheet, row) if row and known else "",
        "key": row.get("key", ""),
        "cells": cells,
        "gone": posted is not None and f"r{number}-gone" in posted,
        "new": not row,
    }
