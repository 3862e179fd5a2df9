"""What lies under the scanner."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from motcua.kernel import clock
from motcua.kernel.refusals import NotFound
from motcua.kiosk.rules import scanned
from motcua.queueing.queries.visits import dossier_by_code, visit_by_code


@dataclass(frozen=True)
class Found:
    """kind "visit", "booking" or "dossier" with its code; otherwise `words` say what to do."""

    kind: str
    code: str = ""
    words: Any = ""


def look_up(text: str, unit_id: int) -> Found:
    """Finds what a text names at this desk; says nothing about other desks' numbers."""
    read = scanned(text)
    if read.kind == "visit":
        return visit_found(read.code, unit_id)
    if read.kind == "booking":
        return Found("booking", read.code)
    if read.kind == "dossier" and dossier_by_code(read.code):
        return Found("dossier", read.code)
    return Found("", words=_("Không nhận ra mã này. Xin xem lại mã, hoặc hỏi cán bộ hướng dẫn."))


def visit_found(code: str, unit_id: int) -> Found:
    """A number of today at this desk, to be shown and printed again."""
    try:
        visit = visit_by_code(code)
    except NotFound:
        return Found("", words=_("Không tìm thấy số này."))
    if visit.unit_id != unit_id:
        return Found("", words=_("Số này của nơi khác. Xin xem tên nơi phát số trên phiếu."))
    if visit.day != clock.today():
        return Found("", words=_("Số này của ngày khác và đã hết hiệu lực. Xin lấy số mới."))
    return Found("visit" if visit.label else "booking", visit.code)
