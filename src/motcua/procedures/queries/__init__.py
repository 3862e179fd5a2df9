"""Questions about procedures, and the form engine as other rooms use it."""

from motcua.procedures.queries.catalogue import (
    NO_PROCEDURE,
    Hit,
    catalogue,
    definition_of,
    entry_of,
    offered_at,
    open_version,
    published_document,
    search,
    state,
    version,
    version_number,
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
from motcua.procedures.queries.page import ProcedurePage, procedure_page, taking_units
from motcua.procedures.queries.snapshot import Entry
from motcua.procedures.rules.definition import Definition, Fee, PaperKind, Step
from motcua.procedures.rules.fees import Charge
from motcua.procedures.rules.fields import FormField, Section
from motcua.procedures.rules.settling import Persons

__all__ = [
    "NO_PROCEDURE",
    "Charge",
    "Definition",
    "Entry",
    "Fee",
    "FormField",
    "Hit",
    "PaperKind",
    "Persons",
    "ProcedurePage",
    "Section",
    "Step",
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
    "procedure_page",
    "published_document",
    "search",
    "search_columns",
    "sections",
    "settle",
    "shown_answers",
    "state",
    "steps_for",
    "taking_units",
    "validate",
    "version",
    "version_number",
    "visible",
    "warnings",
]
