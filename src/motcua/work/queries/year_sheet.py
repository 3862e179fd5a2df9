"""The year-end sheet of an account, for paper (PDF/A) and for a table program (XLSX): the same rows in both."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.press import compile_sheet, compile_table
from motcua.ui.words import length
from motcua.units.queries import place_of, unit_by_id
from motcua.work.queries.accountability import Account, Asked
from motcua.work.queries.inbox import kind_label
from motcua.work.rules import Tally

SHEETS = Path(__file__).resolve().parents[1] / "sheets"
HEAD = (
    "TT", "Đơn vị", "Người đứng đầu", "Đã nhận", "Đúng hạn", "Quá hạn", "Quá hạn có lý do", "Còn mở, quá hạn",
    "Phải làm lại", "Không hài lòng", "Tỷ lệ (%)", "Trễ bình quân",
)  # fmt: skip
NOTE = (
    "Đã nhận: việc mở trong năm. Đúng hạn, quá hạn: việc kết thúc trong năm, kết luận được ghi một lần lúc kết thúc. "
    "Quá hạn có lý do: lý do đã được cấp trên xác nhận. Tỷ lệ = (đúng hạn + quá hạn có lý do) / tổng số việc có kết luận "
    "và việc còn mở đã quá hạn. Phải làm lại, không hài lòng: việc bị yêu cầu xử lý lại hoặc bị đánh giá không hài lòng "
    "trong năm. Người đứng đầu là người giữ nhiệm vụ lúc việc được mở."
)
WIDTHS = (5, 44, 30, 11, 11, 11, 17, 16, 11, 12, 11, 22)


def figures(tally: Tally) -> list[Any]:
    """The numbers of one line; the mean in days, hours and minutes of the clock on the wall."""
    mean = tally.mean_late
    return [*tally.counts, tally.share, length(int(mean.total_seconds())) if mean else ""]


def rows_of_sheet(account: Account) -> list[list[Any]]:
    """One row a unit and head."""
    return [
        [number, line.unit, line.head or "(chưa có người đứng đầu)", *figures(line.tally)]
        for number, line in enumerate(account.lines, 1)
    ]


def words(value: Any) -> str:
    """A cell as it is printed."""
    if value is None:
        return "–"
    return f"{value:.2f}".replace(".", ",") if isinstance(value, float) else str(value)


def title_of(account: Account) -> str:
    """The sheet's title."""
    return f"Biểu tổng hợp trách nhiệm người đứng đầu năm {account.asked.year}"


def counted(account: Account) -> str:
    """Up to when it was counted, and what of the year."""
    said = f"Số liệu tính đến {clock.local(account.at):%H:%M %d/%m/%Y}"
    return " · ".join([said, *map(str, asked_words(account.asked))])


def period_words(period: str) -> Any:
    """A part of the year by name."""
    number = {"n": period[1:]}
    return format_lazy(_("Quý {n}"), **number) if period[0] == "q" else format_lazy(_("Tháng {n}"), **number)


def asked_words(asked: Asked) -> list[Any]:
    """What of a year is counted, in words; nothing for all of it."""
    said: list[Any] = [period_words(asked.period)] if asked.period else []
    said += [kind_label(asked.kind)] if asked.kind else []
    return said + ([asked.category] if asked.category else [])


def year_pdf(account: Account, actor: Actor) -> bytes:
    """The sheet as PDF/A-2b."""
    assert actor.unit_id is not None
    place = place_of(actor.unit_id) or unit_by_id(actor.unit_id)
    now = clock.local(clock.now())
    data = {
        "title": title_of(account),
        "subtitle": counted(account),
        "counted": counted(account),
        "unit": place.name,
        "head": HEAD,
        "rows": [[words(cell) for cell in row] for row in rows_of_sheet(account)],
        "total": ["", "Tổng số", "", *(words(cell) for cell in figures(account.total))],
        "note": NOTE,
        "officer": actor.name,
        "place_date": f"Ngày {now:%d} tháng {now:%m} năm {now.year}",
    }
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    sheet = SHEETS / "accountability.typ"
    return compile_sheet(root=SHEETS, sheet=sheet, fonts=settings.SHEET_FONTS, inputs=inputs, issued_at=now.isoformat())


def year_table(account: Account) -> bytes:
    """The sheet as XLSX; numbers are numbers, and text that begins like a formula stays text."""
    return compile_table(
        name=f"Năm {account.asked.year}",
        above=[title_of(account), counted(account)],
        head=HEAD,
        rows=[*rows_of_sheet(account), ["", "Tổng số", "", *figures(account.total)]],
        note=NOTE,
        widths=WIDTHS,
        fixed=3,
    )
