"""Small pictures of files, so that an officer sees a paper without opening it."""

import io
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from motcua.files import rules
from motcua.files.actions.content import pdf, pictures, places
from motcua.files.models import StoredFile
from motcua.kernel.refusals import NotFound, Refusal

NO_PREVIEW = _("Tệp này không có ảnh xem trước.")


def make_preview(file: StoredFile) -> bool:
    """Makes and stores the preview of a picture or of a PDF's first page; False when there is none to make."""
    if file.is_raw or file.preview_key or not rules.KINDS[file.kind].inline:
        return bool(file.preview_key)
    try:
        small = draw(file)
    except (Refusal, FileNotFoundError):
        return False
    file.preview_key = key = put_preview(file.pk, file.sha256, small)
    StoredFile.objects.filter(pk=file.pk).update(preview_key=key)
    return True


def put_preview(file_id: UUID, sha256: str, small: bytes) -> str:
    """Writes a preview into the storage; answers its key."""
    key = places.key_for(file_id, sha256, places.PREVIEWS)
    places.put(key, io.BytesIO(small))
    return key


def draw(file: StoredFile, page: int = 1) -> bytes:
    """A page as a small JPEG."""
    with places.fetch(file.storage_key) as content:
        return pdf.preview(content, page) if file.kind == rules.PDF else pictures.preview(content)


def page_picture(*, file: StoredFile, page: int = 1) -> bytes:
    """A small JPEG of a page: the stored preview for the first, drawn now for others. Raises NotFound."""
    if not file.is_whole or file.is_raw or not rules.KINDS[file.kind].inline:
        raise NotFound(NO_PREVIEW)
    try:
        if page == 1 and make_preview(file):
            with places.fetch(file.preview_key) as small:
                return small.read()
        return draw(file, page)
    except (Refusal, FileNotFoundError):
        raise NotFound(NO_PREVIEW) from None
