"""What editors see of a procedure: its versions, its draft, what differs, how its test cases come out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.folding import fold
from motcua.kernel.refusals import NotFound
from motcua.procedures.models import Approval, Procedure, ProcedureVersion, State
from motcua.procedures.queries.draft_story import ExplainedCase, authors_of, explained_cases
from motcua.procedures.queries.trials import outcomes
from motcua.procedures.rules.canonical import document_hash
from motcua.procedures.rules.checking import Fault, find_faults
from motcua.procedures.rules.conditions import BadCondition
from motcua.procedures.rules.definition import Definition, parse_definition
from motcua.procedures.rules.difference import difference
from motcua.procedures.rules.fee_words import basis_in_words, less_of, tiers_in_words
from motcua.procedures.rules.fields import parse_form
from motcua.procedures.rules.tariff import parse_fee
from motcua.procedures.rules.telling import sentences
from motcua.procedures.rules.trials import Outcome

MOST_LISTED = 100
NO_DRAFT = _("Thủ tục này chưa có bản nháp.")


@dataclass(frozen=True)
class Workbench:
    """A procedure before an editor. `seen` is the hash of the draft's text, carried by every form."""

    procedure: Procedure
    versions: tuple[ProcedureVersion, ...]
    draft: ProcedureVersion | None
    seen: str
    approval: Approval | None

    @property
    def document(self) -> dict[str, Any]:
        """The draft's document; refuses with NotFound without one."""
        if self.draft is None:
            raise NotFound(NO_DRAFT)
        return dict(self.draft.document)

    @property
    def newest(self) -> ProcedureVersion | None:
        """The newest published version."""
        return next((version for version in self.versions if version.state != State.DRAFT), None)

    @property
    def with_before(self) -> list[tuple[ProcedureVersion, ProcedureVersion | None]]:
        """Each version with the one before it, newest first."""
        return list(zip(self.versions, (*self.versions[1:], None), strict=True)) if self.versions else []

    @property
    def approved(self) -> bool:
        """Whether a second person approved the draft exactly as it stands."""
        return self.approval is not None and self.approval.hash == self.seen and self.approval.granted is True

    @property
    def waiting(self) -> bool:
        """Whether the draft as it stands lies before a second person."""
        return self.approval is not None and self.approval.hash == self.seen and self.approval.granted is None


def workbench(code: str) -> Workbench:
    """Everything about one procedure for its editor; refuses with NotFound."""
    procedure = Procedure.objects.select_related("field").filter(code=code).first()
    if procedure is None:
        raise NotFound(_("Không có thủ tục này."))
    versions = tuple(procedure.versions.filter(base=None).order_by("-number"))
    draft = next((version for version in versions if version.state == State.DRAFT), None)
    seen = document_hash(draft.document) if draft else ""
    return Workbench(procedure, versions, draft, seen, draft.approvals.first() if draft else None)


def waiting_for(actor: Actor) -> list[Approval]:
    """Drafts that lie before a second editor and that this one may decide on, the longest waiting first."""
    rows = Approval.objects.filter(granted=None, version__state=State.DRAFT).select_related("version__procedure")
    return [
        row
        for row in rows.order_by("asked_at")
        if row.asked_by_user_id != actor.user_id
        and row.hash == document_hash(row.version.document)
        and actor.user_id not in authors_of(row.version)
    ]


def procedures_for_editors(text: str) -> list[Procedure]:
    """Procedures by words of their names, those with a draft first."""
    has_draft = Exists(ProcedureVersion.objects.filter(procedure=OuterRef("pk"), state=State.DRAFT))
    rows = Procedure.objects.select_related("field").annotate(has_draft=has_draft)
    for word in fold(text).split()[:8]:
        rows = rows.filter(Q(search__contains=word) | Q(code__startswith=word))
    return list(rows.order_by("-has_draft", "short_name")[:MOST_LISTED])


def told(bench: Workbench) -> list[str]:
    """What the draft changes against the newest published version, in sentences."""
    return list(sentences(difference(bench.newest.document if bench.newest else {}, bench.document)))


def told_between(bench: Workbench, old: int, new: int) -> list[str] | None:
    """What differs between two versions by their numbers, in sentences; None when one of them is not there."""
    documents = {version.number: version.document for version in bench.versions}
    if old not in documents or new not in documents:
        return None
    return list(sentences(difference(documents[old], documents[new])))


def ending_ones(bench: Workbench) -> list[ProcedureVersion]:
    """The published versions that have no end yet or one still to come, the earliest first."""
    today = clock.today()
    open_ones = [one for one in bench.versions if one.state != State.DRAFT and one.valid_from is not None]
    return [one for one in open_ones if one.valid_until is None or one.valid_until > today][::-1]


def faults_of(bench: Workbench) -> list[Fault]:
    """What a publication of the draft would be refused for, as far as the rules see it."""
    return find_faults(bench.document) if bench.draft else []


def explained(bench: Workbench) -> list[ExplainedCase]:
    """The published test cases that the draft changes or drops, with the reasons given."""
    return explained_cases(bench.draft, bench.newest.document) if bench.draft and bench.newest else []


def tried(bench: Workbench) -> tuple[tuple[Outcome, ...], str]:
    """How the draft's test cases come out, or why they can't be run."""
    try:
        return outcomes(bench.document), ""
    except (KeyError, TypeError, ValueError, BadCondition) as fault:
        return (), str(fault)


def readable(bench: Workbench) -> Definition | None:
    """The draft as a definition; None while it is too broken to be shown."""
    try:
        return parse_definition(bench.document)
    except (KeyError, TypeError, ValueError, BadCondition):
        return None


def as_yaml(document: dict[str, Any]) -> str:
    """A document as the one file editors exchange."""
    return yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=118)


def fee_told(document: Mapping[str, Any], key: str) -> dict[str, Any]:
    """How a fee is counted and who pays less, in words for the list of fees; {} for a new row."""
    row = next((one for one in document.get("fees") or () if one.get("key") == key), None) if key else None
    if row is None:
        return {}
    try:
        fee, form = parse_fee(row), parse_form(document.get("form") or {})
    except (KeyError, TypeError, ValueError, AttributeError, BadCondition):
        return {"said": [], "title": row.get("title", ""), "less": 0}
    basis = basis_in_words(fee, form)
    said = [*([basis] if basis else []), *tiers_in_words(fee, form), *(one.words for one in less_of(fee, form))]
    return {"said": said, "title": fee.title, "less": len(fee.reductions)}
