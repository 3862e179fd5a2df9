"""A value read from the database and kept in this process while a cheap stamp says that it is still the current one."""

import threading
import time
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

from django.db import connection, transaction

T = TypeVar("T")
EVERY: list["Remembered[Any] | Kept[Any]"] = []


class Remembered(Generic[T]):
    """Loads with `load` and asks `stamp` at most every `seconds` whether another process changed the source.

    The process that writes calls `forget()` in its transaction: until the commit only that transaction sees its own
    unfinished state, afterwards everybody reads anew. A rolled-back change is therefore never shown to others.
    """

    def __init__(self, load: Callable[[], T], stamp: Callable[[], Hashable], *, seconds: float = 2.0) -> None:
        self._load, self._stamp, self._seconds = load, stamp, seconds
        self._kept: tuple[T, Hashable] | None = None
        self._checked = 0.0
        self._own = threading.local()
        EVERY.append(self)

    def get(self) -> T:
        """The current value."""
        if self._writing():
            if not hasattr(self._own, "value"):
                self._own.value = self._load()
            value: T = self._own.value
            return value
        kept, moment = self._kept, time.monotonic()
        if kept is not None and moment - self._checked < self._seconds:
            return kept[0]
        stamp = self._stamp()
        if kept is None or kept[1] != stamp:
            kept = (self._load(), stamp)
        self._kept, self._checked = kept, moment
        return kept[0]

    def forget(self) -> None:
        """The source changed in this transaction (or outside one): read it anew."""
        self._own.__dict__.pop("value", None)
        if connection.in_atomic_block:
            self._own.block = connection.atomic_blocks[0]
            transaction.on_commit(self.drop)
        else:
            self.drop()

    def drop(self) -> None:
        """Forgets for the whole process, whatever the stamp says."""
        self._own.__dict__.clear()
        self._kept = None

    def _writing(self) -> bool:
        """Whether this thread is inside the transaction that changed the source."""
        block = getattr(self._own, "block", None)
        if block is None:
            return False
        if connection.in_atomic_block and connection.atomic_blocks[0] is block:
            return True
        self._own.__dict__.clear()
        return False


class Kept(Generic[T]):
    """Values whose key says it all (a row that never changes, a row and its version): no stamp is asked for them.

    At most `most` of them, each for `seconds`, so that what only decorates a value (a name) is not old for long.
    """

    def __init__(self, *, most: int, seconds: float) -> None:
        self._most, self._seconds = most, seconds
        self._values: dict[Hashable, tuple[float, T]] = {}
        EVERY.append(self)

    def get(self, key: Hashable, load: Callable[[], T]) -> T:
        """The value kept under the key, else the one that `load` makes; None is not kept."""
        kept, moment = self._values.get(key), time.monotonic()
        if kept is not None and moment < kept[0]:
            return kept[1]
        value = load()
        if value is not None:
            if len(self._values) >= self._most:
                self._values.clear()
            self._values[key] = (moment + self._seconds, value)
        return value

    def drop(self) -> None:
        """Forgets all of them."""
        self._values.clear()


def drop_all() -> None:
    """Forgets everything remembered in this process: between two tests, after a restored backup."""
    for remembered in EVERY:
        remembered.drop()
