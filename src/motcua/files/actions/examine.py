"""Looking at a whole file after it was received: malware, then pictures made anew, then a preview."""

from datetime import timedelta
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from motcua.files.actions.content import places
from motcua.files.actions.prepare import prepare
from motcua.files.actions.preview import make_preview
from motcua.files.events import FileInfected
from motcua.files.models import FileState, StoredFile
from motcua.files.providers import clamd
from motcua.files.rules import KINDS
from motcua.kernel import clock, outbox

log = structlog.get_logger(__name__)
MALWARE = _("Tệp có mã độc nên đã bị loại bỏ. Hãy quét máy của mình rồi gửi tệp khác.")
LOOKS_BACK = timedelta(days=60)


def examine(*, file_id: UUID | str) -> str:
    """Scans a file, makes a raw picture anew, makes its preview; answers its state. A scanner that is away leaves it "unscanned"."""
    file = StoredFile.objects.filter(pk=file_id).first()
    if file is None or not file.is_whole:
        return file.state if file else ""
    if file.state != FileState.CLEAN and settings.CLAMD_SOCKET:
        _scan(file)
    if file.is_whole and KINDS[file.kind].picture:
        prepare(file)
    if file.is_whole:
        make_preview(file)
    return file.state


def _scan(file: StoredFile) -> None:
    try:
        with places.fetch(file.storage_key) as content:
            verdict = clamd.scan(settings.CLAMD_SOCKET, content)
    except clamd.ScannerAway as error:
        log.warning("files.scanner_away", file=str(file.pk), error=str(error))
        _note(file, FileState.UNSCANNED)
        return
    if not verdict.malware:
        _note(file, FileState.CLEAN)
        return
    log.warning("files.malware", file=str(file.pk), malware=verdict.malware)
    with transaction.atomic():
        if _note(file, FileState.INFECTED, str(MALWARE)):
            outbox.announce(FileInfected(str(file.pk), file.name, file.kept_for, file.owner_user_id))
    for key in (file.storage_key, file.preview_key):
        places.remove(key)


def _note(file: StoredFile, state: FileState, reason: str = "") -> bool:
    file.state, file.reason, file.scanned_at = state, reason, clock.now()
    rows = StoredFile.objects.filter(pk=file.pk).exclude(state=FileState.INFECTED)
    return bool(rows.update(state=state, reason=reason, scanned_at=file.scanned_at))


def examine_again(*, most: int = 500) -> int:
    """Asks for another look at files that no scanner has seen, when the scanner is back; answers how many.

    The longest waiting come first; one that was just tried and failed (too large for the scanner) waits its turn.
    """
    if not settings.CLAMD_SOCKET or not clamd.ping(settings.CLAMD_SOCKET):
        return 0
    present = clock.now()
    waiting = StoredFile.objects.filter(
        state__in=[FileState.UNSCANNED, FileState.QUARANTINED],
        created_at__gte=present - LOOKS_BACK,
        created_at__lt=present - timedelta(minutes=2),
    ).order_by(F("scanned_at").asc(nulls_first=True), "created_at")
    count = 0
    with transaction.atomic():
        for pk in waiting.values_list("pk", flat=True)[:most]:
            outbox.enqueue("files.examine", file_id=str(pk))
            count += 1
    return count
