"""Finding dossiers by code, name or phone inside the officer's units, at any size of the table."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q

from motcua.accounts.permissions import demand
from motcua.accounts.queries import scope_of
from motcua.dossiers.models import Dossier, DossierToken
from motcua.dossiers.queries.progress import tidy_code
from motcua.dossiers.rules.names import LONGEST_WORD, local_phone
from motcua.kernel.actors import Actor
from motcua.kernel.folding import fold
from motcua.kernel.scoping import Scope
from motcua.units.queries import active_units

PAGE = 50
MOST_CANDIDATES = 2000
"""Beyond this many hits the words typed say too little: the newest among the first of them are shown, and it is said."""
SHORTEST = 2


@dataclass(frozen=True)
class SearchFilter:
    """What to keep: states, procedure, channel, one unit, filed from/until, late only; page from 1."""

    states: tuple[str, ...] = ()
    procedure_code: str = ""
    channel: str = ""
    unit_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    verdict: str = ""
    page: int = 1


@dataclass(frozen=True)
class SearchPage:
    """One page of hits, newest first; `cut` when the words typed fit too many to look at all of them."""

    rows: list[Dossier]
    page: int
    more: bool
    cut: bool = False


def beginning(column: str, text: str) -> Q:
    """Rows whose column begins with the text, in the form each database answers from its index."""
    if connection.vendor == "postgresql":
        return Q(**{f"{column}__startswith": text})
    return Q(**{f"{column}__gte": text, f"{column}__lt": text + "\U0010ffff"})


def search_dossiers(actor: Actor, text: str = "", filters: SearchFilter | None = None) -> SearchPage:
    """Dossiers of the actor's units by code (whole or beginning), name (any run of its words) or phone; newest first."""
    demand(actor, "dossiers.view")
    chosen = filters or SearchFilter()
    scope = scope_of(actor)
    rows = filtered(Dossier.objects.within(scope), chosen)
    cut = False
    if text.strip():
        found, cut = candidates(text, scope)
        rows = rows.filter(found)
    start = (max(1, chosen.page) - 1) * PAGE
    listed = list(rows.select_related("holder_unit").order_by("-submitted_at", "-id")[start : start + PAGE + 1])
    return SearchPage(listed[:PAGE], max(1, chosen.page), len(listed) > PAGE, cut)


def filtered(rows: Any, chosen: SearchFilter) -> Any:
    """The rows the filter keeps."""
    exact = {
        "state__in": chosen.states,
        "procedure_code": chosen.procedure_code,
        "channel": chosen.channel,
        "unit_id": chosen.unit_id,
        "submitted_at__gte": chosen.since,
        "submitted_at__lt": chosen.until,
        "verdict": chosen.verdict,
    }
    return rows.filter(**{name: value for name, value in exact.items() if value})


def candidates(text: str, scope: Scope) -> tuple[Q, bool]:
    """The condition for what was typed, and whether it was cut short."""
    code = tidy_code(text)
    if code.count("-") >= 1 and any(char.isdigit() for char in code) and "." in code:
        return beginning("code", code), False
    digits = local_phone(text)
    word = digits if len(digits) >= 6 and len(digits) == len(text.replace(" ", "").lstrip("+")) else fold(text)
    word = word[:LONGEST_WORD]
    if len(word) < SHORTEST:
        return Q(pk__in=[]), False
    units = scope.unit_ids if scope.unit_ids is not None else [unit.pk for unit in active_units()]
    hits = DossierToken.objects.filter(beginning("word", word), unit_id__in=units)
    ids = list(hits.values_list("dossier_id", flat=True)[: MOST_CANDIDATES + 1])
    return Q(pk__in=ids[:MOST_CANDIDATES]), len(ids) > MOST_CANDIDATES
