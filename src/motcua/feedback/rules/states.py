"""Where a report can be, and which verb leads where; the reason stands beside each edge."""

from enum import StrEnum


class State(StrEnum):
    """Where a report stands."""

    SUBMITTED = "submitted"
    HANDLING = "handling"
    APPROVAL = "approval"
    ANSWERED = "answered"
    DECLINED = "declined"
    MERGED = "merged"


class ForbiddenMove(ValueError):
    """The table has no such edge."""


EDGES: dict[str, dict[State, State]] = {
    # The unit says that the report is its business; the first milestone.
    "accept": {State.SUBMITTED: State.HANDLING},
    # Not a report, or not one that a unit may act on: always with words to the reporter.
    "decline": {State.SUBMITTED: State.DECLINED, State.HANDLING: State.DECLINED},
    # Another unit is in charge; it has to accept anew, the clock goes on.
    "hand_over": {State.SUBMITTED: State.SUBMITTED, State.HANDLING: State.SUBMITTED},
    # An answer is a draft until the leader signs for it.
    "draft_answer": {State.HANDLING: State.APPROVAL},
    # The leader wants the draft changed; the clock goes on.
    "send_back": {State.APPROVAL: State.HANDLING},
    # The answer leaves the house: here, and only here, the verdict is frozen.
    "approve": {State.APPROVAL: State.ANSWERED},
    # Not this place's business but the city's: it goes to the hotline 1022, and the reporter reads its number there.
    "refer": {State.SUBMITTED: State.DECLINED, State.HANDLING: State.DECLINED},
    # A colleague's task now; nothing else changes.
    "assign": {State.SUBMITTED: State.SUBMITTED, State.HANDLING: State.HANDLING},
    # Another report says the same and was sent no later: the work, and the answer, are that one's.
    "merge": {State.SUBMITTED: State.MERGED, State.HANDLING: State.MERGED, State.APPROVAL: State.MERGED},
    # The reporter says once that it is not solved: a new round with a clock of its own.
    "reopen": {State.ANSWERED: State.SUBMITTED},
}
STAYING = frozenset({"add_note", "publish", "withhold", "rate"})
AT_WORK = frozenset({State.HANDLING, State.APPROVAL, State.ANSWERED})
"""Where the thing itself may be put right: also after an answer that could only say when."""
CLOSED = frozenset({State.ANSWERED, State.DECLINED, State.MERGED})


def target_of(verb: str, state: State) -> State:
    """Where a verb leads from a state. Raises ForbiddenMove."""
    try:
        return EDGES[verb][state]
    except KeyError:
        raise ForbiddenMove(f"{verb} from {state}") from None


def fits(verb: str, state: State) -> bool:
    """Whether a verb may be done in a state."""
    if verb in ("publish", "withhold", "rate"):
        return state == State.ANSWERED
    if verb == "complete":
        return state in AT_WORK
    return verb in STAYING or state in EDGES.get(verb, {})
