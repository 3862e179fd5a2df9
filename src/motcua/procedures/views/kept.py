"""Pages of procedures kept ready: the middle of a page is the same for everybody until the catalogue or the tree changes."""

from __future__ import annotations

from datetime import date

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from motcua.kernel import clock
from motcua.procedures import queries
from motcua.procedures.queries import ProcedurePage

MOST_KEPT = 300
Key = tuple[str, str, date]
KEPT: dict[Key, tuple[object, object, ProcedurePage, SafeString]] = {}


def page_with_body(code: str) -> tuple[ProcedurePage, SafeString] | None:
    """The page of a procedure and its drawn body; None when there is none."""
    key = (code, get_language() or "", clock.today())
    catalogue, tree = queries.state()
    kept = KEPT.get(key)
    if kept is not None and kept[0] is catalogue and kept[1] is tree:
        return kept[2], kept[3]
    page = queries.procedure_page(code)
    if page is None:
        return None
    context = {"page": page, "entry": page.entry, "definition": page.definition}
    body = SafeString(render_to_string("procedures/citizen/parts/body.html", context))
    if len(KEPT) >= MOST_KEPT:
        KEPT.clear()
    KEPT[key] = (catalogue, tree, page, body)
    return page, body
