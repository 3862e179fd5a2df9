"""Background work of the room."""

from datetime import timedelta

from motcua.files import actions
from motcua.kernel.outbox import job


@job("files.examine", heavy=True)
def examine(file_id: str) -> None:
    """Scans a file, makes a picture anew, makes its preview."""
    actions.examine(file_id=file_id)


@job("files.examine_again", every=timedelta(minutes=10))
def examine_again(slot: str) -> None:
    """Has unscanned files scanned when the scanner is back."""
    actions.examine_again()


@job("files.discard_abandoned", every=timedelta(days=1), offset=timedelta(hours=2))
def discard_abandoned(slot: str) -> None:
    """Takes away what nobody came back for."""
    actions.discard_abandoned()


@job("files.reconcile", every=timedelta(days=1), offset=timedelta(hours=3))
def reconcile(slot: str) -> None:
    """Compares storage and database."""
    actions.reconcile()
