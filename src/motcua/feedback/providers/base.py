"""What the system of a city's hotline can do."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class Referral:
    """What the hotline is told: the thing and the place, never who reported it."""

    reference: str
    category: str
    text: str
    address: str
    longitude: float | None
    latitude: float | None
    sent_at: datetime
    unit: str
    reason: str


class Hotline(Protocol):
    """A hotline's system. The default installation has the one that writes to a file."""

    name: str

    def hand_over(self, referral: Referral) -> str:
        """Hands a report over, at most once per `reference`; answers its number there. An exception means "try again later"."""
        ...
