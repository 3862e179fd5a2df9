"""The starter catalogue: the procedures of `demo/`, and who of the demo city takes which (`demo/shared/offerings.yaml`)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db import transaction

from motcua.kernel.actors import Actor
from motcua.procedures.actions.documents import read_document
from motcua.procedures.actions.draft import save_draft
from motcua.procedures.actions.offer import offer
from motcua.procedures.actions.publish import publish
from motcua.procedures.models import ProcedureVersion
from motcua.procedures.rules.sharing import codes_by_unit, with_parts
from motcua.units import queries as units

FOLDER = Path(__file__).parent.parent / "demo"
FIRST_DAY = date(2026, 7, 1)


def _read(path: Path) -> dict[str, Any]:
    return read_document(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def demo_documents() -> dict[str, dict[str, Any]]:
    """The documents of `demo/` by code, with the parts they share put in."""
    parts = _read(FOLDER / "shared" / "parts.yaml")
    documents = [with_parts(_read(path), parts) for path in sorted(FOLDER.glob("*.yaml"))]
    return {document["code"]: document for document in documents}


@transaction.atomic
def load_demo(actor: Actor, codes: Collection[str] = ()) -> int:
    """Publishes what is not published yet and offers it; answers how many versions are new. Runs again without harm.

    Only the procedures with these codes when some are named.
    """
    wanted = {code: document for code, document in demo_documents().items() if not codes or code in codes}
    known = set(ProcedureVersion.objects.published().values_list("procedure__code", flat=True))
    new = [code for code in wanted if code not in known]
    for code in new:
        draft = save_draft(actor=actor, document=wanted[code])
        publish(actor=actor, version_id=draft.pk, valid_from=FIRST_DAY)
    takers = offering_units()
    for code in wanted:
        if code in takers:
            offer(actor=actor, code=code, unit_ids=takers[code], valid_from=FIRST_DAY)
    return len(new)


def offering_units() -> Mapping[str, list[int]]:
    """The ids of the units at work that take each procedure."""
    places = units.active_units(levels=frozenset({"district", "commune"}))
    ids = {place.pk: place.code for place in places}
    ranks = {place.code: (place.level, ids.get(place.parent_id or 0, "")) for place in places}
    takers: dict[str, list[int]] = {}
    offered = codes_by_unit(_read(FOLDER / "shared" / "offerings.yaml"), ranks)
    for place in places:
        for code in offered[place.code]:
            takers.setdefault(code, []).append(place.pk)
    return takers
