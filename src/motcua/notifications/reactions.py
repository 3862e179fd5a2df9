"""What the room does when it hears of something below."""

from motcua.accounts.events import AccountClosed
from motcua.files.events import FileInfected
from motcua.kernel.outbox import reacts_to
from motcua.notifications import actions, queries


@reacts_to(FileInfected, name="notifications.file_infected")
def tell_owner(file_id: str, name: str, kept_for: str, owner_user_id: int | None) -> None:
    """Tells the person whose file held malware."""
    if owner_user_id is not None:
        actions.send("dossier.file_infected", to_user=owner_user_id, related=kept_for, key=f"infected:{file_id}")


@reacts_to(AccountClosed, name="notifications.account_closed")
def forget_devices(user_id: int, reason: str) -> None:
    """Who may not sign in any more is not told on their devices either."""
    actions.forget_holder(holder=queries.user_holder(user_id))
