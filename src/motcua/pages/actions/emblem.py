"""The emblem of a site, as its editors upload it: a picture is decoded and drawn anew, whatever it was."""

import io
from typing import Any

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

SIDE, LEAST = 512, 96
MOST_BYTES = 2 * 1024 * 1024
TAKEN = frozenset({"image/jpeg", "image/png", "image/webp"})


def squared(source: Image.Image) -> bytes:
    """The picture in the middle of a white square, as a PNG of few colours that weighs little."""
    flat = Image.new("RGB", source.size, "white")
    clear = source.convert("RGBA")
    flat.paste(clear, mask=clear.getchannel("A"))
    flat.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    square = Image.new("RGB", (SIDE, SIDE), "white")
    square.paste(flat, ((SIDE - flat.width) // 2, (SIDE - flat.height) // 2))
    target = io.BytesIO()
    square.quantize(128).save(target, "PNG", optimize=True)
    return target.getvalue()


@transaction.atomic
def keep_emblem(*, actor: Actor, unit_site: UnitSite, upload: Any) -> StoredFile:
    """Takes a site's emblem. Refuses what is no PNG, JPEG or WebP, too heavy or too small to be sharp (field "emblem")."""
    demand_on(actor, "pages.set-up", unit_site)
    if upload.size > MOST_BYTES:
        raise Refusal(_("Biểu trưng quá nặng."), fields={"emblem": _("Nhiều nhất 2 MB.")})
    owner = Owner(user_id=actor.user_id)
    whole = receive_whole(upload=upload, owner=owner, name=upload.name)
    wrong = _("Chọn ảnh PNG, JPEG hoặc WebP.") if whole.kind not in TAKEN else ""
    made = b""
    if not wrong:
        with open_content(whole) as content, Image.open(content) as source:
            wrong = _("Ảnh nhỏ quá: mỗi cạnh ít nhất 96 điểm ảnh.") if min(source.size) < LEAST else ""
            made = b"" if wrong else squared(source)
    if wrong:
        raise Refusal(_("Biểu trưng chưa dùng được."), fields={"emblem": wrong})
    discard(file_id=whole.pk, owner=owner)
    return receive_bytes(content=made, name="bieu-trung.png", owner=owner, kept_for=f"page-emblem:{unit_site.pk}")
