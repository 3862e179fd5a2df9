"""The nightly comparison of storage and database."""

from collections.abc import Iterator
from datetime import UTC, timedelta

import structlog
from django.core.files.storage import default_storage

from motcua.files.actions.content import places
from motcua.files.models import Reconciliation, StoredFile
from motcua.kernel import clock

log = structlog.get_logger(__name__)
STRAY_GRACE = timedelta(days=7)
MOST_NAMED = 500


def reconcile() -> Reconciliation:
    """Compares, folder by folder: rows without content, contents of another size, contents without a row.

    Contents without a row are named first and removed once they are older than a grace period; a file that a row names
    is never touched.
    """
    report = Reconciliation(at=clock.now(), files=0)
    for shard in (f"{number:02x}" for number in range(256)):
        _compare(shard, report)
    report.missing, report.altered = report.missing[:MOST_NAMED], report.altered[:MOST_NAMED]
    report.strays = report.strays[:MOST_NAMED]
    report.save()
    if report.missing or report.altered:
        log.error("files.reconciliation", missing=len(report.missing), altered=len(report.altered))
    return report


def _compare(shard: str, report: Reconciliation) -> None:
    for place, column in ((places.FILES, "storage_key"), (places.RAW, "storage_key"), (places.PREVIEWS, "preview_key")):
        folder = f"{place}/{shard}/"
        there = set(_names(folder))
        named = set()
        rows = StoredFile.objects.filter(**{f"{column}__startswith": folder}).exclude(state="infected")
        for pk, key, size in rows.values_list("pk", column, "size").iterator(chunk_size=2000):
            named.add(key)
            if column == "storage_key":
                report.files += 1
            if key not in there:
                report.missing.append(str(pk))
            elif column == "storage_key" and default_storage.size(key) != size:
                report.altered.append(str(pk))
        for key in sorted(there - named):
            _stray(key, report)


def _names(folder: str) -> Iterator[str]:
    try:
        for name in default_storage.listdir(folder)[1]:
            yield folder + name
    except FileNotFoundError:
        return


def _stray(key: str, report: Reconciliation) -> None:
    changed = default_storage.get_modified_time(key)
    age = clock.now() - (changed if changed.tzinfo else changed.replace(tzinfo=UTC))
    if age < timedelta(hours=6):
        return
    report.strays.append(key)
    if age > STRAY_GRACE:
        places.remove(key)
        report.removed += 1
