"""The way through the steps of a procedure version: which step is next and what state it means."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from motcua.dossiers.rules.states import State


class StepLike(Protocol):
    """What these rules need of a step."""

    @property
    def kind(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Move:
    """Where a dossier goes: step number (the number of steps = all done), state, and the inbox item that says who."""

    step: int
    state: State
    item: str


STATE_OF_KIND = {
    "process": State.PROCESSING,
    "consult": State.PROCESSING,
    "sign": State.SIGNING,
    "issue": State.SIGNING,
    "return": State.ISSUED,
}
ITEM_OF_KIND = {
    "process": "dossier.step",
    "consult": "dossier.step",
    "sign": "dossier.sign",
    "issue": "dossier.step",
    "return": "dossier.return",
}


def enter(steps: Sequence[StepLike], index: int) -> Move:
    """What it means to stand at a step; behind the last one the result waits to be handed over."""
    if index >= len(steps):
        return Move(len(steps), State.ISSUED, "dossier.return")
    kind = steps[index].kind
    return Move(index, STATE_OF_KIND[kind], ITEM_OF_KIND[kind])


def first(steps: Sequence[StepLike]) -> Move:
    """Where an accepted dossier goes: the first step, still waiting for a hand."""
    move = enter(steps, 0)
    state = State.ACCEPTED if move.state == State.PROCESSING else move.state
    return Move(move.step, state, move.item)


def after(steps: Sequence[StepLike], index: int) -> Move:
    """Where a dossier goes when a step is done."""
    return enter(steps, index + 1)


def back(steps: Sequence[StepLike], index: int, to: int) -> Move:
    """Where a dossier goes when a checker sends it back; ValueError unless `to` is an earlier step of work."""
    if not 0 <= to < min(index, len(steps)) or steps[to].kind == "return":
        raise ValueError(f"step {to} is not before step {index}")
    return enter(steps, to)


def default_return(steps: Sequence[StepLike], index: int) -> int:
    """The nearest earlier step that does work (not signing or issuing); 0 when there is none."""
    return next((at for at in range(index - 1, -1, -1) if steps[at].kind in ("process", "consult")), 0)
