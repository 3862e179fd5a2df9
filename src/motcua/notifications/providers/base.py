"""What every carrier of text messages, and every carrier of push messages, can do."""

from dataclasses import dataclass
from typing import Protocol


class PermanentFailure(Exception):
    """The address will never take a message; trying again is of no use."""


class Gone(Exception):
    """The browser took its permission back: the address is to be forgotten."""


class TooLarge(Exception):
    """The push service takes only shorter messages."""


class Later(Exception):
    """The carrier asks for a pause of `seconds`."""

    def __init__(self, words: str, seconds: int) -> None:
        super().__init__(words)
        self.seconds = seconds


class SmsProvider(Protocol):
    """A carrier. The default installation has the one that writes to a file."""

    name: str

    def send(self, *, phone: str, text: str, reference: str) -> str:
        """Hands a text over, at most once per `reference`; answers the carrier's own reference.

        Raises PermanentFailure for a number that can't be reached; any other exception means "try again later".
        """
        ...


@dataclass(frozen=True, repr=False)
class Target:
    """Where a browser hears: the address at its push service, its public key and secret, and the key of ours it knows."""

    endpoint: str
    p256dh: str
    auth: str
    key_name: str


class PushProvider(Protocol):
    """A carrier of push messages."""

    name: str

    def send(self, target: Target, *, content: bytes, topic: str) -> None:
        """Hands a message over; one with the same `topic` replaces what still waits at the push service.

        Raises Gone, TooLarge, Later or PermanentFailure; any other exception means "try again later".
        """
        ...
