"""Tracking by code: the most asked question of all."""

import json
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Path, Router

from motcua.accounts.permissions import client_address
from motcua.dossiers import queries
from motcua.dossiers.api.schemas import Problem, Tracked
from motcua.kernel import limits
from motcua.kernel.plain_questions import guarded, plain_question
from motcua.kernel.refusals import NotFound, Refusal

router = Router()
TOO_OFTEN = _("Đã tra cứu quá nhiều lần. Xin thử lại sau ít phút.")
NO_SUCH = _("Không tìm thấy hồ sơ với mã này.")
SECRET_HEADER = {
    "parameters": [{"in": "header", "name": "X-Secret", "required": False, "schema": {"type": "string"}}],
}


@router.get(
    "/tracking/{code}",
    response={200: Tracked, 404: Problem, 429: Problem},
    summary="Tra cứu hồ sơ theo mã",
    openapi_extra=SECRET_HEADER,
)
def tracking(request: HttpRequest, code: Annotated[str, Path(max_length=200)]) -> HttpResponse:
    """Where a dossier stands. A wrong code and a wrong secret get the same answer."""
    return track(code, request.headers.get("X-Secret", ""), client_address(request))


def track(code: str, secret: str, address: str) -> HttpResponse:
    """The answer as JSON, written without detours: this is the most asked question of all."""
    limits.demand("dossiers.track", address, message=TOO_OFTEN, **queries.LOOKUP_LIMIT)
    if secret:
        limits.demand("dossiers.secret", f"{address}:{code[:60]}", message=TOO_OFTEN, **queries.SECRET_LIMIT)
    found = queries.public_progress(code, secret or None)
    if found is None:
        raise NotFound(NO_SUCH)
    body = json.dumps(found.as_json(), ensure_ascii=False, separators=(",", ":"))
    response = HttpResponse(body, content_type="application/json; charset=utf-8")
    response["Cache-Control"] = "no-store"
    return response


TRACKING = "/api/v1/tracking/"


def quick_tracking(request: HttpRequest) -> HttpResponse | None:
    """The public answer before sessions and forms are looked at, for `QuickAnswers`; None leaves it to the usual way.

    Only for the plain question: by code, without a secret, in the language of the house.
    """
    if "HTTP_X_SECRET" in request.META or not plain_question(request, TRACKING):
        return None
    try:
        return guarded(track(request.path_info[len(TRACKING) :], "", client_address(request)))
    except Refusal:
        return None
