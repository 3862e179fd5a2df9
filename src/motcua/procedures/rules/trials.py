"""Test cases that a procedure carries: answers, and what must come of them. Run before each publication."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.procedures.rules.canonical import document_hash
from motcua.procedures.rules.definition import Definition, papers_for
from motcua.procedures.rules.fees import fee_for
from motcua.procedures.rules.settling import settle
from motcua.procedures.rules.validation import validate

Due = Callable[[str, datetime], datetime]
EXPECTED = ("errors", "papers", "fee", "reductions", "due")


@dataclass(frozen=True, slots=True)
class Trial:
    """One test case. `expect` names only what matters: `errors` (paths), `papers` (keys), `fee` (đồng), `reductions`
    (`fee.reduction` for each that applies), `due` (ISO).
    """

    key: str
    title: str
    answers: Mapping[str, Any]
    expect: Mapping[str, Any]
    channel: str = "online"
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing that came out otherwise than the test case says."""

    what: str
    expected: Any
    found: Any


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one test case; no misses: it holds."""

    trial: Trial
    misses: tuple[Miss, ...]
    found: Mapping[str, Any]

    @property
    def holds(self) -> bool:
        """Whether everything came out as expected."""
        return not self.misses


def trials_of(document: Mapping[str, Any]) -> tuple[Trial, ...]:
    """The test cases of a document."""
    return tuple(
        Trial(
            key=str(data["key"]),
            title=str(data["title"]),
            answers=data.get("answers") or {},
            expect=data.get("expect") or {},
            channel=str(data.get("channel", "online")),
            at=datetime.fromisoformat(str(data["at"])) if data.get("at") else None,
        )
        for data in document.get("trials", ())
    )


def found_for(definition: Definition, trial: Trial, *, now: datetime, due: Due) -> dict[str, Any]:
    """What the definition makes of a test case's answers, filed at its moment or now."""
    at = trial.at or now
    answers = settle(definition.form, trial.answers)
    charge = fee_for(definition, answers, trial.channel)
    found: dict[str, Any] = {
        "errors": validate(definition.form, trial.answers, None, today=at.date()),
        "papers": [paper.key for paper in papers_for(definition, answers)],
        "fee": charge.total,
        "reductions": [f"{line.key}.{line.reduction.key}" for line in charge.lines if line.reduction],
    }
    if "due" in trial.expect:
        found["due"] = due(definition.clock, at).isoformat()
    return found


def run_trial(definition: Definition, trial: Trial, *, now: datetime, due: Due) -> Outcome:
    """Compares what comes out with what is expected. Errors are compared by path, papers without their order."""
    found = found_for(definition, trial, now=now, due=due)
    return Outcome(trial, tuple(misses(trial.expect, found)), found)


def misses(expect: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[Miss]:
    """What differs; a test case that names no errors expects none."""
    wanted = {"errors": [], **expect}
    if sorted(wanted["errors"]) != sorted(found["errors"]):
        yield Miss("errors", sorted(wanted["errors"]), dict(found["errors"]))
    if "papers" in wanted and sorted(wanted["papers"]) != sorted(found["papers"]):
        yield Miss("papers", sorted(wanted["papers"]), sorted(found["papers"]))
    if "fee" in wanted and wanted["fee"] != found["fee"]:
        yield Miss("fee", wanted["fee"], found["fee"])
    if "reductions" in wanted and sorted(wanted["reductions"]) != sorted(found["reductions"]):
        yield Miss("reductions", sorted(wanted["reductions"]), sorted(found["reductions"]))
    if "due" in wanted and datetime.fromisoformat(str(wanted["due"])) != datetime.fromisoformat(found["due"]):
        yield Miss("due", str(wanted["due"]), found["due"])


def run_all(document: Mapping[str, Any], definition: Definition, *, now: datetime, due: Due) -> tuple[Outcome, ...]:
    """The outcomes of all test cases of a document."""
    return tuple(run_trial(definition, trial, now=now, due=due) for trial in trials_of(document))


@dataclass(frozen=True, slots=True)
class CaseChange:
    """A published test case that a draft treats otherwise. `state` names how it stands now, '' when it is gone."""

    key: str
    title: str
    state: str
    before: Mapping[str, Any]
    after: Mapping[str, Any] | None


JUDGED = ("answers", "expect", "channel", "at")


def case_state(case: Mapping[str, Any] | None) -> str:
    """A short name of what a test case asks and expects; its title does not count. '' for none."""
    return document_hash({name: case.get(name) for name in JUDGED})[:24] if case else ""


def case_changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[CaseChange]:
    """The test cases of a published document that another drops, or lets ask or expect something else."""
    kept = {str(case["key"]): case for case in new.get("trials") or ()}
    found = []
    for case in old.get("trials") or ():
        key = str(case["key"])
        state = case_state(kept.get(key))
        if state != case_state(case):
            found.append(CaseChange(key, str(case["title"]), state, case, kept.get(key)))
    return found
