"""Verbs of the room."""

from motcua.satisfaction.actions.answering import answer, count_occasion, count_rating

__all__ = ["answer", "count_occasion", "count_rating"]
