"""What the room tells the floors above."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OpinionAnswered:
    """A unit answered an opinion in public; never what was said."""

    opinion_id: int
    code: str
    unit_id: int
    at: str
