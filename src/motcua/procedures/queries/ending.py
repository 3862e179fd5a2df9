"""What the end of a version would touch, and the requests for an end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from motcua.kernel.actors import Actor
from motcua.kernel.registry import registry
from motcua.procedures.models import EndRequest, ProcedureVersion

AFFECTED = "procedure-affected"
"""The place where higher rooms say what of theirs stands on versions: build(version ids) answers Affected rows."""


@dataclass(frozen=True)
class Affected:
    """How many of something stand on a version, in words for editors."""

    key: str
    words: Any
    count: int


def affected_by(version_id: int) -> list[Affected]:
    """What stands on a version and on those that units derived from it."""
    ids = [version_id, *ProcedureVersion.objects.filter(base_id=version_id).values_list("pk", flat=True)]
    return [one for build in registry.sections.get(AFFECTED, ()) for one in build(ids)]


def end_request_of(code: str) -> EndRequest | None:
    """The newest request for an end of a procedure's version."""
    rows = EndRequest.objects.filter(version__procedure__code=code).select_related("version")
    return rows.first()


def ends_waiting_for(actor: Actor) -> list[EndRequest]:
    """Requests for an end that this editor may decide on, the longest waiting first."""
    rows = EndRequest.objects.filter(granted=None).exclude(asked_by_user_id=actor.user_id)
    return list(rows.select_related("version__procedure").order_by("asked_at"))
