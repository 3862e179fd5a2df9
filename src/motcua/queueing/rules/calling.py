"""The life of a visit: which verb leads from where to where, and who goes first. An appointment is a visit not yet here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class State(StrEnum):
    """Where a visit stands."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    HELD = "held"
    MISSED = "missed"
    DONE = "done"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    RESERVED = "reserved"
    BOOKED = "booked"
    DISPLACED = "displaced"
    ABSENT = "absent"


# Before somebody stands in the hall a visit is only planned: it has a time, and no number yet.
PLANNED = frozenset({State.RESERVED, State.BOOKED, State.DISPLACED})
LIVE = frozenset({State.WAITING, State.CALLED, State.SERVING, State.HELD, State.MISSED})
AT_COUNTER = frozenset({State.CALLED, State.SERVING})
MOST_CALLS = 3
GRACE = timedelta(minutes=15)


@dataclass(frozen=True)
class Edge:
    """From which states a verb leads to which, and why it exists."""

    sources: frozenset[State]
    target: State
    reason: str


EDGES: Mapping[str, Edge] = {
    "call": Edge(frozenset({State.WAITING}), State.CALLED, "the next person is called to the counter"),
    "recall": Edge(frozenset({State.CALLED}), State.CALLED, "a person who did not hear is called again"),
    "serve": Edge(frozenset({State.CALLED}), State.SERVING, "the person came to the counter"),
    "hold": Edge(frozenset({State.CALLED, State.SERVING}), State.HELD, "the person fetches a copy or fills in a form"),
    "resume": Edge(frozenset({State.HELD}), State.SERVING, "the person is back with what was missing"),
    "miss": Edge(frozenset({State.CALLED}), State.MISSED, "nobody came"),
    "rejoin": Edge(frozenset({State.MISSED}), State.WAITING, "the person turned up after having been called"),
    "transfer": Edge(AT_COUNTER | {State.HELD}, State.WAITING, "another field must go on, under the same number"),
    "finish": Edge(frozenset({State.SERVING}), State.DONE, "the matter of the visit was dealt with"),
    "cancel": Edge(frozenset({State.WAITING, State.MISSED}), State.CANCELLED, "the person does not come"),
    "expire": Edge(LIVE | {State.RESERVED, State.DISPLACED}, State.EXPIRED, "the day is over"),
    "confirm": Edge(frozenset({State.RESERVED}), State.BOOKED, "the person says who comes"),
    "lapse": Edge(frozenset({State.RESERVED}), State.EXPIRED, "nobody confirmed the place that was kept"),
    "shift": Edge(frozenset({State.BOOKED, State.DISPLACED}), State.BOOKED, "the person chose another time"),
    "displace": Edge(frozenset({State.BOOKED}), State.DISPLACED, "the field is closed at that time after all"),
    "withdraw": Edge(PLANNED, State.CANCELLED, "the person does not come, and says so before"),
    "arrive": Edge(frozenset({State.BOOKED}), State.WAITING, "the person is in the hall and gets a number"),
    "absent": Edge(frozenset({State.BOOKED}), State.ABSENT, "the day of the appointment is over and nobody came"),
}


class Priority(StrEnum):
    """Who goes ahead by law and custom; empty for everybody else."""

    NONE = ""
    ELDERLY = "elderly"
    DISABLED = "disabled"
    PREGNANT = "pregnant"
    CHILD = "child"


FIRST, BOOKED, USUAL = 0, 1, 2


def rank_of(priority: str, *, booked: bool = False) -> int:
    """The place in the written rule: priority class first, then who has an appointment, then everybody by arrival."""
    return FIRST if priority else BOOKED if booked else USUAL


def may(verb: str, state: str) -> bool:
    """Whether a verb is possible in a state."""
    return state in EDGES[verb].sources


def queued_again(queued_at: datetime, missed_at: datetime, now: datetime) -> datetime:
    """From when somebody who missed the call waits: the old place within a quarter of an hour, the end after that."""
    return queued_at if now - missed_at <= GRACE else now
