"""The way of a week's plan, with the reason of each edge. What residents read is an edition, frozen at publication."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where a plan stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Edge:
    """From which states a verb leads where, and why it may."""

    sources: frozenset[State]
    target: State
    why: str


EDGES: dict[str, Edge] = {
    "submit": Edge(frozenset({State.DRAFT}), State.SUBMITTED, "the secretary has gathered the week"),
    "send_back": Edge(frozenset({State.SUBMITTED}), State.DRAFT, "the leader wants something changed"),
    "approve": Edge(
        frozenset({State.SUBMITTED}), State.APPROVED, "a second person has read it: nothing goes out unread"
    ),
    "publish": Edge(frozenset({State.APPROVED}), State.PUBLISHED, "an edition is frozen from what was approved"),
    "alter": Edge(frozenset(State), State.DRAFT, "whatever changes after it was read must be read again"),
}


class ForbiddenMove(ValueError):
    """The plan has no such edge from where it stands."""


def target_of(verb: str, state: State) -> State:
    """Where the verb leads from a state; ForbiddenMove when nowhere."""
    edge = EDGES[verb]
    if state not in edge.sources:
        raise ForbiddenMove(verb)
    return edge.target


def fits(verb: str, state: State) -> bool:
    """Whether the verb has an edge from the state."""
    return state in EDGES[verb].sources
