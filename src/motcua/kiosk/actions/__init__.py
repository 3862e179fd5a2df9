"""Verbs of the hall's machines."""

from motcua.kiosk.actions.machines import give_code, pair, register, renew, revoke
from motcua.kiosk.actions.taking import Press, arrive, note_seen, take

__all__ = ["Press", "arrive", "give_code", "note_seen", "pair", "register", "renew", "revoke", "take"]
