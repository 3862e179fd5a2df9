"""Pictures, videos and documents of a site. A picture is made small before anything is published: nobody can put up 12 MB."""

import io
from typing import Any, BinaryIO

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from PIL import Image

from motcua.files.actions import discard, receive_bytes, receive_whole
from motcua.files.models import Owner, StoredFile
from motcua.files.queries import open_content
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import Refusal
from motcua.pages.models import UnitSite
from motcua.pages.permissions import demand_on

SIDES = (1280, 1024, 832, 640, 480)
MOST_BYTES = 280_000
MOST_ATTACHMENT = 20 * 1024 * 1024
QUALITY = 86
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp", "image/heic"})


def shrunk(content: BinaryIO) -> bytes:
    """The picture as a JPEG of at most 1280 pixels and 280 kB, on white, without metadata: the largest of five sizes that fits.

    The room `files` encodes it once more at the same quality, which leaves its weight as it is.
    """
    with Image.open(content) as source:
        flat = Image.new("RGB", source.size, "white")
        picture = source.convert("RGBA")
        flat.paste(picture, mask=picture.getchannel("A"))
    for side in SIDES:
        flat.thumbnail((side, side))
        target = io.BytesIO()
        flat.save(target, "JPEG", quality=QUALITY)
        if target.tell() <= MOST_BYTES:
            break
    return target.getvalue()


@transaction.atomic
def keep_picture(*, actor: Actor, unit_site: UnitSite, upload: Any) -> StoredFile:
    """Takes a photograph for a site: examined like every upload, then made small. Refuses what is no picture (field "picture")."""
    demand_on(actor, "pages.write", unit_site)
    owner = Owner(user_id=actor.user_id)
    whole = receive_whole(upload=upload, owner=owner, name=upload.name)
    if whole.kind not in PICTURES:
        raise Refusal(_("Tệp này không phải ảnh."), fields={"picture": _("Chọn ảnh JPEG, PNG, WebP hoặc HEIC.")})
    with open_content(whole) as content:
        small = shrunk(content)
    discard(file_id=whole.pk, owner=owner)
    return receive_bytes(content=small, name="anh.jpg", owner=owner, kept_for=f"page-picture:{unit_site.pk}")


@transaction.atomic
def keep_document(*, actor: Actor, unit_site: UnitSite, upload: Any) -> dict[str, Any]:
    """Takes a document to download: what an entry keeps of it. It is public once an entry that names it is."""
    demand_on(actor, "pages.write", unit_site)
    if upload.size > MOST_ATTACHMENT:
        raise Refusal(_("Tệp quá lớn."), fields={"documents": _("Mỗi tài liệu tối đa 20 MB.")})
    kept = receive_whole(
        upload=upload, owner=Owner(user_id=actor.user_id), name=upload.name, kept_for=f"page-file:{unit_site.pk}"
    )
    return {"id": str(kept.pk), "name": kept.name, "size": kept.size, "kind": kept.name.rpartition(".")[2].upper()}


@transaction.atomic
def keep_video(*, actor: Actor, unit_site: UnitSite, upload: Any) -> StoredFile:
    """Takes a short video for an entry, without the places and dates in it. Refuses what is none (field "video_file")."""
    demand_on(actor, "pages.write", unit_site)
    owner = Owner(user_id=actor.user_id)
    kept = receive_whole(upload=upload, owner=owner, name=upload.name, kept_for=f"page-file:{unit_site.pk}")
    if not kept.kind.startswith("video/"):
        raise Refusal(_("Tệp này không phải video."), fields={"video_file": _("Chọn video MP4 hoặc MOV dưới 60 giây.")})
    return kept
