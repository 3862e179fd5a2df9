"""How a piece goes from its author to everybody: the states people see, and who may do the next thing."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """Where an entry stands, as one word."""

    DRAFT = "draft"
    EDITING = "editing"
    APPROVAL = "approval"
    RETURNED = "returned"
    SCHEDULED = "scheduled"
    LIVE = "live"
    CHANGED = "changed"
    OVER = "over"
    WITHDRAWN = "withdrawn"


STEP_VERB = {State.EDITING: "pages.edit", State.APPROVAL: "pages.approve"}
IN_REVIEW = frozenset({State.EDITING, State.APPROVAL})


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an entry: published, with newer changes, over, scheduled, at which step of the review."""

    live: bool
    changed: bool
    over: bool
    scheduled: bool
    step: str = ""
    returned: bool = False
    was_live: bool = False


def state_of(facts: Facts) -> State:
    """The one word: a review in progress comes first, then what waits for its time, then what everybody sees."""
    if facts.step:
        return State(facts.step)
    if facts.returned:
        return State.RETURNED
    if facts.scheduled:
        return State.SCHEDULED
    if facts.live:
        return State.CHANGED if facts.changed else State.LIVE
    if facts.over:
        return State.OVER
    return State.WITHDRAWN if facts.was_live else State.DRAFT


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a comparison: "same", "out" or "in"."""

    how: str
    text: str


def compared(old: str, new: str) -> list[Piece]:
    """Line by line: what stayed, what went out, what came in."""
    before, after = old.split("\n"), new.split("\n")
    found: list[Piece] = []
    for how, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if how == "equal":
            found += [Piece("same", line) for line in before[i1:i2]]
        else:
            found += [Piece("out", line) for line in before[i1:i2]]
            found += [Piece("in", line) for line in after[j1:j2]]
    return found


def changed_fields(
    old: Mapping[str, Any], new: Mapping[str, Any], names: tuple[str, ...]
) -> list[tuple[str, list[Piece]]]:
    """(field, comparison) for each of these fields that differs."""
    pairs = ((name, str(old.get(name) or ""), str(new.get(name) or "")) for name in names)
    return [(name, compared(before, after)) for name, before, after in pairs if before != after]
