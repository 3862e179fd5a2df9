"""Import files as rows: CSV or JSON, with a plain word when the file is something else."""

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

from motcua.units.rules.importing import COLUMNS, RowError

Rows = list[tuple[int, dict[str, Any]]]
HEADINGS = {
    "mã": "code", "mã đơn vị": "code", "tên": "name", "tên đơn vị": "name", "tên ngắn": "short_name", "loại": "kind",
    "cấp": "level", "mã cấp trên": "parent", "đơn vị cấp trên": "parent", "mã gso": "gso_code",
    "mã thống kê": "gso_code", "mã định danh": "eid_code", "từ ngày": "valid_from", "đến ngày": "valid_until",
    "tên miền": "host", "đường dẫn": "path", "địa chỉ": "address", "điện thoại": "phone", "thư điện tử": "email",
    "nguồn": "source", "màu": "colour", "thứ tự": "order", "hoạt động": "operating", "khóa": "key",
}  # fmt: skip
NEEDED = ("code", "name", "level")
MAGIC = {
    b"PK\x03\x04": "Đây là tệp Excel hoặc ZIP. Hãy lưu lại thành “CSV UTF-8” rồi thử lại.",
    b"\xd0\xcf\x11\xe0": "Đây là tệp Excel hoặc Word kiểu cũ. Hãy lưu lại thành “CSV UTF-8” rồi thử lại.",
    b"%PDF": "Đây là tệp PDF. Cần tệp CSV hoặc JSON.",
    b"\xff\xd8\xff": "Đây là tệp ảnh. Cần tệp CSV hoặc JSON.",
    b"\x89PNG": "Đây là tệp ảnh. Cần tệp CSV hoặc JSON.",
}
MOST_BYTES = 20 * 1024 * 1024


class Unreadable(ValueError):
    """The file as a whole can't be read; carries what to tell the person."""

    def __init__(self, message: str, *, row: int = 0, column: str = "") -> None:
        super().__init__(message)
        self.error = RowError(row, column, message)


def text_of(content: bytes) -> str:
    """The file's text; Unreadable when it is too large, no text, or not UTF-8."""
    if len(content) > MOST_BYTES:
        raise Unreadable("Tệp lớn hơn 20 MB.")
    for magic, message in MAGIC.items():
        if content.startswith(magic):
            raise Unreadable(message)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("Tệp dùng bảng mã UTF-16. Hãy lưu lại với bảng mã UTF-8.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        message = f"Tệp không dùng bảng mã UTF-8 (ký tự lạ ở dòng {row}). Hãy lưu lại với bảng mã UTF-8."
        raise Unreadable(message, row=row) from None
    if "\x00" in text:
        raise Unreadable("Tệp không phải là văn bản. Cần tệp CSV hoặc JSON.")
    if not text.strip():
        raise Unreadable("Tệp trống.")
    return text


def read_file(content: bytes) -> Rows:
    """Rows with their line numbers. JSON when it begins like JSON, CSV otherwise; Unreadable when it is neither."""
    text = text_of(content)
    return read_json(text) if text.lstrip()[0] in "[{" else read_csv(text)


def column_of(heading: str) -> str:
    """The column a heading means, in English or Vietnamese; empty when it is unknown."""
    name = " ".join(heading.split()).casefold()
    return name if name in COLUMNS else HEADINGS.get(name, "")


def read_csv(text: str) -> Rows:
    """Rows of a CSV whose separator (comma, semicolon or tab) is the one its header uses most."""
    header = text.lstrip("\r\n").split("\n", 1)[0]
    separator = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: Rows = []
    columns: list[str] = []
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if not columns:
                columns = checked_header(cells)
            elif len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
                message = f"Dòng có {len(cells)} ô, tiêu đề có {len(columns)} cột."
                raise Unreadable(message, row=reader.line_num)
            else:
                rows.append((reader.line_num, dict(zip(columns, cells, strict=False))))
    except csv.Error:
        raise Unreadable("Tệp không phải CSV hợp lệ (dấu ngoặc kép không khép).", row=reader.line_num) from None
    if not rows:
        raise Unreadable("Tệp không có dòng dữ liệu nào.")
    return rows


def checked_header(cells: list[str]) -> list[str]:
    """The columns of a header; Unreadable when one is unknown, twice, or a needed one is missing."""
    columns = [column_of(cell) for cell in cells]
    if not any(columns):
        raise Unreadable("Tệp không phải CSV danh sách đơn vị: dòng đầu phải là tên cột (code, name, level…).", row=1)
    for heading, column in zip(cells, columns, strict=True):
        if not column and heading.strip():
            raise Unreadable(f"Không biết cột “{heading.strip()[:40]}”.", row=1, column=heading.strip()[:40])
        if column and columns.count(column) > 1:
            raise Unreadable(f"Cột “{column}” có hai lần.", row=1, column=column)
    for column in NEEDED:
        if column not in columns:
            raise Unreadable(f"Thiếu cột “{column}”.", row=1, column=column)
    return columns


def read_json(text: str) -> Rows:
    """Rows of a JSON list of objects, or {"units": [...]}; "children" may nest. Rows are numbered from 1."""
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise Unreadable(f"Tệp JSON không hợp lệ ở dòng {error.lineno}.", row=error.lineno) from None
    except RecursionError:
        raise Unreadable("Tệp JSON lồng quá sâu.") from None
    units = found.get("units") if isinstance(found, Mapping) else found
    if not isinstance(units, list) or not units:
        raise Unreadable("Tệp JSON phải là danh sách đơn vị hoặc có mục “units”.")
    rows: Rows = []
    stack = [(unit, None) for unit in reversed(units)]
    while stack:
        unit, above = stack.pop()
        number = len(rows) + 1
        if not isinstance(unit, Mapping):
            raise Unreadable(f"Mục thứ {number} không phải là một đơn vị.", row=number)
        cells = {column_of(str(name)) or str(name): value for name, value in unit.items()}
        children = cells.pop("children", None) or []
        if above is not None:
            cells.setdefault("parent", above)
        for name, value in cells.items():
            if name not in COLUMNS and name != "posts":
                raise Unreadable(f"Không biết mục “{name[:40]}”.", row=number, column=name[:40])
            if isinstance(value, dict) or (isinstance(value, list) and name != "posts"):
                raise Unreadable("Giá trị phải là chữ hoặc số.", row=number, column=name)
        if not isinstance(children, list):
            raise Unreadable("Mục “children” phải là danh sách.", row=number, column="children")
        rows.append((number, cells))
        stack += [(child, cells.get("code")) for child in reversed(children)]
    return rows
