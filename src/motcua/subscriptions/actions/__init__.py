"""Verbs of the room."""

from motcua.subscriptions.actions.digest import forget_unconfirmed, send_digest, tell_one
from motcua.subscriptions.actions.subscribing import Wish, ask, confirm, end

__all__ = ["Wish", "ask", "confirm", "end", "forget_unconfirmed", "send_digest", "tell_one"]
