"""A version's document as frozen values: parsed once per version, read by every room above."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from motcua.procedures.rules.conditions import Condition, holds, parse_condition
from motcua.procedures.rules.fields import Form, parse_form
from motcua.procedures.rules.tariff import Fee, parse_fee, proofs_of

STEP_KINDS = ("process", "sign", "consult", "issue", "return")
ONLINE_LEVELS = ("none", "partial", "full")
LIFE_EVENTS = (
    "birth", "marriage", "building", "shop", "death", "family", "papers", "work", "moving", "land", "support",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """A situation with papers of its own; `when` tells from the answers whether it is this one."""

    key: str
    title: str
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A paper of the checklist. `original` and `copy` are counts; `from_database` names the register that replaces it;
    `proves`: asked for by a reduction of a fee.
    """

    key: str
    title: str
    cases: tuple[str, ...] = ()
    original: int = 0
    copy: int = 0
    required: bool = True
    form: str = ""
    from_database: str = ""
    accept: tuple[str, ...] = ()
    note: str = ""
    when: Condition | None = None
    present_only: bool = False
    proves: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One station after reception: which role does what, where, within which budget ("working 4h")."""

    key: str
    title: str
    role: str
    unit: str
    budget: str
    kind: str = "process"
    returns_to: str = ""
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class ResultKind:
    """What the person gets."""

    key: str
    title: str
    kind: str = "paper"


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A legal text with number, date of signing and first day in force (ISO, '' when unknown)."""

    title: str
    number: str = ""
    date: str = ""
    effective: str = ""


@dataclass(frozen=True, slots=True)
class Consultation:
    """The rule for asking other bodies: working days to answer and what silence means ('consent' or 'none')."""

    days: int = 0
    silence: str = "none"
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SupplementRule:
    """How often papers may be asked for, and the policy of the person's time to answer ('' = none)."""

    most: int = 1
    answer: str = ""


@dataclass(frozen=True)
class Definition:
    """Everything a published version says."""

    version_id: int | None
    code: str
    name: str
    short_name: str
    field_code: str
    field_name: str
    summary: str
    applicants: tuple[str, ...]
    online_level: str
    partial_reason: str
    cases: tuple[Case, ...]
    papers: tuple[PaperKind, ...]
    form: Form
    form_title: str
    steps: tuple[Step, ...]
    clock: str
    clock_note: str
    answer_clock: str
    fees: tuple[Fee, ...]
    results: tuple[ResultKind, ...]
    slips: Mapping[str, Any]
    legal_basis: tuple[LegalBasis, ...]
    consultation: Consultation
    supplement: SupplementRule
    notes: tuple[str, ...]
    source: str
    checked_on: str
    verified: bool
    unverified: tuple[str, ...]
    life_events: tuple[str, ...] = ()
    generic_form: bool = False
    desk_name: str = ""
    hours: str = ""

    def step(self, key: str) -> Step | None:
        """The step of that key."""
        return next((step for step in self.steps if step.key == key), None)


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(str(item) for item in value or ())


def parse_case(data: Mapping[str, Any]) -> Case:
    """A case from the document."""
    return Case(str(data["key"]), str(data["title"]), parse_condition(data.get("when")))


def parse_paper(data: Mapping[str, Any]) -> PaperKind:
    """A paper from the document."""
    return PaperKind(
        key=str(data["key"]),
        title=str(data["title"]),
        cases=_texts(data.get("cases")),
        original=int(data.get("original", 0)),
        copy=int(data.get("copy", 0)),
        required=bool(data.get("required", True)),
        form=str(data.get("form", "")),
        from_database=str(data.get("from_database") or ""),
        accept=_texts(data.get("accept")),
        note=str(data.get("note", "")),
        when=parse_condition(data.get("when")),
        present_only=bool(data.get("present_only", False)),
    )


def parse_step(data: Mapping[str, Any]) -> Step:
    """A step from the document."""
    names = ("key", "title", "role", "unit", "budget")
    return Step(
        **{name: str(data[name]) for name in names},
        kind=str(data.get("kind", "process")),
        returns_to=str(data.get("returns_to", "")),
        when=parse_condition(data.get("when")),
    )


def with_proofs(papers: tuple[PaperKind, ...], fees: tuple[Fee, ...]) -> tuple[PaperKind, ...]:
    """The checklist with the papers that prove a reduction, each asked for only from whom it concerns."""
    proofs = proofs_of(fees)
    return (*papers, *(PaperKind(key, title, copy=1, when=when, proves=True) for key, (title, when) in proofs.items()))


def parse_definition(document: Mapping[str, Any], version_id: int | None = None) -> Definition:
    """The definition of a document; KeyError or BadCondition for one that was never checked."""
    consultation, supplement = document.get("consultation") or {}, document.get("supplement") or {}
    texts = ("code", "name", "short_name", "summary", "clock", "clock_note", "source", "checked_on", "partial_reason")
    fees = tuple(parse_fee(data) for data in document.get("fees", ()))
    return Definition(
        version_id=version_id,
        **{key: str(document.get(key) or "") for key in texts},
        field_code=str(document.get("field", "")),
        field_name=str(document.get("field_name", "")),
        answer_clock=str(document.get("answer_clock", "working 8h")),
        applicants=_texts(document.get("applicants")),
        online_level=str(document.get("online_level", "full")),
        cases=tuple(parse_case(data) for data in document.get("cases", ())),
        papers=with_proofs(tuple(parse_paper(data) for data in document.get("papers", ())), fees),
        form=parse_form(document.get("form") or {}),
        form_title=str((document.get("form") or {}).get("title", "")),
        steps=tuple(parse_step(data) for data in document.get("steps", ())),
        fees=fees,
        results=tuple(
            ResultKind(str(r["key"]), str(r["title"]), str(r.get("kind", "paper"))) for r in document.get("results", ())
        ),
        slips=document.get("slips") or {},
        legal_basis=tuple(
            LegalBasis(**{name: str(text.get(name, "")) for name in ("title", "number", "date", "effective")})
            for text in document.get("legal_basis", ())
        ),
        consultation=Consultation(
            int(consultation.get("days", 0)),
            str(consultation.get("silence", "none")),
            _texts(consultation.get("bodies")),
        ),
        supplement=SupplementRule(int(supplement.get("most", 1)), str(supplement.get("answer", ""))),
        notes=_texts(document.get("notes")),
        verified=bool(document.get("verified", False)),
        unverified=_texts(document.get("unverified")),
        life_events=_texts(document.get("life_events")),
        desk_name=str(document.get("desk_name") or ""),
        hours=str(document.get("hours") or ""),
        generic_form=bool((document.get("form") or {}).get("generic", False)),
    )


def cases_for(definition: Definition, answers: Mapping[str, Any]) -> tuple[str, ...]:
    """Keys of the cases these answers fall under."""
    return tuple(case.key for case in definition.cases if case.when is not None and holds(case.when, answers))


def papers_for(definition: Definition, answers: Mapping[str, Any]) -> tuple[PaperKind, ...]:
    """The papers to ask for: those of every case, and those whose case or condition the answers fulfil."""
    cases = set(cases_for(definition, answers))
    return tuple(
        paper
        for paper in definition.papers
        if (not paper.cases or cases & set(paper.cases)) and holds(paper.when, answers)
    )


def steps_for(definition: Definition, answers: Mapping[str, Any]) -> tuple[Step, ...]:
    """The stations of this dossier: conditional ones only when their condition holds."""
    return tuple(step for step in definition.steps if holds(step.when, answers))
