"""PDF files: whether they open without a password, how many pages they have, what a page looks like."""

import threading
from typing import BinaryIO

import pypdfium2
from django.utils.translation import gettext_lazy as _

from motcua.files import rules
from motcua.files.actions.content import pictures
from motcua.kernel.refusals import Refusal

# PDFium may be used by one thread of a process at a time.
ONE_AT_A_TIME = threading.Lock()
LOCKED = _("Tệp PDF có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại để cán bộ đọc được.")
BROKEN = _("Không mở được tệp PDF. Tệp có thể bị hỏng hoặc tải chưa xong; hãy xuất lại.")


def inspect(source: BinaryIO) -> int:
    """How many pages it has. Raises Refusal for a password, for what PDFium can't open, and for an empty document."""
    with ONE_AT_A_TIME:
        document = _opened(source)
        try:
            pages = len(document)
        finally:
            document.close()
    if not pages:
        raise Refusal(BROKEN, code="broken-pdf")
    if pages > rules.MOST_PAGES:
        raise Refusal(
            _("Tệp PDF có quá nhiều trang (%(pages)s). Hãy chia nhỏ tệp.") % {"pages": pages}, code="long-pdf"
        )
    return pages


def _opened(source: BinaryIO) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Refusal(LOCKED, code="locked-pdf") from None
        raise Refusal(BROKEN, code="broken-pdf") from None


def preview(source: BinaryIO, page: int = 1) -> bytes:
    """A page as a small JPEG. Raises Refusal when there is no such page or it can't be drawn."""
    with ONE_AT_A_TIME:
        document = _opened(source)
        try:
            if not 1 <= page <= len(document):
                raise Refusal(_("Không có trang này."), code="no-page")
            sheet = document[page - 1]
            # PDFium rounds up: half a point less spares making the picture smaller once more.
            scale = (rules.PREVIEW_SIDE - 0.5) / max(*sheet.get_size(), 1)
            drawn = sheet.render(scale=min(scale, 4), may_draw_forms=False)
            picture = drawn.to_pil().copy()
            drawn.close()
            sheet.close()
        except pypdfium2.PdfiumError:
            raise Refusal(BROKEN, code="broken-pdf") from None
        finally:
            document.close()
    return pictures.as_preview(picture)
