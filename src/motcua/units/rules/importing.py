"""A list of units from a file: what every row must say, and every complaint with its row and column."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from motcua.units.rules.colours import LEAST_CONTRAST, contrast_on_white

LEVELS = ("city", "district", "commune", "department", "desk")
TEXTS = {
    "key": 60, "short_name": 120, "kind": 40, "gso_code": 8, "eid_code": 20, "host": 120, "path": 80, "address": 250,
    "phone": 40, "email": 254, "source": 250, "colour": 7,
}  # fmt: skip
COLUMNS = ("code", "name", "level", "parent", "valid_from", "valid_until", "operating", "order", *TEXTS)
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
FORMATS = {
    "gso_code": (re.compile(r"\d{2}|\d{3}|\d{5}"), "Mã của Cục Thống kê có 2, 3 hoặc 5 chữ số."),
    "eid_code": (re.compile(r"[A-Z]\d{2}(\.\d{1,3}){0,2}|\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}"), "Mã định danh có dạng H29.18."),
    "email": (re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"), "Thư điện tử không hợp lệ."),
    "host": (re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?"), "Tên miền chỉ gồm chữ thường, số, dấu chấm và gạch nối."),
    "path": (re.compile(r"[a-z0-9/-]+"), "Đường dẫn chỉ gồm chữ thường, số, gạch nối và /."),
    "colour": (re.compile(r"#[0-9a-fA-F]{6}"), "Màu viết dạng #0b5c9e."),
    "key": (SLUG, "Khóa chỉ gồm chữ thường không dấu, số và gạch nối."),
}  # fmt: skip
MOST_LEVELS = 60
YES, NO = {"1", "true", "có", "co", "yes", "x"}, {"0", "false", "không", "khong", "no"}
DAY_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y")


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong in an import: `row` counts lines of the file (1 = the header), 0 means the file as a whole."""

    row: int
    column: str
    message: str


@dataclass(slots=True)
class UnitRow:
    """One row that was read; `details` holds only the columns the file has, so that an import never empties others."""

    row: int
    code: str
    name: str
    level: str
    parent: str | None = None
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the database already has of a unit, as far as checking needs it."""

    parent: str | None
    level: str
    valid_from: date | None = None
    valid_until: date | None = None


def as_day(text: str) -> date:
    """2021-01-01 or 01/01/2021; ValueError otherwise."""
    for form in DAY_FORMATS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a date, no moment
        except ValueError:
            continue
    raise ValueError("Ngày viết dạng 2021-01-31 hoặc 31/01/2021.")


def words_of(value: Any) -> str:
    """A cell as text; None is empty."""
    return "" if value is None else " ".join(str(value).split())


class RowReader:
    """Reads one row and notes every complaint about it."""

    def __init__(self, row: int, cells: Mapping[str, Any]) -> None:
        self.row, self.cells = row, cells
        self.errors: list[RowError] = []

    def complain(self, column: str, message: str) -> None:
        """Notes what is wrong in a column."""
        self.errors.append(RowError(self.row, column, message))

    def text(self, column: str, longest: int, *, needed: bool = False) -> str:
        """A text within its length and of its form."""
        value = words_of(self.cells.get(column))
        if needed and not value:
            self.complain(column, "Không được để trống.")
        elif len(value) > longest:
            self.complain(column, f"Dài {len(value)} ký tự, tối đa {longest}.")
        elif value and column in FORMATS and not FORMATS[column][0].fullmatch(value):
            self.complain(column, f"“{value}”: {FORMATS[column][1]}")
        elif value and column == "colour" and contrast_on_white(value) < LEAST_CONTRAST:
            self.complain(column, f"“{value}” quá nhạt, khó đọc trên nền trắng (cần tương phản {LEAST_CONTRAST} : 1).")
        return value

    def day(self, column: str) -> date | None:
        """A date or nothing."""
        value = self.cells.get(column)
        if isinstance(value, date):
            return value
        text = words_of(value)
        try:
            return as_day(text) if text else None
        except ValueError as error:
            self.complain(column, f"“{text}”: {error}")
            return None

    def code(self) -> str:
        """The unit's code: a slug of at most 80 characters."""
        code = self.text("code", 80, needed=True)
        if code and not SLUG.fullmatch(code):
            self.complain("code", f"“{code}”: mã chỉ gồm chữ thường không dấu, số và gạch nối, ví dụ cu-chi.")
        return code

    def unit(self) -> UnitRow:
        """The whole row; what the file has no column for is left out."""
        found = UnitRow(self.row, self.code(), self.text("name", 200, needed=True), self.text("level", 12, needed=True))
        if found.level and found.level not in LEVELS:
            self.complain("level", f"Không có cấp “{found.level}”. Dùng một trong: {', '.join(LEVELS)}.")
        if "parent" in self.cells:
            found.parent = self.text("parent", 80)
        details = found.details
        for column, longest in TEXTS.items():
            if column in self.cells:
                details[column] = self.text(column, longest)
        for column in ("valid_from", "valid_until"):
            if column in self.cells:
                details[column] = self.day(column)
        if "order" in self.cells:
            order = words_of(self.cells["order"])
            if order and not order.isdigit():
                self.complain("order", f"“{order}” không phải là số thứ tự.")
            else:
                details["order"] = int(order or 0)
        if "operating" in self.cells:
            details["operating"] = self.switch("operating")
        if self.cells.get("posts"):
            details["posts"] = self.posts()
        return found

    def posts(self) -> list[dict[str, Any]]:
        """Posts of the unit: code and title each, at most one head; each code once."""
        listed = self.cells["posts"]
        found = [post for post in listed if isinstance(post, Mapping)] if isinstance(listed, list) else []
        codes = [words_of(post.get("code")) for post in found]
        if not isinstance(listed, list) or len(found) != len(listed):
            self.complain("posts", "Chức danh phải là danh sách gồm mã (code) và tên (title).")
        elif any(not SLUG.fullmatch(code) or len(code) > 60 for code in codes) or len(set(codes)) != len(codes):
            self.complain("posts", "Mã chức danh chỉ gồm chữ thường không dấu, số, gạch nối và không được trùng.")
        elif any(not 0 < len(words_of(post.get("title"))) <= 120 for post in found):
            self.complain("posts", "Tên chức danh có từ 1 đến 120 ký tự.")
        elif sum(bool(post.get("is_head")) for post in found) > 1:
            self.complain("posts", "Mỗi đơn vị chỉ có một chức danh đứng đầu.")
        return [
            {**post, "code": code, "title": words_of(post.get("title"))}
            for code, post in zip(codes, found, strict=True)
        ]

    def switch(self, column: str) -> bool:
        """Yes or no; empty is yes."""
        value = words_of(self.cells[column]).casefold()
        if value in NO:
            return False
        if value and value not in YES:
            self.complain(column, f"“{value}”: viết 1 (có) hoặc 0 (không).")
        return True


