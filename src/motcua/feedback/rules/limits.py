"""A category's time limits as an officer chooses them: a way of counting, a number, two switches; and as policies of the clock."""

import re
from dataclasses import dataclass

MILESTONES = ("route", "accept", "answer", "done")
WAYS = ("working m", "working h", "working d", "elapsed m", "shifted m")
CLOSED = "closed 17:00-07:30"
SIMPLE = re.compile(r"(working|elapsed) (\d{1,4})([dhm])")
SWITCHES = ("working-mornings", "pause-closed")


@dataclass(frozen=True)
class Limit:
    """`way` is one of WAYS; the switches say something of "shifted" only, which waits from 17:00 to 07:30."""

    way: str
    number: int
    mornings: bool = False
    pauses: bool = False

    @property
    def policy(self) -> str:
        """As the clock reads it."""
        kind, unit = self.way.split()
        if kind != "shifted":
            return f"{kind} {self.number}{unit}"
        switches = [name for name, on in zip(SWITCHES, (self.mornings, self.pauses), strict=True) if on]
        return "; ".join([f"elapsed {self.number}{unit}", CLOSED, *switches])


def limit_of(policy: str) -> Limit | None:
    """The choices behind a policy; None for one that says more than they can."""
    head, *more = [part.strip() for part in policy.split(";")]
    found = SIMPLE.fullmatch(head)
    if found is None:
        return None
    shifted = CLOSED in more
    way = f"{'shifted' if shifted else found[1]} {found[3]}"
    limit = Limit(way, int(found[2]), SWITCHES[0] in more, SWITCHES[1] in more)
    return limit if way in WAYS and limit.policy == "; ".join([head, *more]) else None
