"""Verbs of the room, one per file."""

from motcua.files.actions.discard import discard, discard_abandoned, release
from motcua.files.actions.examine import examine, examine_again
from motcua.files.actions.keep import keep
from motcua.files.actions.preview import page_picture
from motcua.files.actions.receive import append_chunk, begin, receive_all, receive_bytes, receive_whole, resume
from motcua.files.actions.reconcile import reconcile

__all__ = [
    "append_chunk",
    "begin",
    "discard",
    "discard_abandoned",
    "examine",
    "examine_again",
    "keep",
    "page_picture",
    "receive_all",
    "receive_bytes",
    "receive_whole",
    "reconcile",
    "release",
    "resume",
]
