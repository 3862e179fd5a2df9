"""Verbs of the ledger, one per file."""

from motcua.ledger.actions.append import Entry, append
from motcua.ledger.actions.append_new import append_new
from motcua.ledger.actions.digest import sign_digest
from motcua.ledger.actions.note_access import note_access

__all__ = ["Entry", "append", "append_new", "note_access", "sign_digest"]
