"""Questions about procedures, and the form engine as other rooms use it."""

from motcua.procedures.queries.catalogue import (
    Hit,
    catalogue,
    definition_of,
    entry_of,
    offered_at,
    open_version,
    search,
    version,
)
from motcua.procedures.queries.forms import (
    fee_for,
    merge_answers,
    papers_for,
    parse_form,
    parse_json,
    persons_of,
    prefilled,
    search_columns,
    sections,
    settle,
    shown_answers,
    steps_for,
    validate,
    visible,
    warnings,
)
from motcua.procedures.queries.guards import missing_triggers
from motcua.procedures.queries.snapshot import Entry

__all__ = [
    "Entry",
    "Hit",
    "catalogue",
    "definition_of",
    "entry_of",
    "fee_for",
    "merge_answers",
    "missing_triggers",
    "offered_at",
    "open_version",
    "papers_for",
    "parse_form",
    "parse_json",
    "persons_of",
    "prefilled",
    "search",
    "search_columns",
    "sections",
    "settle",
    "shown_answers",
    "steps_for",
    "validate",
    "version",
    "visible",
    "warnings",
]
