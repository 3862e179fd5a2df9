"""Background and scheduled entries of the room."""

from datetime import timedelta

from motcua.accounts import actions
from motcua.kernel.outbox import job


@job("accounts.deliver_code")
def deliver_code(code_id: int) -> None:
    """Sends a one-time code; the message names its row only."""
    actions.deliver_code(code_id=code_id)


@job("accounts.tell_factor_changed")
def tell_factor_changed(user_id: int, what: str) -> None:
    """Tells an officer by e-mail that a way to sign in changed."""
    actions.tell_factor_changed(user_id=user_id, what=what)


@job("accounts.forget_codes", every=timedelta(days=1), offset=timedelta(hours=2))
def forget_codes(slot: str) -> None:
    """Every night: old codes."""
    actions.forget_codes()


@job("accounts.forget_sessions", every=timedelta(days=1), offset=timedelta(hours=2, minutes=30))
def forget_sessions(slot: str) -> None:
    """Every night: ended sessions."""
    actions.forget_sessions()


@job("accounts.close_unused", every=timedelta(days=1), offset=timedelta(hours=3))
def close_unused(slot: str) -> None:
    """Every night: accounts nobody uses."""
    actions.close_unused()
