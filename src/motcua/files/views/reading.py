"""Reading files back: never by the web server's own hand, always through the permission and under a sandbox."""

import io
import re
from typing import BinaryIO, cast
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from motcua.accounts.permissions import public
from motcua.files import actions, permissions, queries, rules
from motcua.files.models import FileState, StoredFile
from motcua.kernel.refusals import NotFound, Refusal
from motcua.kernel.registry import registry
from motcua.kernel.typed import page_typed

MOST_AT_ONCE = 4 * 1024 * 1024
SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


class InQuarantine(Refusal):
    """The scanner hasn't looked at the file yet; only who brought it may open it."""

    status = 423
    code = "quarantined"


class BeingPrepared(Refusal):
    """A picture lies as its camera made it; it is shown to nobody before its notes are gone."""

    status = 423
    code = "being-prepared"


def readable(request: HttpRequest, file_id: UUID) -> StoredFile:
    """The file, if this request may read it now. Raises NotFound, InQuarantine, BeingPrepared, or Refusal for malware.

    Rooms that keep a trace of who looked are told through `registry.add_section("file-opened", fn)`, `fn(kept_for, actor)`.
    """
    file = queries.by_token(file_id)
    if not permissions.may_read(file, request):
        raise NotFound(queries.NO_FILE)
    if file.state == FileState.INFECTED:
        raise Refusal(file.reason, code="infected")
    if file.state == FileState.QUARANTINED and not file.owned_by(permissions.owner_of(request)):
        raise InQuarantine(_("Tệp đang được kiểm tra mã độc. Hãy mở lại sau ít phút."))
    if file.is_waiting:
        raise BeingPrepared(_("Ảnh đang được chuẩn bị. Hãy mở lại sau ít giây."))
    for told in registry.sections.get("file-opened", ()):
        told(file.kept_for, request.actor)  # type: ignore[attr-defined]
    return file


def guarded(response: HttpResponse | FileResponse, *, name: str, attachment: bool) -> HttpResponse:
    """The headers that keep a stranger's content from acting as a page of ours."""
    response["Content-Disposition"] = content_disposition_header(attachment, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    # Said outright, so that nothing on the way spends time on compressing what is compressed already.
    response["Content-Encoding"] = "identity"
    return cast(HttpResponse, response)


@public
@require_safe
def open_file(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """The file itself; `?tai-ve=1` saves it instead of showing it."""
    file = readable(request, file_id)
    kind = rules.KINDS.get(file.kind)
    content = queries.open_content(file)
    shown = bool(kind and (kind.inline or kind.video))
    if kind and kind.video and (part := part_of(request, file.size)):
        return guarded(piece(content, file, *part), name=file.name, attachment=False)
    response = FileResponse(content, content_type=file.kind if shown else "application/octet-stream")
    response["Content-Length"] = str(file.size)
    if kind and kind.video:
        response["Accept-Ranges"] = "bytes"
    return guarded(response, name=file.name, attachment=not shown or "tai-ve" in request.GET)


def part_of(request: HttpRequest, size: int) -> tuple[int, int] | None:
    """The first and last byte that a player asks for; None for the whole, and for what can't be understood."""
    asked = re.fullmatch(r"bytes=(\d{1,15})-(\d{1,15})?", request.headers.get("Range", ""))
    if asked is None or int(asked[1]) >= size:
        return None
    first = int(asked[1])
    last = min(int(asked[2] or size - 1), size - 1, first + MOST_AT_ONCE - 1)
    return (first, last) if first <= last else None


def piece(content: BinaryIO, file: StoredFile, first: int, last: int) -> HttpResponse:
    """A part of a video, as players of phones demand it."""
    with content:
        content.seek(first)
        response = HttpResponse(content.read(last - first + 1), status=206, content_type=file.kind)
    response["Content-Range"] = f"bytes {first}-{last}/{file.size}"
    response["Accept-Ranges"] = "bytes"
    return response


@public
@require_safe
def preview(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """A small picture of the file, or of the page `?trang=` of a PDF."""
    file = readable(request, file_id)
    number = page_typed(request.GET.get("trang"))
    small = actions.page_picture(file=file, page=number)
    kind = file.kind if number == 1 and file.preview_key == file.storage_key else rules.JPEG
    response = FileResponse(io.BytesIO(small), content_type=kind)
    answer = guarded(response, name=f"{file.pk}-{number}.{kind.rpartition('/')[2]}", attachment=False)
    answer["Cache-Control"] = "private, max-age=600"
    return answer
