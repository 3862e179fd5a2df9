"""What the editor's form does in one step: keep the files, save the revision, and submit it when asked."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from motcua.kernel.actors import Actor
from motcua.pages.actions.flow import submit as submit_entry
from motcua.pages.actions.pictures import keep_document, keep_picture, keep_video
from motcua.pages.actions.writing import Written, revise, write
from motcua.pages.models import Entry, UnitSite


@transaction.atomic
def save_from_desk(
    *,
    actor: Actor,
    unit_site: UnitSite,
    kind: str,
    entry: Entry | None,
    written: dict[str, Any],
    picture: Any = None,
    drop_picture: bool = False,
    video: Any = None,
    drop_video: bool = False,
    documents: Sequence[Any] = (),
    dropped: Sequence[str] = (),
    seen: int = 0,
    submit: bool = False,
) -> Entry:
    """Saves an entry with its picture and documents; with `submit` it goes into review at once. Refuses like the verbs it calls."""
    files = dict(written)
    files["picture_id"] = None if entry is None or drop_picture else entry.picture_id
    if picture is not None:
        files["picture_id"] = keep_picture(actor=actor, unit_site=unit_site, upload=picture).pk
    files["video_file_id"] = None if entry is None or drop_video else entry.video_file_id
    if video is not None:
        files["video_file_id"] = keep_video(actor=actor, unit_site=unit_site, upload=video).pk
    kept = [each for each in (entry.attachments if entry else []) if each.get("id") not in dropped]
    files["attachments"] = kept + [keep_document(actor=actor, unit_site=unit_site, upload=each) for each in documents]
    said = Written(**files)
    if entry is None:
        made = write(actor=actor, unit_site=unit_site, kind=kind, written=said)
    else:
        made = revise(actor=actor, entry_id=entry.pk, seen_revision=seen, written=said)
    if submit:
        submit_entry(actor=actor, entry_id=made.pk)
    return made
