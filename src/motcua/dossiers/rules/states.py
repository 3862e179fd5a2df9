"""The life of a dossier as data: which verb leads from which state to which, and why the edge exists."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where a dossier stands; finer than the ten national codes (see `national`)."""

    SUBMITTED = "submitted"
    SUPPLEMENT_BEFORE = "supplement_before"
    REFUSED = "refused"
    ACCEPTED = "accepted"
    PROCESSING = "processing"
    AWAITING_SUPPLEMENT = "awaiting_supplement"
    AWAITING_PAYMENT = "awaiting_payment"
    CONSULTING = "consulting"
    SIGNING = "signing"
    ISSUED = "issued"
    RETURNED = "returned"
    WITHDRAWAL_REQUESTED = "withdrawal_requested"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    NOT_ELIGIBLE = "not_eligible"


S = State
UNRECEIVED = frozenset({S.SUBMITTED, S.SUPPLEMENT_BEFORE})
PAUSED = frozenset({S.AWAITING_SUPPLEMENT, S.AWAITING_PAYMENT})
AT_WORK = frozenset({S.ACCEPTED, S.PROCESSING, S.CONSULTING, S.SIGNING})
FINISHED = frozenset({S.RETURNED, S.REFUSED, S.WITHDRAWN, S.STOPPED, S.NOT_ELIGIBLE})
"""Nothing is left to do for anybody."""
CLOSED = FINISHED | {S.ISSUED}
"""The clock has stopped and the verdict is frozen (an issued result still waits to be handed over)."""
OPEN = frozenset(State) - FINISHED
"""Somebody still has to act, so exactly one open item says who."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One permitted move. `sources` empty = the dossier comes into being."""

    verb: str
    sources: frozenset[State]
    targets: frozenset[State]
    reason: str


class ForbiddenMove(ValueError):
    """The table has no such edge."""


def _edge(verb: str, sources: Iterable[State], targets: Iterable[State], reason: str) -> Edge:
    return Edge(verb, frozenset(sources), frozenset(targets), reason)


RESUMED = {S.ACCEPTED, S.PROCESSING, S.CONSULTING, S.SIGNING}
TRANSITIONS: tuple[Edge, ...] = (
    _edge("submit", (), {S.SUBMITTED}, "Filing online or at the counter brings the dossier into being."),
    _edge("accept", {S.SUBMITTED}, {S.ACCEPTED}, "Complete: receipt with appointment (NĐ 118/2025, slip 01)."),
    _edge("request_supplement", {S.SUBMITTED}, {S.SUPPLEMENT_BEFORE}, "Incomplete at reception: all gaps once (02)."),
    _edge("refuse", {S.SUBMITTED, S.SUPPLEMENT_BEFORE}, {S.REFUSED}, "Outside competence or never complete (03)."),
    _edge("answer_supplement", {S.SUPPLEMENT_BEFORE}, {S.SUBMITTED}, "The person completed it: reception looks again."),
    _edge("withdraw", UNRECEIVED, {S.WITHDRAWN}, "Before reception a person takes it back freely."),
    _edge("assign", {S.ACCEPTED, S.PROCESSING, S.SIGNING}, {S.PROCESSING, S.SIGNING}, "A named officer takes it."),
    _edge(
        "complete_step",
        {S.ACCEPTED, S.PROCESSING},
        {S.PROCESSING, S.SIGNING, S.ISSUED},
        "The version's next step; after the last one the result is ready.",
    ),
    _edge(
        "return_to_step",
        {S.PROCESSING, S.SIGNING},
        {S.ACCEPTED, S.PROCESSING, S.SIGNING},
        "A checker or signer sends it back with a reason.",
    ),
    _edge(
        "consult",
        {S.ACCEPTED, S.PROCESSING, S.CONSULTING},
        {S.CONSULTING},
        "Another body is asked within a time limit.",
    ),
    _edge(
        "answer_consultation",
        {S.CONSULTING},
        {S.CONSULTING, S.PROCESSING},
        "The last answer, or silence that counts as consent, gives the step back.",
    ),
    _edge(
        "request_supplement",
        {S.ACCEPTED, S.PROCESSING},
        {S.AWAITING_SUPPLEMENT},
        "A gap found at appraisal: once; a second time only with a leader's reason (QĐ 766).",
    ),
    _edge("answer_supplement", {S.AWAITING_SUPPLEMENT}, RESUMED, "The person answered: the clock goes on."),
    _edge(
        "demand_payment",
        {S.ACCEPTED, S.PROCESSING},
        {S.AWAITING_PAYMENT},
        "Financial duty with its notice: the clock pauses (QĐ 1610/QĐ-TTPVHCC).",
    ),
    _edge("record_payment", {S.AWAITING_PAYMENT}, RESUMED, "The payment document resumes the clock."),
    _edge("sign", {S.SIGNING}, {S.SIGNING, S.PROCESSING, S.ISSUED}, "The competent person signs the result."),
    _edge(
        "issue", {S.SIGNING, S.PROCESSING}, {S.ISSUED}, "Numbered and stamped (phát hành): the clock stops (code 9)."
    ),
    _edge("hand_over", {S.ISSUED}, {S.RETURNED}, "The person has the result (code 10)."),
    _edge(
        "reject_as_ineligible",
        {S.ACCEPTED, S.PROCESSING, S.SIGNING},
        {S.NOT_ELIGIBLE},
        "Not eligible after appraisal: written reason within 2 working days (slip 03).",
    ),
    _edge(
        "request_withdrawal",
        AT_WORK | PAUSED,
        {S.WITHDRAWAL_REQUESTED},
        "After reception the person asks, the office decides (NĐ 118 Art. 21).",
    ),
    _edge("withdraw", {S.WITHDRAWAL_REQUESTED}, {S.WITHDRAWN}, "The office grants the request (slip 05)."),
    _edge(
        "decline_withdrawal", {S.WITHDRAWAL_REQUESTED}, AT_WORK | PAUSED, "The result is as good as done: it goes on."
    ),
    _edge(
        "stop",
        AT_WORK | PAUSED | {S.SUPPLEMENT_BEFORE, S.WITHDRAWAL_REQUESTED},
        {S.STOPPED},
        "By law or because the supplement never came (auto-close; slip 05).",
    ),
)

STAYING = frozenset(
    {
        "apologise",
        "propose_apology",
        "rate",
        "archive",
        "propose_correction",
        "decide_correction",
        "add_note",
        "record_payment",
        "recount",
    }
)
"""Verbs that leave the state as it is; `apologise` and corrections need an open dossier."""


def edges_from(state: State | None) -> list[Edge]:
    """The edges that leave a state; None: those that create a dossier."""
    return [edge for edge in TRANSITIONS if (state in edge.sources if state else not edge.sources)]


def verbs_from(state: State) -> frozenset[str]:
    """The verbs that change this state."""
    return frozenset(edge.verb for edge in edges_from(state))


def may_go(verb: str, source: State | None, target: State) -> bool:
    """Whether the table has this move."""
    return any(edge.verb == verb and target in edge.targets for edge in edges_from(source))


def target_of(verb: str, source: State | None, wanted: State | None = None) -> State:
    """The state a verb leads to; `wanted` chooses among several targets. Raises ForbiddenMove."""
    for edge in edges_from(source):
        if edge.verb == verb and wanted is None and len(edge.targets) == 1:
            return next(iter(edge.targets))
        if edge.verb == verb and wanted in edge.targets:
            return State(wanted)
    raise ForbiddenMove(f"{verb}: {source} → {wanted}")
