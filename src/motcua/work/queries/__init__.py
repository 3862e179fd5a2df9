"""Questions to the inbox; every answer stays inside the asking officer's scope."""

from motcua.work.queries.board import Board, Line, board
from motcua.work.queries.heads import responsible_head
from motcua.work.queries.health import complaints
from motcua.work.queries.hours import working_moment, working_time
from motcua.work.queries.inbox import (
    Counts,
    InboxFilter,
    Page,
    counts,
    inbox,
    items_by_ids,
    kind_label,
    kind_labels,
    loads,
    open_items,
)
from motcua.work.queries.people import Colleague, colleagues, hands_of, unit_words
from motcua.work.queries.words import TimeWords, left_words, light, moment_words

__all__ = [
    "Board",
    "Colleague",
    "Counts",
    "InboxFilter",
    "Line",
    "Page",
    "TimeWords",
    "board",
    "colleagues",
    "complaints",
    "counts",
    "hands_of",
    "inbox",
    "items_by_ids",
    "kind_label",
    "kind_labels",
    "left_words",
    "light",
    "loads",
    "moment_words",
    "open_items",
    "responsible_head",
    "unit_words",
    "working_moment",
    "working_time",
]
