"""Keeping files for a subject, so that nothing discards them."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.files.models import WHOLE, FileState, Owner, StoredFile
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import Refusal


def keep(
    *,
    ids: Collection[str | UUID],
    kept_for: str,
    actor: Actor,
    owner: Owner | None = None,
    out_of: str = "",
    videos: bool = False,
    raw: bool = False,
) -> int:
    """Keeps files for a subject ("dossier:123", "draft:…"), in one statement; answers how many.

    A file may be kept by who uploaded it (`actor.user_id`, or `owner` with the browser session's mark) or when it is
    already kept for `out_of`, the draft that becomes the dossier. Keeping again for the same subject is no change.
    Videos are kept only where `videos` says so, pictures that are still to be made anew only where `raw` says so.
    Raises Refusal naming the first file that is not whole, holds malware, or is not theirs; then nothing is kept.
    """
    wanted = {UUID(str(each)) for each in ids}
    if not wanted:
        return 0
    mine = Q(kept_for=kept_for)
    if out_of:
        mine |= Q(kept_for=out_of)
    user_id = owner.user_id if owner and owner.user_id is not None else actor.user_id
    loose = Q(kept_for="") | Q(kept_for__startswith="draft:")
    if user_id is not None:
        mine |= loose & Q(owner_user_id=user_id)
    if owner and owner.mark:
        mine |= loose & Q(owner_mark=owner.mark)
    kept = StoredFile.objects.filter(mine, pk__in=wanted, state__in=WHOLE)
    kept = kept if videos else kept.exclude(kind__startswith="video/")
    kept = kept if raw else kept.filter(is_raw=False)
    with transaction.atomic():
        if kept.update(kept_for=kept_for, kept_at=clock.now()) != len(wanted):
            _refuse(wanted, mine)
    return len(wanted)


def _refuse(wanted: set[UUID], mine: Q) -> None:
    files = {file.pk: file for file in StoredFile.objects.filter(mine, pk__in=wanted)}
    for each in wanted:
        file = files.get(each)
        if file is None:
            raise Refusal(_("Có tệp không còn trên máy chủ. Hãy tải lại tệp đó."), code="file-gone")
        if file.state == FileState.RECEIVING:
            raise Refusal(_("Tệp “%(name)s” chưa tải lên xong.") % {"name": file.name}, code="file-unfinished")
        if not file.is_whole:
            words = _("Tệp “%(name)s” không dùng được: %(reason)s") % {"name": file.name, "reason": file.reason}
            raise Refusal(words, code="file-refused")
        if file.is_raw:
            raise Refusal(_("Ảnh “%(name)s” đang được chuẩn bị. Hãy gửi lại sau ít giây.") % {"name": file.name})
        if file.kind.startswith("video/"):
            words = _("Ở đây không nhận video: bỏ tệp “%(name)s”.") % {"name": file.name}
            raise Refusal(words, code="file-video")
