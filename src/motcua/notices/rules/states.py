"""The way of a notice, with the reason for each edge."""

from enum import StrEnum


class State(StrEnum):
    """Where a notice stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Follows(StrEnum):
    """What a notice is to the one it is linked to."""

    CORRECTION = "correction"
    RECALL = "recall"


KINDS = frozenset(Follows)
STATES = frozenset(State)


class ForbiddenMove(ValueError):
    """There is no such edge."""


EDGES: dict[tuple[str, State], State] = {
    # Nothing goes out unread: who writes hands it to a leader.
    ("submit", State.DRAFT): State.SUBMITTED,
    ("send_back", State.SUBMITTED): State.DRAFT,
    # A leader agrees with it as it stands; from here on nobody changes a letter of it.
    ("approve", State.SUBMITTED): State.APPROVED,
    ("publish", State.APPROVED): State.PUBLISHED,
    # Before anybody got it, it can be stopped. Afterwards only a new notice, linked to it, can say otherwise.
    ("withdraw", State.DRAFT): State.WITHDRAWN,
    ("withdraw", State.SUBMITTED): State.WITHDRAWN,
    ("withdraw", State.APPROVED): State.WITHDRAWN,
}


def target_of(verb: str, state: State) -> State:
    """Where a verb leads from a state; raises ForbiddenMove where it leads nowhere."""
    try:
        return EDGES[verb, state]
    except KeyError:
        raise ForbiddenMove(f"{verb} from {state}") from None
