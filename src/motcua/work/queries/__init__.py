"""Questions to the inbox; every answer stays inside the asking officer's scope."""

from motcua.work.queries.accountability import (
    EXCUSE,
    RESULTS,
    Account,
    AnswerLine,
    Asked,
    CategoryLine,
    account,
    answered_items,
    by_category,
    excuse_in_scope,
    item_in_scope,
)
from motcua.work.queries.board import Board, Line, board
from motcua.work.queries.heads import head_above, responsible_head
from motcua.work.queries.health import complaints
from motcua.work.queries.hours import next_working_day, working_moment, working_time
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
from motcua.work.queries.year_sheet import asked_words, period_words, year_pdf, year_table
from motcua.work.rules import PERIODS

__all__ = [
    "EXCUSE",
    "PERIODS",
    "RESULTS",
    "Account",
    "AnswerLine",
    "Asked",
    "Board",
    "CategoryLine",
    "Colleague",
    "Counts",
    "InboxFilter",
    "Line",
    "Page",
    "TimeWords",
    "account",
    "answered_items",
    "asked_words",
    "board",
    "by_category",
    "colleagues",
    "complaints",
    "counts",
    "excuse_in_scope",
    "hands_of",
    "head_above",
    "inbox",
    "item_in_scope",
    "items_by_ids",
    "kind_label",
    "kind_labels",
    "left_words",
    "light",
    "loads",
    "moment_words",
    "next_working_day",
    "open_items",
    "period_words",
    "responsible_head",
    "unit_words",
    "working_moment",
    "working_time",
    "year_pdf",
    "year_table",
]