def read_rows(rows: Iterable[tuple[int, Mapping[str, Any]]]) -> tuple[list[UnitRow], list[RowError]]:
    """Every row by itself: texts, forms, dates."""
    units: list[UnitRow] = []
    errors: list[RowError] = []
    for number, cells in rows:
        reader = RowReader(number, cells)
        units.append(reader.unit())
        errors += reader.errors
    return units, errors


def check_together(units: Sequence[UnitRow], standing: Mapping[str, Standing]) -> list[RowError]:
    """What is wrong between rows, and between rows and the database: twice, unknown parents, circles, dates."""
    errors: list[RowError] = []
    first: dict[str, UnitRow] = {}
    for unit in units:
        if unit.code in first:
            errors.append(RowError(unit.row, "code", f"Mã “{unit.code}” đã có ở dòng {first[unit.code].row}."))
        elif unit.code:
            first[unit.code] = unit
    parents = {code: known.parent for code, known in standing.items()}
    for unit in first.values():
        if unit.parent is not None:
            if unit.parent and unit.parent not in first and unit.parent not in standing:
                errors.append(RowError(unit.row, "parent", f"Không tìm thấy đơn vị cấp trên có mã “{unit.parent}”."))
            parents[unit.code] = unit.parent or None
        errors += check_dates(unit, standing.get(unit.code))
    return errors + (check_circles(first, parents) or check_levels(first, parents, standing))


def check_dates(unit: UnitRow, known: Standing | None) -> list[RowError]:
    """A unit ends after it begins, with what the database knows where the file is silent."""
    begins = unit.details.get("valid_from", known.valid_from if known else None)
    ends = unit.details.get("valid_until", known.valid_until if known else None)
    if begins and ends and ends <= begins:
        message = f"Ngày hết hiệu lực {ends:%d/%m/%Y} phải sau ngày bắt đầu {begins:%d/%m/%Y}."
        return [RowError(unit.row, "valid_until", message)]
    return []


def check_circles(units: Mapping[str, UnitRow], parents: Mapping[str, str | None]) -> list[RowError]:
    """Units that would stand above themselves, each circle once, at its first row."""
    errors, told = [], set()
    for code, unit in units.items():
        path: dict[str, None] = {}
        at: str | None = code
        while at is not None and at not in path and at not in told:
            path[at] = None
            at = parents.get(at)
        if len(path) > MOST_LEVELS and at is None:
            errors.append(RowError(unit.row, "parent", f"Cây đơn vị sâu quá {MOST_LEVELS} cấp."))
            break
        if at in path:
            names = list(path)
            circle = names[names.index(at) :]
            if code in circle:
                way = " → ".join([*circle, at])
                errors.append(RowError(unit.row, "parent", f"Cây đơn vị có vòng lặp: {way}."))
                told.update(circle)
    return errors


def check_levels(
    units: Mapping[str, UnitRow], parents: Mapping[str, str | None], standing: Mapping[str, Standing]
) -> list[RowError]:
    """An office needs a place above it; a place never stands under an office, nor under a smaller place."""
    rank = {level: number for number, level in enumerate(LEVELS)}
    errors = []
    for code, unit in units.items():
        above = parents.get(code)
        if unit.level not in rank:
            continue
        if not above:
            if unit.level in ("department", "desk"):
                errors.append(RowError(unit.row, "parent", "Phòng, ban và bộ phận một cửa phải có đơn vị cấp trên."))
            continue
        level = units[above].level if above in units else standing[above].level if above in standing else ""
        if unit.level in ("city", "district", "commune") and level in rank and rank[level] >= rank[unit.level]:
            errors.append(
                RowError(unit.row, "level", f"Cấp “{unit.level}” không thể nằm dưới “{above}” (cấp “{level}”).")
            )
    return errors
