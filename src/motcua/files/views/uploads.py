"""Receiving files by the tus 1.0 protocol: core, creation, creation with upload, termination. Answers are JSON."""

import base64
import binascii
import io
from collections.abc import Callable
from functools import wraps
from typing import Any, BinaryIO, cast
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.permissions import public
from motcua.files import actions, permissions, queries
from motcua.files.actions.receive import TooLarge, demand_size
from motcua.files.models import FileState, Owner, StoredFile
from motcua.kernel.refusals import Refusal, TooMany

TUS = "1.0.0"
PIECES = "application/offset+octet-stream"
IN_MEMORY = 2 * 1024 * 1024
View = Callable[..., HttpResponse]


class BadRequest(Refusal):
    """The program that uploads does not keep to the protocol."""

    status = 400
    code = "bad-request"


class WrongContentType(Refusal):
    """Pieces of files come under a media type of their own."""

    status = 415
    code = "wrong-content-type"


def spoken(view: View) -> View:
    """Answers refusals as JSON with words, and says which protocol is spoken."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.headers.get("Tus-Resumable", TUS) != TUS:
            response: HttpResponse = JsonResponse({"message": _("Phiên bản tus không được hỗ trợ.")}, status=412)
            response["Tus-Version"] = TUS
        else:
            try:
                response = view(request, *args, **kwargs)
            except Refusal as refusal:
                response = JsonResponse({"code": refusal.code, "message": str(refusal.message)}, status=refusal.status)
                if isinstance(refusal, TooMany):
                    response["Retry-After"] = str(refusal.retry_after)
        response["Tus-Resumable"] = TUS
        response["Cache-Control"] = "no-store"
        return response

    return public(answered)


def whole_number(request: HttpRequest, name: str) -> int:
    """A header that must be a number of bytes."""
    text = request.headers.get(name, "")
    if not (text.isascii() and text.isdigit()) or len(text) > 15:
        raise BadRequest(_("Thiếu hoặc sai tiêu đề %(name)s.") % {"name": name})
    return int(text)


def name_in(metadata: str) -> str:
    """The file name in the header Upload-Metadata ("filename <base64>,…"); "" when there is none."""
    for pair in metadata.split(","):
        key, _space, value = pair.strip().partition(" ")
        if key in ("filename", "name"):
            try:
                return base64.b64decode(value, validate=True).decode("utf-8", "replace")
            except binascii.Error:
                raise BadRequest(_("Tên tệp gửi lên không đọc được.")) from None
    return ""


def wants_later(metadata: str) -> bool:
    """Whether the header Upload-Metadata says that a picture may be made anew after the answer (the bare key "later")."""
    return "later" in (pair.strip() for pair in metadata.split(","))


def described(file: StoredFile, offset: int) -> dict[str, Any]:
    """The file as a script needs it."""
    return {
        "id": str(file.pk),
        "name": file.name,
        "size": file.size,
        "offset": offset,
        "kind": file.kind,
        "pages": file.pages,
        "state": str(file.state),
        "state_label": str(FileState(file.state).label),
        "message": file.reason,
        "url": reverse("files-open", args=[file.pk]),
        "preview": reverse("files-preview", args=[file.pk]) if file.kind and not file.is_raw else "",
    }


@spoken
@require_http_methods(["POST", "OPTIONS"])
def create(request: HttpRequest) -> HttpResponse:
    """Begins an upload; a body under `application/offset+octet-stream` is taken at once."""
    if request.method == "OPTIONS":
        return _abilities()
    size = whole_number(request, "Upload-Length")
    demand_size(size)
    with_body = request.headers.get("Content-Type", "").split(";")[0].strip() == PIECES
    coming = int(request.META.get("CONTENT_LENGTH") or 0) if with_body else 0
    if coming > size:
        raise TooLarge
    owner = permissions.owner_of(request, create=True)
    metadata = request.headers.get("Upload-Metadata", "")
    name, later = name_in(metadata), wants_later(metadata)
    if coming == size <= IN_MEMORY:
        body = request.read(size)
        if len(body) != size:
            raise BadRequest(_("Tệp gửi lên bị đứt giữa chừng. Hãy gửi lại."))
        file, offset = actions.receive_whole(upload=io.BytesIO(body), name=name, owner=owner, later=later), size
    else:
        file, offset = actions.begin(name=name, size=size, owner=owner, later=later), 0
        if coming:
            file, offset = actions.append_chunk(file_id=file.pk, owner=owner, offset=0, source=cast(BinaryIO, request))
    response = JsonResponse(described(file, offset), status=201)
    response["Location"] = reverse("files-upload", args=[file.pk])
    response["Upload-Offset"] = str(offset)
    return response


def _abilities() -> HttpResponse:
    response = HttpResponse(status=204)
    response["Tus-Version"] = TUS
    response["Tus-Extension"] = "creation,creation-with-upload,termination"
    response["Tus-Max-Size"] = str(settings.UPLOAD_LIMIT)
    return response


@spoken
@require_http_methods(["HEAD", "GET", "PATCH", "DELETE", "OPTIONS"])
def upload(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """One upload: how far it is (HEAD, GET as JSON; 410 once refused), its next piece (PATCH), giving it up (DELETE)."""
    if request.method == "OPTIONS":
        return _abilities()
    owner = permissions.owner_of(request)
    if request.method == "DELETE":
        actions.discard(file_id=file_id, owner=owner)
        return HttpResponse(status=204)
    if request.method == "PATCH":
        return _piece(request, file_id, owner)
    file, offset = actions.resume(file_id=file_id, owner=owner)
    gone = file.state in (FileState.REJECTED, FileState.INFECTED)
    response = JsonResponse(described(file, offset), status=410 if gone else 200)
    response["Upload-Length"] = str(file.size)
    response["Upload-Offset"] = str(offset)
    return response


def _piece(request: HttpRequest, file_id: UUID, owner: Owner) -> HttpResponse:
    if request.headers.get("Content-Type", "").split(";")[0].strip() != PIECES:
        raise WrongContentType(_("Phần tệp phải được gửi với kiểu %(kind)s.") % {"kind": PIECES})
    offset = whole_number(request, "Upload-Offset")
    if offset + int(request.META.get("CONTENT_LENGTH") or 0) > queries.file_for(file_id, owner).size:
        raise TooLarge
    file, arrived = actions.append_chunk(file_id=file_id, owner=owner, offset=offset, source=cast(BinaryIO, request))
    response: HttpResponse = HttpResponse(status=204)
    if file.state != FileState.RECEIVING:
        response = JsonResponse(described(file, arrived))
    response["Upload-Offset"] = str(arrived)
    return response
