"""Reading a file of the national catalogue: JSON or CSV, columns by many names, every broken row named with its reason."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from motcua.procedures.rules.spelling import fold

CODE = re.compile(r"[0-9]\.[0-9]{6}(?:\.[0-9A-Za-z.]{1,20})?|[A-Z]{2,4}-[0-9]{2,4}")
MOST_ROWS, BIGGEST = 20_000, 20_000_000
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "code": (
        "code",
        "ma",
        "ma thu tuc",
        "ma tthc",
        "ma so",
        "procedurecode",
        "procedure code",
        "ma thu tuc hanh chinh",
    ),
    "name": ("name", "ten", "ten thu tuc", "ten tthc", "procedurename", "procedure name", "ten thu tuc hanh chinh"),
    "field": ("field", "linh vuc", "ten linh vuc", "fieldname", "field name"),
    "level": ("level", "cap", "cap thuc hien", "cap hanh chinh"),
    "agency": ("agency", "co quan", "co quan thuc hien", "co quan cong bo"),
    "time": ("time", "thoi han", "thoi han giai quyet", "thoi gian", "thoi gian giai quyet"),
    "fee": ("fee", "phi", "le phi", "phi le phi", "phi, le phi"),
}
LEVELS = {"city": ("tinh", "thanh pho", "province", "city"), "district": ("huyen", "quan", "district"),
          "commune": ("xa", "phuong", "commune", "ward")}  # fmt: skip
LIMITS = {"code": 40, "name": 1000, "field": 600, "level": 60, "agency": 400, "time": 600, "fee": 600}
EXTRA = ("agency", "time", "fee")


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of the file; '' where the file says nothing."""

    number: int
    code: str
    name: str
    field: str = ""
    level: str = ""
    agency: str = ""
    time: str = ""
    fee: str = ""


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """A row that can't be taken (0: the whole file), and why."""

    number: int
    reason: str


@dataclass(frozen=True)
class Known:
    """What we have of a procedure: the names of the version in force and what an import noted before."""

    name: str
    field: str
    level: str
    in_force: bool
    noted: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class Report:
    """What the file means for the catalogue. `changed`: rows with the names of what differs; `ended`: codes to look at."""

    new: tuple[Row, ...] = ()
    changed: tuple[tuple[Row, tuple[str, ...]], ...] = ()
    ended: tuple[str, ...] = ()
    same: int = 0
    broken: tuple[BrokenRow, ...] = ()


def read_file(content: bytes) -> tuple[list[Row], list[BrokenRow]]:
    """The rows of a file, and the broken ones."""
    if len(content) > BIGGEST:
        return [], [BrokenRow(0, "tệp quá lớn")]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return [], [BrokenRow(0, "tệp không phải mã hóa UTF-8")]
    try:
        found = _json_rows(text) if text.lstrip()[:1] in ("[", "{") else _csv_rows(text)
    except (ValueError, RecursionError, csv.Error):
        return [], [BrokenRow(0, "không đọc được tệp: không phải JSON hay CSV hợp lệ")]
    if not found or len(found) > MOST_ROWS:
        return [], [BrokenRow(0, "tệp không có dòng nào" if not found else f"tệp có hơn {MOST_ROWS} dòng")]
    return sort_out(found)


def _json_rows(text: str) -> list[tuple[int, Any]]:
    data = json.loads(text)
    if isinstance(data, Mapping):
        data = next((value for value in data.values() if isinstance(value, list)), [])
    return list(enumerate(data, 1))


def _csv_rows(text: str) -> list[tuple[int, Any]]:
    first = text.split("\n", 1)[0]
    mark = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=mark)
    return [(reader.line_num, row) for row in reader]


def sort_out(found: Sequence[tuple[int, Any]]) -> tuple[list[Row], list[BrokenRow]]:
    """Readable rows and broken ones; a code may stand once."""
    rows: list[Row] = []
    broken: list[BrokenRow] = []
    seen: dict[str, int] = {}
    for number, data in found:
        row = _row(number, data)
        if isinstance(row, Row) and row.code in seen:
            row = BrokenRow(number, f"mã {row.code} đã có ở dòng {seen[row.code]}")
        if isinstance(row, Row):
            seen[row.code] = number
            rows.append(row)
        else:
            broken.append(row)
    return rows, broken


def _row(number: int, data: Any) -> Row | BrokenRow:
    if not isinstance(data, Mapping):
        return BrokenRow(number, "dòng không phải một bảng khóa và giá trị")
    values = dict.fromkeys(COLUMNS, "")
    for key, value in data.items():
        name = column_of(str(key))
        if name and isinstance(value, str | int | float) and not values[name]:
            values[name] = " ".join(str(value).split())
    lacking = [name for name in ("code", "name") if not values[name]]
    if lacking:
        words = {"code": "mã", "name": "tên"}
        return BrokenRow(number, "thiếu " + ", ".join(words[name] for name in lacking))
    if not CODE.fullmatch(values["code"]):
        return BrokenRow(number, f"mã không đúng dạng: {values['code'][:40]}")
    long = next((name for name, most in LIMITS.items() if len(values[name]) > most), "")
    if long:
        return BrokenRow(number, f"cột {long} dài hơn {LIMITS[long]} ký tự")
    return Row(number, **{**values, "level": level_of(values["level"])})


def column_of(heading: str) -> str:
    """Our name of a column, '' for one that is not read."""
    words = fold(heading.replace("_", " ").replace("-", " "))
    return next((name for name, known in COLUMNS.items() if words in known), "")


def level_of(text: str) -> str:
    """'Cấp xã' → commune; '' when it is not said or not known."""
    words = fold(text).split()
    joined = f" {' '.join(words)} "
    return next((level for level, names in LEVELS.items() if any(f" {name} " in joined for name in names)), "")


def compare(rows: Sequence[Row], broken: Sequence[BrokenRow], known: Mapping[str, Known]) -> Report:
    """What is new, changed, and perhaps ended: in force here, absent from the file, in a field and level that it covers."""
    new = tuple(row for row in rows if row.code not in known)
    changed = tuple((row, parts) for row in rows if row.code in known and (parts := differing(row, known[row.code])))
    covered = {(fold(row.field), row.level) for row in rows}
    there = {row.code for row in rows}
    ended = tuple(
        code
        for code, one in known.items()
        if one.in_force and code not in there and (fold(one.field), one.level) in covered
    )
    return Report(new, changed, ended, len(rows) - len(new) - len(changed), tuple(broken))


def differing(row: Row, known: Known) -> tuple[str, ...]:
    """Names of what the file says otherwise; what it does not say does not differ."""
    return tuple(_differing(row, known))


def _differing(row: Row, known: Known) -> Iterator[str]:
    for name in ("name", "field"):
        said = getattr(row, name)
        if said and fold(said) != fold(getattr(known, name)):
            yield name
    for name in EXTRA:
        said, noted = getattr(row, name), known.noted.get(name, "")
        if said and noted and said != noted:
            yield name
