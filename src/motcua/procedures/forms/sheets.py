"""The lists of a document an editor fills in as rows, each with its columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.procedures.rules.definition import STEP_KINDS
from motcua.units import queries as units

Choices = Mapping[str, Any]
ROLES = {
    "receiver": _("Cán bộ tiếp nhận"), "specialist": _("Chuyên viên"), "department_head": _("Lãnh đạo phòng"),
    "unit_head": _("Lãnh đạo UBND"), "clerk": _("Văn thư"), "cashier": _("Thu phí, lệ phí"),
}  # fmt: skip
KINDS = dict(zip(STEP_KINDS, (_("Xử lý"), _("Ký"), _("Lấy ý kiến"), _("Phát hành"), _("Trả kết quả")), strict=True))
OFFICES = frozenset({"department"})
FILES = {name: name.upper() for name in ("pdf", "jpeg", "png", "docx", "xlsx", "dwg", "dxf")}


@dataclass(frozen=True)
class Column:
    """One property of a row. `kind`: text, long, lines, number, money (empty: not known), tick, choice, picks (several
    of the choices), time ("working 4h"), condition. `choices` may look at the document.
    """

    name: str
    label: Any
    kind: str = "text"
    hint: Any = ""
    required: bool = False
    choices: Choices | Callable[[Mapping[str, Any]], Choices] = field(default_factory=dict)
    otherwise: Any = ""

    def choices_in(self, document: Mapping[str, Any]) -> Choices:
        """What may be chosen in this document."""
        return self.choices(document) if callable(self.choices) else self.choices


@dataclass(frozen=True)
class Sheet:
    """A list of the document with its columns; `keyed` rows bear a stable key. `path` has at most one dot.

    `check` answers faults by column for a row as it was read.
    """

    path: str
    title: Any
    one: Any
    columns: tuple[Column, ...]
    keyed: bool = True
    check: Callable[[Mapping[str, Any]], dict[str, Any]] | None = None

    def rows(self, document: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The rows that stand in the document."""
        outer, _dot, inner = self.path.rpartition(".")
        return list(((document.get(outer) or {}) if outer else document).get(inner) or [])

    def changes(self, document: Mapping[str, Any], rows: list[dict[str, Any]]) -> dict[str, Any]:
        """The property of the document that changes when these are its rows."""
        outer, _dot, inner = self.path.rpartition(".")
        return {outer: {**(document.get(outer) or {}), inner: rows}} if outer else {inner: rows}


def cases_of(document: Mapping[str, Any]) -> Choices:
    """The cases a paper may belong to."""
    return {str(row["key"]): row.get("title", row["key"]) for row in document.get("cases") or ()}


def steps_of(document: Mapping[str, Any]) -> Choices:
    """The steps one may go back to."""
    rows = document.get("steps") or ()
    return {"": _("Không quay lại"), **{str(row["key"]): row.get("title", row["key"]) for row in rows}}


def places_of(document: Mapping[str, Any]) -> Choices:
    """Where a step is done: the desk, the leaders, the departments that units have, those that the document names."""
    named = {str(row.get("unit", "")) for row in document.get("steps") or ()}
    own = {name: name.partition(":")[2] for name in sorted(named) if name.startswith("department:")}
    offices = {f"department:{one.key}": one.name for one in units.active_units(levels=OFFICES) if one.key}
    return {"desk": _("Bộ phận một cửa"), "leader": _("Lãnh đạo đơn vị"), **own, **offices}


TITLE = Column("title", _("Tên gọi"), required=True)
NOTE = Column("note", _("Ghi chú"), "long")
WHEN = Column("when", _("Chỉ khi"), "condition")
SHEETS: dict[str, Sheet] = {
    "truong-hop": Sheet("cases", _("Trường hợp"), _("Trường hợp"), (TITLE, WHEN)),
    "giay-to": Sheet(
        "papers", _("Giấy tờ"), _("Giấy tờ"),
        (
            TITLE,
            Column("original", _("Bản chính"), "number", otherwise=0),
            Column("copy", _("Bản sao"), "number", otherwise=0),
            Column("required", _("Bắt buộc"), "tick", otherwise=True),
            Column("present_only", _("Chỉ xuất trình, không nộp"), "tick", otherwise=False),
            Column("cases", _("Chỉ trong các trường hợp"), "picks", _("Không chọn: mọi trường hợp."), choices=cases_of),
            WHEN,
            Column("from_database", _("Khai thác từ cơ sở dữ liệu"), hint=_("Tên cơ sở dữ liệu thay cho giấy tờ này.")),
            Column("accept", _("Loại tệp nhận"), "picks", _("Không chọn: mọi loại nhận được."), choices=FILES),
            NOTE,
        ),
    ),
    "phi": Sheet(
        "fees", _("Phí, lệ phí"), _("Khoản thu"),
        (
            TITLE,
            Column("amount", _("Mức thu tại quầy (đồng)"), "money", _("Để trống nếu chưa xác định.")),
            Column("online_amount", _("Mức thu khi nộp trực tuyến (đồng)"), "money", _("Để trống nếu như tại quầy.")),
            Column("unit", _("Tính theo"), hint=_("Ví dụ: bản, trang. Để trống nếu thu một lần.")),
            Column("cap", _("Mức thu cao nhất (đồng)"), "money", _("Để trống nếu không giới hạn.")),
            Column("cases", _("Chỉ trong các trường hợp"), "picks", _("Không chọn: mọi trường hợp."), choices=cases_of),
            Column("when", _("Chỉ thu khi"), "condition"),
            Column(
                "exemptions", _("Miễn, giảm do cán bộ xét"), "lines",
                _("Mỗi dòng một trường hợp mà tờ khai không hỏi được. Trường hợp tờ khai có hỏi: đặt điều kiện miễn, giảm."),
            ),
            NOTE,
        ),
    ),
    "buoc": Sheet(
        "steps", _("Các bước giải quyết"), _("Bước"),
        (
            TITLE,
            Column("role", _("Người làm"), "choice", choices=ROLES, required=True),
            Column("unit", _("Nơi làm"), "choice", choices=places_of, required=True),
            Column("kind", _("Loại việc"), "choice", choices=KINDS, otherwise="process"),
            Column("budget", _("Thời gian"), "time", required=True),
            Column("returns_to", _("Có thể chuyển lại bước"), "choice", choices=steps_of),
            WHEN,
        ),
    ),
    "ket-qua": Sheet("results", _("Kết quả"), _("Kết quả"), (TITLE,)),
    "can-cu": Sheet(
        "legal_basis", _("Căn cứ pháp lý"), _("Văn bản"),
        (
            TITLE,
            Column("number", _("Số, ký hiệu")),
            Column("date", _("Ngày ban hành"), "day", _("Ví dụ: 24/06/2026")),
            Column("effective", _("Ngày có hiệu lực"), "day", _("Ví dụ: 01/07/2026")),
        ),
        keyed=False,
    ),
    "phan": Sheet(
        "form.sections", _("Các phần của biểu mẫu"), _("Phần"),
        (TITLE, Column("hint", _("Hướng dẫn"), "long"), Column("show_if", _("Chỉ hiện khi"), "condition")),
    ),
}  # fmt: skip
