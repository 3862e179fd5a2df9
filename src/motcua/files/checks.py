"""What `motcua check` asks the room."""

import os
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from motcua.files import queries
from motcua.files.providers import clamd
from motcua.kernel.registry import SelfCheck


def storage() -> list[str]:
    """Whether content can be written, and whether the last comparison found everything in its place."""
    complaints = []
    home = Path(settings.HOME)
    if not (home.is_dir() and os.access(home, os.W_OK)):
        complaints.append(_("Không ghi được vào thư mục dữ liệu %(home)s.") % {"home": home})
    report = queries.last_reconciliation()
    if report and (report.missing or report.altered):
        complaints.append(
            _("Đối soát kho tệp lần cuối: thiếu %(missing)s tệp, sai %(altered)s tệp.")
            % {"missing": len(report.missing), "altered": len(report.altered)}
        )
    return complaints


def scanner() -> list[str]:
    """Whether the virus scanner answers."""
    if not settings.CLAMD_SOCKET:
        return [_("Chưa cấu hình ClamAV (MOTCUA_CLAMD_SOCKET): tệp tải lên được ghi “chưa được kiểm tra mã độc”.")]
    if not clamd.ping(settings.CLAMD_SOCKET):
        return [_("ClamAV không trả lời ở %(socket)s.") % {"socket": settings.CLAMD_SOCKET}]
    return []


STORAGE = SelfCheck("files.storage", storage)
SCANNER = SelfCheck("files.scanner", scanner)
