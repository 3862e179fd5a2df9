"""Verbs of the room."""

from motcua.api.actions.keys import end_key, make_key
from motcua.api.actions.posting import Post, forget_postings, in_words, post_later, post_now, take_posting

__all__ = ["Post", "end_key", "forget_postings", "in_words", "make_key", "post_later", "post_now", "take_posting"]
