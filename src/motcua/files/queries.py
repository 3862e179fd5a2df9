"""Questions to the room: which file is meant, what is in it, what is still on its way."""

from collections.abc import Iterable
from typing import BinaryIO, cast
from uuid import UUID

from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _

from motcua.files.models import FileState, Owner, Reconciliation, StoredFile
from motcua.kernel.refusals import NotFound

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
    if not file.is_whole or not default_storage.exists(file.storage_key):
        raise NotFound(NO_FILE)
    return cast(BinaryIO, default_storage.open(file.storage_key))


def waiting_for_scanner() -> int:
    """How many whole files no scanner has looked at yet."""
    return StoredFile.objects.filter(state__in=[FileState.UNSCANNED, FileState.QUARANTINED]).count()


def last_reconciliation() -> Reconciliation | None:
    """The report of the latest comparison of storage and database."""
    return Reconciliation.objects.order_by("-at").first()
