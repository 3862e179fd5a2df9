"""What the officers' search box finds among dossiers."""

from typing import Any

from motcua.accounts.permissions import holds
from motcua.dossiers.queries.search import search_dossiers
from motcua.kernel.actors import Actor


def desk_hits(actor: Actor, text: str, limit: int) -> list[dict[str, Any]]:
    """Dossiers by code, name or phone inside the officer's units (registered under "desk-search")."""
    if not holds(actor, "dossiers.view"):
        return []
    return [
        {
            "code": dossier.code,
            "title": dossier.procedure_name,
            "text": f"{dossier.owner_name} · {dossier.holder_unit.name}",
            "url": f"/can-bo/ho-so/{dossier.pk}/",
            "state": dossier.state_words,
        }
        for dossier in search_dossiers(actor, text).rows[:limit]
    ]
