"""The questions of one case and the checklist they lead to; answers travel to the filing in a sealed cookie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.core import signing

from motcua.kernel import clock, folding
from motcua.procedures.queries.catalogue import definition_of
from motcua.procedures.queries.page import PaperLine
from motcua.procedures.rules import fees, questions, reading, validation
from motcua.procedures.rules.computing import with_computed
from motcua.procedures.rules.definition import Definition
from motcua.procedures.rules.fields import Section, visible_fields

Answers = Mapping[str, Any]
CARRIED = "tra-loi"
CARRIED_SECONDS = 2 * 3600


@dataclass(frozen=True)
class CaseList:
    """What this case asks for: papers in two groups, and what it costs at the counter and online; `open_fees`: who pays,
    or pays less, hangs on more than was asked.
    """

    certain: tuple[PaperLine, ...]
    perhaps: tuple[PaperLine, ...]
    originals: int
    copies: int
    counter: fees.Charge
    online: fees.Charge
    open_fees: bool = False


@lru_cache(maxsize=300)
def _questions(version_id: int) -> Section | None:
    return questions.questions(definition_of(version_id))


def case_questions(definition: Definition) -> Section | None:
    """The questions on which this procedure's papers and fees depend, as one screen; None when nothing depends."""
    if definition.version_id is None:
        return questions.questions(definition)
    return _questions(definition.version_id)


def read_case(section: Section, posted: Any) -> dict[str, Any]:
    """The answers given, without questions that are not asked for them."""
    read = reading.parse_form(section, posted, folding.clean)
    given = {key: value for key, value in read.items() if value is not None}
    seen = visible_fields(questions.question_form(section), given)
    return {key: value for key, value in given.items() if key in seen}


def case_faults(section: Section, answers: Answers) -> dict[str, str]:
    """Faults by key, in words."""
    return validation.validate(questions.question_form(section), answers, today=clock.today())


def case_list(definition: Definition, section: Section, answers: Answers) -> CaseList:
    """Papers and fees of this case."""
    found = questions.checklist(definition, section, answers)
    values = with_computed(definition.form, answers)
    needed = [paper for paper in found.certain if paper.required and not paper.present_only]
    return CaseList(
        certain=tuple(PaperLine(paper, ()) for paper in found.certain),
        perhaps=tuple(PaperLine(paper, ()) for paper in found.perhaps),
        originals=sum(paper.original for paper in needed),
        copies=sum(paper.copy for paper in needed),
        counter=fees.fee_for(definition, values, "counter"),
        online=fees.fee_for(definition, values, "online"),
        open_fees=questions.open_fees(definition, section, answers),
    )


def seal_case(code: str, answers: Answers) -> str:
    """The answers, sealed, for the cookie that only the filing reads."""
    return signing.dumps({"code": code, "answers": dict(answers)}, salt=CARRIED, compress=True)


def unseal_case(sealed: str, definition: Definition) -> dict[str, Any]:
    """Answers given before filing began; {} when there are none, they are another procedure's, too old or not ours."""
    try:
        kept = signing.loads(sealed, salt=CARRIED, max_age=CARRIED_SECONDS)
    except signing.BadSignature:
        return {}
    section = case_questions(definition)
    if section is None or kept.get("code") != definition.code:
        return {}
    read = reading.parse_json(section, kept.get("answers", {}), folding.clean)
    faults = case_faults(section, {key: value for key, value in read.items() if value is not None})
    return {key: value for key, value in read.items() if value is not None and key not in faults}
