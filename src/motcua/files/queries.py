"""Questions to the room: which file is meant, what is in it, what is still on its way."""

import os
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO, cast
from uuid import UUID

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from motcua.files.models import WHOLE, FileState, Owner, Reconciliation, StoredFile
from motcua.files.providers import clamd
from motcua.kernel import clock
from motcua.kernel.refusals import NotFound

SLOW = timedelta(minutes=15)
NO_FILE = _("Không tìm thấy tệp. Có thể tệp đã bị xóa hoặc thuộc về người khác.")


def by_token(token: str | UUID) -> StoredFile:
    """The file of that name, whoever asks: the caller checks who may. Raises NotFound."""
    try:
        return StoredFile.objects.get(pk=token if isinstance(token, UUID) else UUID(str(token)))
    except (ValueError, StoredFile.DoesNotExist):
        raise NotFound(NO_FILE) from None


def file_for(token: str | UUID, owner: Owner) -> StoredFile:
    """The owner's own file. Raises NotFound for a file of somebody else too, so that names can't be probed."""
    file = by_token(token)
    if not file.owned_by(owner):
        raise NotFound(NO_FILE)
    return file


def files_by_id(ids: Iterable[str | UUID]) -> dict[str, StoredFile]:
    """Files by their id as text, in one query; unknown ones are absent. For pages that already decided who may look."""
    return {str(file.pk): file for file in StoredFile.objects.filter(pk__in=[str(each) for each in ids])}


def kept_for(subject: str) -> list[StoredFile]:
    """All files kept for a subject ("dossier:123"), oldest first."""
    return list(StoredFile.objects.filter(kept_for=subject).order_by("created_at", "pk")) if subject else []


def open_content(file: StoredFile) -> BinaryIO:
    """The content, to be read and closed by the caller. Raises NotFound when it is not there or holds malware."""
    if not file.is_whole or file.is_raw or not default_storage.exists(file.storage_key):
        raise NotFound(NO_FILE)
    return cast(BinaryIO, default_storage.open(file.storage_key))


def waiting_for_scanner() -> int:
    """How many whole files no scanner has looked at yet."""
    return StoredFile.objects.filter(state__in=[FileState.UNSCANNED, FileState.QUARANTINED]).count()


def picture_complaints() -> list[str]:
    """Whether pictures are made anew as they come, and which could not be made anew within a week."""
    present, raw = clock.now(), StoredFile.objects.filter(is_raw=True)
    waiting = raw.filter(state__in=WHOLE, created_at__lt=present - SLOW).count()
    refused = raw.filter(state=FileState.REJECTED, created_at__gte=present - timedelta(days=7)).exclude(kept_for="")
    count = refused.count()
    complaints = []
    if waiting:
        words = gettext("%(count)s ảnh chờ chuẩn bị đã hơn 15 phút. Xem việc nền có chạy không.")
        complaints.append(words % {"count": waiting})
    if count:
        words = gettext("%(count)s ảnh gửi trong 7 ngày qua không mở được; phản ánh hay hồ sơ kèm ảnh vẫn còn.")
        complaints.append(words % {"count": count})
    return complaints


def last_reconciliation() -> Reconciliation | None:
    """The report of the latest comparison of storage and database."""
    return Reconciliation.objects.order_by("-at").first()


def storage_complaints() -> list[str]:
    """Whether content can be written, and whether the last comparison found everything in its place."""
    complaints = []
    home = Path(settings.HOME)
    if not (home.is_dir() and os.access(home, os.W_OK)):
        complaints.append(gettext("Không ghi được vào thư mục dữ liệu %(home)s.") % {"home": home})
    report = last_reconciliation()
    if report and (report.missing or report.altered):
        complaints.append(
            gettext("Đối soát kho tệp lần cuối: thiếu %(missing)s tệp, sai %(altered)s tệp.")
            % {"missing": len(report.missing), "altered": len(report.altered)}
        )
    return complaints


def scanner_complaints() -> list[str]:
    """Whether the virus scanner answers."""
    if not settings.CLAMD_SOCKET:
        return [
            gettext("Chưa cấu hình ClamAV (MOTCUA_CLAMD_SOCKET): tệp tải lên được ghi “chưa được kiểm tra mã độc”.")
        ]
    if not clamd.ping(settings.CLAMD_SOCKET):
        return [gettext("ClamAV không trả lời ở %(socket)s.") % {"socket": settings.CLAMD_SOCKET}]
    return []
