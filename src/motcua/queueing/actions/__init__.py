"""Verbs of the queue."""

from motcua.queueing.actions.arranging import change_hours, close_today, reopen_today, set_counter, set_field
from motcua.queueing.actions.calling import (
    advance,
    call_next,
    close_counter,
    end_days,
    finish,
    link,
    open_counter,
    recall,
    rejoin,
    resume,
    transfer,
)
from motcua.queueing.actions.demo import load_demo
from motcua.queueing.actions.issuing import Wish
from motcua.queueing.actions.taking import cancel, rate, take

__all__ = [
    "Wish",
    "advance",
    "call_next",
    "cancel",
    "change_hours",
    "close_counter",
    "close_today",
    "end_days",
    "finish",
    "link",
    "load_demo",
    "open_counter",
    "rate",
    "recall",
    "rejoin",
    "reopen_today",
    "resume",
    "set_counter",
    "set_field",
    "take",
    "transfer",
]
