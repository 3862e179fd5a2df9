"""Word and Excel files are ZIPs: their directory is read before anything is unpacked."""

import stat
import zipfile
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

from motcua.files import rules
from motcua.kernel.refusals import Refusal

FAULTS = {
    "path": _("Tệp chứa đường dẫn không an toàn nên không nhận được. Hãy mở bằng Word, Excel rồi lưu lại."),
    "bomb": _("Tệp nén bất thường (giải nén ra quá lớn) nên không nhận được."),
    "encrypted": _("Tệp có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại để cán bộ đọc được."),
    "macro": _("Tệp có chứa macro nên không nhận được. Hãy lưu thành DOCX, XLSX hoặc PDF không có macro."),
}


def inspect(source: BinaryIO) -> str:
    """Which office document it is; rules.ZIP for any other sound archive. Raises Refusal for what could do harm."""
    try:
        with zipfile.ZipFile(source) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise Refusal(_("Tệp bị hỏng, không mở được. Hãy lưu lại tệp rồi gửi."), code="broken-zip") from None
    fault = rules.fault_of_zip(
        rules.Packed(
            name=entry.orig_filename,
            size=entry.file_size,
            packed=entry.compress_size,
            encrypted=bool(entry.flag_bits & 1),
            link=stat.S_ISLNK(entry.external_attr >> 16),
        )
        for entry in entries
    )
    if fault:
        raise Refusal(FAULTS[fault], code=f"zip-{fault}")
    return rules.office_kind(entry.filename for entry in entries) or rules.ZIP
