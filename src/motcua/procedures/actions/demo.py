"""The starter catalogue: five real procedures from `demo/`, offered by the demo city's units that exist."""

from __future__ import annotations

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
from motcua.units import queries as units

FOLDER = Path(__file__).parent.parent / "demo"
FIRST_DAY = date(2026, 7, 1)
OFFERS = {
    "commune": ("1.001193", "1.004873", "2.000815"),
    "district": ("1.001612", "1.013225", "2.000815"),
}


@lru_cache(maxsize=1)
def demo_documents() -> dict[str, dict[str, Any]]:
    """The documents of `demo/` by code."""
    documents = [read_document(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.yaml"))]
    return {document["code"]: document for document in documents}


@transaction.atomic
def load_demo(actor: Actor) -> int:
    """Publishes what is not published yet and offers it; answers how many versions are new. Runs again without harm."""
    published = 0
    for code, document in demo_documents().items():
        if not ProcedureVersion.objects.published().filter(procedure__code=code).exists():
            draft = save_draft(actor=actor, document=document)
            publish(actor=actor, version_id=draft.pk, valid_from=FIRST_DAY)
            published += 1
    for level, codes in OFFERS.items():
        places = [unit.pk for unit in units.active_units(levels=frozenset({level}))]
        for code in codes:
            offer(actor=actor, code=code, unit_ids=places, valid_from=FIRST_DAY)
    return published
