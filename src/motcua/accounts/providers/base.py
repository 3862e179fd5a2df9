"""What carries a short message to a person."""

from typing import Protocol


class Carrier(Protocol):
    """Delivers one text to one destination; raises when it could not, so that the outbox tries again."""

    def send(self, *, destination: str, subject: str, text: str) -> None:
        """Sends; must never log the text."""
