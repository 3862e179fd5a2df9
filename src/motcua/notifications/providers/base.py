"""What every carrier of text messages can do."""

from typing import Protocol


class PermanentFailure(Exception):
    """The address will never take a message; trying again is of no use."""


class SmsProvider(Protocol):
    """A carrier. The default installation has the one that writes to a file."""

    name: str

    def send(self, *, phone: str, text: str, reference: str) -> str:
        """Hands a text over, at most once per `reference`; answers the carrier's own reference.

        Raises PermanentFailure for a number that can't be reached; any other exception means "try again later".
        """
        ...
