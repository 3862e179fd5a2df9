"""Which files of a site everybody may open."""

import io
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Q
from PIL import Image

from motcua.accounts.permissions import covers, holds
from motcua.files.models import StoredFile
from motcua.files.queries import by_token, open_content
from motcua.kernel.actors import ANONYMOUS, Actor
from motcua.kernel.refusals import NotFound
from motcua.kernel.typed import subject_number
from motcua.pages.models import Entry, Official, UnitSite
from motcua.pages.queries.entries import shown

EMBLEM_SIDES = (52, 104, 156, 192, 512)
NAMED = "the site that keeps a file, whose unit is then checked"


def is_named_publicly(site_id: int, file_id: UUID) -> bool:
    """Whether something public of the site names the file: an entry's picture or document, a person's photograph."""
    rows = Entry.objects.filter(shown(), unit_site_id=site_id)
    if (
        rows.filter(Q(picture_id=file_id) | Q(video_file_id=file_id)).exists()
        or Official.objects.filter(unit_site_id=site_id, picture_id=file_id).exists()
    ):
        return True
    named = str(file_id)
    return any(
        named == each.get("id")
        for files in rows.exclude(attachments=[]).values_list("attachments", flat=True)
        for each in files
    )


def may_read_file(file: Any, request: Any) -> bool:
    """For the room `files`: documents and pictures that something public names; to the unit's officers also the others."""
    site = subject_number(file.kept_for, "page-picture", "page-file")
    if site is None:
        return False
    if is_named_publicly(site, file.pk):
        return True
    actor: Actor = getattr(request, "actor", ANONYMOUS)
    row = UnitSite.objects.regardless(NAMED).filter(pk=site).first()
    return row is not None and holds(actor, "pages.write") and covers(actor, row.unit_id)


def public_picture(site_id: int, file_id: UUID) -> StoredFile:
    """A picture that something public of the site names; refuses with NotFound."""
    file = by_token(file_id)
    if file.kept_for != f"page-picture:{site_id}" or not is_named_publicly(site_id, file.pk):
        raise NotFound("")
    return file


@lru_cache(maxsize=256)
def emblem_at(emblem: str, side: int) -> bytes:
    """A site's emblem, scaled once in each process. Refuses a size that no page asks for, and a site without one."""
    if not emblem or side not in EMBLEM_SIDES:
        raise NotFound("")
    target = io.BytesIO()
    with open_content(by_token(emblem)) as content, Image.open(content) as source:
        small = source.convert("RGB").resize((side, side), Image.Resampling.LANCZOS)
        small.quantize(128).save(target, "PNG", optimize=True)
    return target.getvalue()
