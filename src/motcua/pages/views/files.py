"""Pictures of the public pages."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from motcua.accounts.permissions import public
from motcua.files.queries import open_content
from motcua.pages.queries.files import emblem_at, public_picture
from motcua.pages.queries.sites import face_of


@public
@require_safe
def picture(request: HttpRequest, code: str, file_id: UUID) -> HttpResponse:
    """A picture that something public on this site names; its content never changes under its address."""
    file = public_picture(face_of(code).id, file_id)
    content: Any = open_content(file)
    with content:
        response = HttpResponse(content.read(), content_type="image/jpeg")
    response["Cache-Control"] = "public, max-age=86400"
    response["Content-Encoding"] = "identity"
    return response


@public
@require_safe
def emblem(request: HttpRequest, code: str, side: int) -> HttpResponse:
    """The site's own emblem, scaled; its address carries which, so that browsers keep it for long."""
    response = HttpResponse(emblem_at(face_of(code).emblem, side), content_type="image/png")
    response["Cache-Control"] = "public, max-age=31536000"
    response["Content-Encoding"] = "identity"
    return response
