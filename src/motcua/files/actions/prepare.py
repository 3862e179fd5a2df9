"""Making a picture anew after it was received: upright, not too large, without a note of who took it where."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor

import structlog

from motcua.files import rules
from motcua.files.actions.content import pictures, places
from motcua.files.actions.preview import put_preview
from motcua.files.models import FileState, StoredFile
from motcua.kernel.refusals import Refusal

log = structlog.get_logger(__name__)
GIVES_WAY = 10


def give_way() -> None:
    """Lets every other thread and process of this machine go first; where threads have no such rank, nothing is done."""
    try:
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), GIVES_WAY)
    except OSError:
        return


HAND = ThreadPoolExecutor(max_workers=1, thread_name_prefix="motcua-pictures", initializer=give_way)
"""Decoding happens here, one picture at a time: a process that also answers requests keeps its cores for them."""


def prepare(file: StoredFile) -> bool:
    """Puts a picture made anew in the place of a raw one; answers whether there is a picture now.

    The new content is written first, then the row changes, then the raw content goes: killed in between and begun again,
    it ends the same. What can't be opened is REJECTED with the reason, and its content goes too.
    """
    raw = places.raw_key(file.pk)
    if file.is_raw:
        try:
            with places.fetch(raw) as source:
                made = HAND.submit(pictures.remake, source, preview=True).result()
        except Refusal as refusal:
            return reject(file, str(refusal))
        sha256, size = places.hash_of(made.content)
        key = places.key_for(file.pk, sha256)
        columns = {
            "kind": made.kind, "name": rules.renamed(file.name, made.kind), "is_raw": False, "sha256": sha256,
            "size": size, "storage_key": key, "preview_key": key,
        }  # fmt: skip
        places.put(key, made.content)
        if made.preview is not None:
            columns["preview_key"] = put_preview(file.pk, sha256, made.preview)
        StoredFile.objects.filter(pk=file.pk, is_raw=True).update(**columns)
        for name, value in columns.items():
            setattr(file, name, value)
    places.remove(raw)
    return True


def reject(file: StoredFile, reason: str) -> bool:
    """Notes that a picture can't be shown to anybody, and drops what came; the report or paper it belongs to stays."""
    log.warning("files.picture_refused", file=str(file.pk))
    file.state, file.reason, file.storage_key = FileState.REJECTED, reason[:300], ""
    columns = {"state": file.state, "reason": file.reason, "storage_key": ""}
    StoredFile.objects.filter(pk=file.pk, is_raw=True).update(**columns)
    places.remove(places.raw_key(file.pk))
    return False
