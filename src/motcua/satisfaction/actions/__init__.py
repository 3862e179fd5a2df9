"""Verbs of the room."""

from motcua.satisfaction.actions.answering import answer, count_occasion, count_rating
from motcua.satisfaction.actions.demo import load_demo

__all__ = ["answer", "count_occasion", "count_rating", "load_demo"]
