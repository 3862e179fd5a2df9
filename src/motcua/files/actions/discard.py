"""Taking files away: what its owner drops, and what nobody came back for. Never something that is kept."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.files import queries
from motcua.files.actions.content import places
from motcua.files.models import FileState, Owner, StoredFile
from motcua.kernel import clock
from motcua.kernel.refusals import Refusal

UNFINISHED_GRACE = timedelta(days=3)
LOOSE_GRACE = timedelta(days=14)


def discard(*, file_id: UUID | str, owner: Owner) -> None:
    """Takes away a file its owner no longer wants. Refuses when it is part of a dossier."""
    file = queries.file_for(file_id, owner)
    if not _take_away(file):
        raise Refusal(_("Tệp đã thuộc hồ sơ nên không xóa được."), code="file-kept")


def release(*, kept_for: str) -> int:
    """Lets go of all files of a draft that is given up: they are loose, and discarded after the grace period."""
    if not kept_for.startswith("draft:"):
        raise ValueError("only the files of a draft are let go of")
    return StoredFile.objects.filter(kept_for=kept_for).update(kept_for="", kept_at=None)


def discard_abandoned(*, most: int = 5000) -> int:
    """Takes away uploads nobody finished within 3 days and loose files nobody used within 14; answers how many."""
    present = clock.now()
    unfinished = StoredFile.objects.filter(
        kept_for="", state=FileState.RECEIVING, created_at__lt=present - UNFINISHED_GRACE
    )
    loose = StoredFile.objects.filter(kept_for="", created_at__lt=present - LOOSE_GRACE).exclude(
        state=FileState.RECEIVING
    )
    taken = sum(_take_away(file) for rows in (unfinished, loose) for file in rows.order_by("created_at")[:most])
    for file_id in places.forgotten_parts((present - UNFINISHED_GRACE).timestamp()):
        if not StoredFile.objects.filter(pk=file_id, state=FileState.RECEIVING).exists():
            places.drop_part(file_id)
    return taken


def _take_away(file: StoredFile) -> bool:
    """The row first and under its own condition: a file kept meanwhile stays, and a content without a row is found later."""
    with transaction.atomic():
        unkept = Q(kept_for="") if not file.kept_for else Q(kept_for="") | Q(kept_for__startswith="draft:")
        taken = StoredFile.objects.filter(unkept, pk=file.pk).delete()[0] > 0
    if taken:
        for key in {file.storage_key, file.preview_key}:
            places.remove(key)
        places.drop_part(file.pk)
    return taken
