"""What the room tells the floors above."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AbuseConfirmed:
    """An officer found that a public text must go; the room that published it takes it down."""

    subject: str
    reason: str
    at: str
