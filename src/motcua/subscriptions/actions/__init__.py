"""Verbs of the room."""

from motcua.subscriptions.actions.digest import forget_unconfirmed, send_digest, tell_one
from motcua.subscriptions.actions.notices import Wanted, ask_notices, choose_in_app, end_in_app
from motcua.subscriptions.actions.subscribing import Wish, ask, confirm, end

__all__ = [
    "Wanted",
    "Wish",
    "ask",
    "ask_notices",
    "choose_in_app",
    "confirm",
    "end",
    "end_in_app",
    "forget_unconfirmed",
    "send_digest",
    "tell_one",
]
