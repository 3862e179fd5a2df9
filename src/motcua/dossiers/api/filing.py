"""Filing by programs, once per key."""

from typing import Any

from django.http import HttpRequest
from ninja import Router
from ninja.responses import Status

from motcua.dossiers import actions
from motcua.dossiers.actions import Filing
from motcua.dossiers.api.schemas import FiledOut, FilingIn, Problem
from motcua.dossiers.api.signing_in import actor_of_request, signed_in
from motcua.dossiers.models import Dossier
from motcua.files.permissions import owner_of
from motcua.units.queries import unit_by_code

router = Router()
KEY_HEADER = {
    "parameters": [
        {"in": "header", "name": "Idempotency-Key", "required": True, "schema": {"type": "string", "minLength": 8}}
    ],
}


@router.post(
    "/dossiers",
    auth=signed_in,
    response={201: FiledOut, 401: Problem, 403: Problem, 409: Problem, 422: Problem},
    summary="Nộp hồ sơ",
    openapi_extra=KEY_HEADER,
)
def file_dossier(request: HttpRequest, filing: FilingIn) -> Status[dict[str, Any]]:
    """Files a dossier; officers file for somebody at the counter. Send the same Idempotency-Key again after a failure."""
    actor = actor_of_request(request)
    key = request.headers.get("Idempotency-Key", "")
    values = filing.dict() | {"unit_id": unit_by_code(filing.unit).pk, "procedure_code": filing.procedure}
    asked = Filing(**{name: value for name, value in values.items() if name not in ("unit", "procedure")})
    verb = actions.submit_at_counter if actor.is_staff else actions.submit
    dossier = verb(actor=actor, token=key, filing=asked, owner=owner_of(request))
    return Status(201, filed(dossier))


def filed(dossier: Dossier) -> dict[str, Any]:
    """What the filing person gets back."""
    return {
        "id": dossier.pk,
        "code": dossier.code,
        "secret": dossier.secret,
        "state": dossier.state,
        "revision": dossier.revision,
        "answer_due": dossier.answer_due_at,
    }
