"""Reading files back: never by the web server's own hand, always through the permission and under a sandbox."""

import io
from typing import cast
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

SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


class InQuarantine(Refusal):
    """The scanner hasn't looked at the file yet; only who brought it may open it."""

    status = 423
    code = "quarantined"


def readable(request: HttpRequest, file_id: UUID) -> StoredFile:
    """The file, if this request may read it now. Raises NotFound, InQuarantine, or Refusal for malware.

    Rooms that keep a trace of who looked are told through `registry.add_section("file-opened", fn)`, `fn(kept_for, actor)`.
    """
    file = queries.by_token(file_id)
    if not permissions.may_read(file, request):
        raise NotFound(queries.NO_FILE)
    if file.state == FileState.INFECTED:
        raise Refusal(file.reason, code="infected")
    if file.state == FileState.QUARANTINED and not file.owned_by(permissions.owner_of(request)):
        raise InQuarantine(_("Tệp đang được kiểm tra mã độc. Hãy mở lại sau ít phút."))
    for told in registry.sections.get("file-opened", ()):
        told(file.kept_for, request.actor)  # type: ignore[attr-defined]
    return file


def guarded(response: FileResponse, *, name: str, attachment: bool) -> HttpResponse:
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
    response = FileResponse(content, content_type=file.kind if kind and kind.inline else "application/octet-stream")
    response["Content-Length"] = str(file.size)
    return guarded(response, name=file.name, attachment=not (kind and kind.inline) or "tai-ve" in request.GET)


@public
@require_safe
def preview(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """A small picture of the file, or of the page `?trang=` of a PDF."""
    file = readable(request, file_id)
    page = request.GET.get("trang", "1")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1
    small = actions.page_picture(file=file, page=number)
    kind = file.kind if number == 1 and file.preview_key == file.storage_key else rules.JPEG
    response = FileResponse(io.BytesIO(small), content_type=kind)
    answer = guarded(response, name=f"{file.pk}-{number}.{kind.rpartition('/')[2]}", attachment=False)
    answer["Cache-Control"] = "private, max-age=600"
    return answer
