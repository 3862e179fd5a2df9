"""What every way to the national public service portal can do."""

from typing import Any, Protocol


class PermanentFailure(Exception):
    """The portal will never take this report (an unknown procedure code, say); its words stand in the message."""


class NationalPortal(Protocol):
    """A way to the portal: a file for a hand-over by hand, or the city's integration axis."""

    name: str

    def report(self, *, message: dict[str, Any], reference: str) -> None:
        """Tells the present state of a dossier, at most once per `reference` (code and revision).

        Raises PermanentFailure for what is refused for good; any other exception means "try again later".
        """
        ...
