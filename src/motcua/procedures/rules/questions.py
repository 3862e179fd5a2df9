"""The two or three questions on which papers and fees depend, found in the document itself, and what they lead to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from motcua.procedures.rules.conditions import Condition
from motcua.procedures.rules.definition import Definition, PaperKind, papers_for
from motcua.procedures.rules.fields import Form, FormField, Section

ASKABLE = frozenset({"choice", "boolean", "choices", "integer", "number"})
MOST_QUESTIONS = 5
KEY = "truong-hop"


@dataclass(frozen=True)
class Checklist:
    """The papers of one case: those to bring for certain, and those that hang on what was not asked."""

    certain: tuple[PaperKind, ...]
    perhaps: tuple[PaperKind, ...]


def paper_conditions(definition: Definition) -> Iterator[tuple[PaperKind, Condition]]:
    """Every condition on which a paper hangs."""
    cases = {case.key: case.when for case in definition.cases}
    for paper in definition.papers:
        for condition in (paper.when, *(cases.get(key) for key in paper.cases)):
            if condition is not None:
                yield paper, condition


def fee_conditions(definition: Definition) -> Iterator[Condition]:
    """Every condition on which the amount of a fee hangs. Whoever may pay less is asked about it."""
    cases = {case.key: case.when for case in definition.cases}
    for fee in definition.fees:
        for condition in (fee.when, *(cases.get(key) for key in fee.cases), *(one.when for one in fee.reductions)):
            if condition is not None:
                yield condition


def deciding_keys(definition: Definition) -> dict[str, int]:
    """Keys of the fields that decide, with how many papers or fees hang on each."""
    counts: dict[str, int] = {}
    for _paper, condition in paper_conditions(definition):
        for key in dict.fromkeys(condition.fields()):
            counts[key] = counts.get(key, 0) + 1
    for fee in definition.fees:
        if "table" not in fee.basis:
            for name in ("quantity", "times"):
                if key := str(fee.basis.get(name) or ""):
                    counts[key] = counts.get(key, 0) + 1
    for condition in fee_conditions(definition):
        for key in dict.fromkeys(condition.fields()):
            counts[key] = counts.get(key, 0) + 1
    return counts


def questions(definition: Definition) -> Section | None:
    """The questions as one small screen, most weighty ones kept, in the order of the form; None when nothing depends."""
    counts = deciding_keys(definition)
    fields = definition.form.fields
    ranked = sorted((key for key in counts if key in fields), key=lambda key: -counts[key])
    chosen: dict[str, FormField] = {}
    for key in ranked:
        wanted = [one for one in with_parents(key, fields) if one not in chosen]
        if all(fields[one].kind in ASKABLE for one in wanted) and len(chosen) + len(wanted) <= MOST_QUESTIONS:
            chosen |= {one: fields[one] for one in wanted}
    if not chosen:
        return None
    asked = tuple(as_question(field, chosen) for key, field in fields.items() if key in chosen)
    return Section(KEY, "", fields=asked)


def with_parents(key: str, fields: Mapping[str, FormField]) -> list[str]:
    """The key and those of the askable fields on which its being shown depends, the key last."""
    found: list[str] = []
    waiting = [key]
    while waiting:
        one = waiting.pop()
        if one in found:
            continue
        found.insert(0, one)
        condition = fields[one].show_if
        if condition is not None:
            waiting += [other for other in condition.fields() if other in fields and fields[other].kind in ASKABLE]
    return found


def as_question(field: FormField, chosen: Mapping[str, FormField]) -> FormField:
    """A field as the wizard asks it: to be answered, shown by its condition when what that needs is asked too."""
    condition = field.show_if
    kept = condition if condition is not None and all(key in chosen for key in condition.fields()) else None
    return replace(field, section=KEY, required=field.kind in ("choice", "boolean"), show_if=kept, missing="")


def question_form(section: Section) -> Form:
    """A form of nothing but the questions, so that answers are checked as everywhere."""
    return Form((section,), {field.key: field for field in section.fields})


def checklist(definition: Definition, section: Section, answers: Mapping[str, Any]) -> Checklist:
    """The papers for these answers; what hangs on a field that was not asked is named as possible."""
    certain = papers_for(definition, answers)
    asked = {field.key for field in section.fields}
    open_ones = {
        paper.key
        for paper, condition in paper_conditions(definition)
        if any(key not in asked and key not in answers for key in condition.fields())
    }
    sure = {paper.key for paper in certain}
    perhaps = tuple(paper for paper in definition.papers if paper.key in open_ones and paper.key not in sure)
    return Checklist(certain, perhaps)


def open_fees(definition: Definition, section: Section, answers: Mapping[str, Any]) -> bool:
    """Whether the amount of a fee hangs on a question that was not asked here."""
    asked = {field.key for field in section.fields}
    needed = {key for condition in fee_conditions(definition) for key in condition.fields()}
    return bool(needed - asked - set(answers))
