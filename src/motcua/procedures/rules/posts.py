"""Reading a file of posts: one line for each role of a unit, CSV with the columns of `COLUMNS`."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date

COLUMNS = ("unit", "place", "role", "office", "post", "officer", "valid_from", "valid_until", "reason")
NEEDED = ("unit", "place", "role", "office", "valid_from")
MOST_LINES, BIGGEST = 5_000, 2_000_000


@dataclass(frozen=True, slots=True)
class PostLine:
    """One line; '' where it says nothing."""

    number: int
    unit: str
    place: str
    role: str
    office: str
    post: str
    officer: str
    valid_from: date
    valid_until: date | None
    reason: str


def read_posts(content: bytes) -> tuple[list[PostLine], list[tuple[int, str]]]:
    """The lines, and (number, what is wrong) of those that can't be read; number 0 for the whole file."""
    if len(content) > BIGGEST:
        return [], [(0, "Tệp quá lớn (nhiều nhất 2 MB)")]
    try:
        rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig")), strict=True)
        lacking = [name for name in NEEDED if name not in (rows.fieldnames or ())]
        if lacking:
            return [], [(0, f"Thiếu cột: {', '.join(lacking)}")]
        raw = [{str(key): str(value or "").strip() for key, value in row.items()} for row in rows]
    except (UnicodeDecodeError, csv.Error):
        return [], [(0, "Không đọc được tệp: cần CSV, mã UTF-8")]
    if len(raw) > MOST_LINES:
        return [], [(0, f"Quá nhiều dòng (nhiều nhất {MOST_LINES})")]
    lines: list[PostLine] = []
    faults: list[tuple[int, str]] = []
    for number, row in enumerate(raw, start=2):
        try:
            lines.append(line_of(number, row))
        except ValueError as fault:
            faults.append((number, f"Dòng {number}: {fault}"))
    return lines, faults


def line_of(number: int, row: dict[str, str]) -> PostLine:
    """A row as a line; ValueError says what is wrong."""
    if lacking := [name for name in NEEDED if not row[name]]:
        raise ValueError(f"thiếu {', '.join(lacking)}")
    if row.get("post") and row.get("officer"):
        raise ValueError("chỉ ghi chức vụ hoặc cán bộ, không ghi cả hai")
    until = row.get("valid_until", "")
    try:
        first, last = date.fromisoformat(row["valid_from"]), date.fromisoformat(until) if until else None
    except ValueError:
        raise ValueError("ngày phải viết như 2026-12-31") from None
    return PostLine(
        number, row["unit"], row["place"], row["role"], row["office"], row.get("post", ""), row.get("officer", ""),
        first, last, row.get("reason", ""),
    )  # fmt: skip
