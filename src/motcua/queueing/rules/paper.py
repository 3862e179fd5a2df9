"""Numbers on paper: which range is possible, and what a line of the desk's sheet means when it is entered later."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from motcua.queueing.rules.calling import EDGES, State
from motcua.queueing.rules.limits import LAST_NUMBER

TIME = re.compile(r"(\d{1,2})\s*[:h.g]?\s*(\d{2})", re.IGNORECASE)
MOST_NUMBERS = 200


def range_fault(first: int, last: int, *, quota: int, others: Iterable[tuple[int, int]]) -> str:
    """Why a range can't be reserved, as a code; empty when it can. Machine and phone give the numbers up to the quota."""
    if not 1 <= first <= last <= LAST_NUMBER:
        return "range"
    if last - first + 1 > MOST_NUMBERS:
        return "long"
    if first <= quota:
        return "quota"
    return "taken" if any(first <= end and begin <= last for begin, end in others) else ""


@dataclass(frozen=True)
class Line:
    """A line of the sheet as it was typed: a number and what happened with it. All texts empty when it was not used."""

    number: int
    taken: str = ""
    priority: str = ""
    called: str = ""
    done: str = ""
    counter: str = ""
    missed: bool = False

    @property
    def used(self) -> bool:
        """Whether anything was typed."""
        return bool(self.taken or self.called or self.done or self.missed)


@dataclass(frozen=True)
class Course:
    """What happened with a number, in minutes of its local day: still waiting, came and was served, or did not come."""

    taken: int
    called: int | None = None
    done: int | None = None
    missed: bool = False

    @property
    def steps(self) -> list[tuple[str, State, int]]:
        """(verb, state it leads to, minute) of each period, along the edges of every visit."""
        said = [("take", State.WAITING, self.taken)]
        if self.called is not None:
            verbs = [("call", self.called)]
            verbs += [("miss", self.called)] if self.missed else [("serve", self.called), ("finish", self.done or 0)]
            said += [(verb, EDGES[verb].target, at) for verb, at in verbs]
        return said


def minute(text: str) -> int | None:
    """A time of day as people write it, in minutes: "8:05", "08h05", "0805"; None when it is none."""
    found = TIME.fullmatch(text.strip())
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return int(found[1]) * 60 + int(found[2])


def read(line: Line, *, now: int | None) -> tuple[Course | None, dict[str, str]]:
    """The course of a line, or the faults of its cells as codes. `now` is the minute it is on the range's own day, None after it."""
    times = {name: minute(getattr(line, name)) for name in ("taken", "called", "done")}
    faults = {name: "time" for name, at in times.items() if getattr(line, name) and at is None}
    if not line.taken:
        faults["taken"] = "missing"
    faults |= gaps(line, over=now is None)
    if faults:
        return None, faults
    said = [(name, at) for name, at in times.items() if at is not None]
    for (_before, earlier), (name, later) in pairwise(said):
        if later < earlier:
            faults[name] = "order"
    faults |= {name: "future" for name, at in said if now is not None and at > now}
    if faults:
        return None, faults
    return Course(times["taken"] or 0, times["called"], times["done"], line.missed), {}


def gaps(line: Line, *, over: bool) -> dict[str, str]:
    """Cells that must be filled for what the others say; a day that is over has nobody waiting any more."""
    faults = {}
    if not line.called and (line.done or line.missed or over):
        faults["called"] = "missing"
    if line.called and not line.done and not line.missed:
        faults["done"] = "missing"
    if line.called and not line.missed and not line.counter:
        faults["counter"] = "missing"
    if line.missed and line.done:
        faults["missed"] = "both"
    return faults
