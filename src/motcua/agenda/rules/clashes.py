"""What overlaps: the end of one entry and the beginning of the next may fall together."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Slot:
    """A time taken by an entry, and what it takes: keys of people and rooms."""

    entry_id: int
    starts: datetime
    ends: datetime
    takes: frozenset[Hashable]

    def overlaps(self, other: "Slot") -> bool:
        """Whether they share a moment."""
        return self.starts < other.ends and other.starts < self.ends


def clashing(slots: Iterable[Slot]) -> dict[int, set[tuple[int, Hashable]]]:
    """For each entry that clashes: with which others, over what."""
    ordered = sorted(slots, key=lambda slot: (slot.starts, slot.entry_id))
    found: dict[int, set[tuple[int, Hashable]]] = {}
    for place, slot in enumerate(ordered):
        for other in ordered[place + 1 :]:
            if other.starts >= slot.ends:
                break
            for key in slot.takes & other.takes:
                found.setdefault(slot.entry_id, set()).add((other.entry_id, key))
                found.setdefault(other.entry_id, set()).add((slot.entry_id, key))
    return found
