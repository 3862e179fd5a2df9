"""Pages of procedures kept ready: their parts are the same for everybody until the catalogue or the tree changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from motcua.kernel import clock
from motcua.procedures import queries
from motcua.procedures.queries import ProcedurePage

MOST_KEPT = 300
Key = tuple[str, str, date]


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page with its two drawn parts, and whether questions lead to a shorter list of papers."""

    state: tuple[object, object]
    page: ProcedurePage
    glance: SafeString
    body: SafeString
    asks: bool
    coming: SafeString


KEPT: dict[Key, KeptPage] = {}


def page_kept(code: str) -> KeptPage | None:
    """The page of a procedure, drawn; None when there is none."""
    key = (code, get_language() or "", clock.today())
    catalogue, tree = queries.state()
    kept = KEPT.get(key)
    if kept is not None and kept.state[0] is catalogue and kept.state[1] is tree:
        return kept
    page = queries.procedure_page(code)
    if page is None:
        return None
    context = {"page": page, "entry": page.entry, "definition": page.definition}
    kept = KeptPage(
        (catalogue, tree),
        page,
        SafeString(render_to_string("procedures/citizen/parts/glance.html", context)),
        SafeString(render_to_string("procedures/citizen/parts/body.html", context)),
        not page.ended and queries.case_questions(page.definition) is not None,
        SafeString(render_to_string("procedures/citizen/parts/coming.html", context)),
    )
    if len(KEPT) >= MOST_KEPT:
        KEPT.clear()
    KEPT[key] = kept
    return kept
