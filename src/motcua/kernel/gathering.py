"""Those who wait for the same row share one transaction, so that one flush to the disk serves all of them."""

import threading
from collections import deque
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from django.db import connection

Order = TypeVar("Order")
Outcome = TypeVar("Outcome")


@dataclass(eq=False)
class Waiting(Generic[Order, Outcome]):
    """One caller's order, and what came of it."""

    order: Order
    outcome: Outcome | Exception | None = None
    done: bool = False


@dataclass
class Line(Generic[Order, Outcome]):
    """Who waits for one key; `turn` is held by the thread that works for all of them."""

    orders: deque[Waiting[Order, Outcome]] = field(default_factory=deque)
    turn: threading.Lock = field(default_factory=threading.Lock)


class Gathering(Generic[Order, Outcome]):
    """Hands orders of one key that came while another transaction was under way to `together`, as one list.

    `together` answers a result or an exception for each order, in their order; it opens the transaction itself. Inside
    a transaction an order is never handed to another thread: it belongs to the caller's own.
    """

    def __init__(self, together: Callable[[Sequence[Order]], Sequence[Outcome | Exception]], *, most: int = 32) -> None:
        self._together, self._most = together, most
        self._lines: dict[Hashable, Line[Order, Outcome]] = {}
        self._guard = threading.Lock()

    def ask(self, key: Hashable, order: Order) -> Outcome:
        """What came of the order; raises what went wrong with it."""
        own: Waiting[Order, Outcome] = Waiting(order)
        if connection.in_atomic_block:
            self._work([own])
        else:
            with self._guard:
                line = self._lines.setdefault(key, Line())
                line.orders.append(own)
            while not own.done:
                with line.turn:
                    if not own.done:
                        self._work(self._next(line))
        if isinstance(own.outcome, Exception):
            raise own.outcome
        assert own.outcome is not None
        return own.outcome

    def _next(self, line: Line[Order, Outcome]) -> list[Waiting[Order, Outcome]]:
        with self._guard:
            return [line.orders.popleft() for _ in range(min(self._most, len(line.orders)))]

    def _work(self, batch: Sequence[Waiting[Order, Outcome]]) -> None:
        try:
            outcomes = self._together([waiting.order for waiting in batch])
        except Exception as error:
            outcomes = [error] * len(batch)
        for waiting, outcome in zip(batch, outcomes, strict=True):
            waiting.outcome, waiting.done = outcome, True
