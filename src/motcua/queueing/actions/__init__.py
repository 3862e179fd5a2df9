"""Verbs of the queue."""

from motcua.queueing.actions.arranging import change_hours, close_today, reopen_today, set_counter, set_field
from motcua.queueing.actions.arriving import check_in
from motcua.queueing.actions.booking import Booker, change, confirm, hold, lapse, remind, tell_offer, withdraw
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
from motcua.queueing.actions.closing import end_appointments, review, review_all
from motcua.queueing.actions.consulting import answer, ask_to_call
from motcua.queueing.actions.demo import load_demo
from motcua.queueing.actions.fielding import (
    FieldWish,
    restore_field,
    restore_hours,
    retire_field,
    save_counter,
    save_field,
)
from motcua.queueing.actions.issuing import Wish
from motcua.queueing.actions.paper import enter_paper, reserve_paper
from motcua.queueing.actions.planning import Plan, TopicDraft, set_plan, set_topic
from motcua.queueing.actions.standby import join, leave, offer_free
from motcua.queueing.actions.taking import cancel, rate, take

__all__ = [
    "Booker",
    "FieldWish",
    "Plan",
    "TopicDraft",
    "Wish",
    "advance",
    "answer",
    "ask_to_call",
    "call_next",
    "cancel",
    "change",
    "change_hours",
    "check_in",
    "close_counter",
    "close_today",
    "confirm",
    "end_appointments",
    "end_days",
    "enter_paper",
    "finish",
    "hold",
    "join",
    "lapse",
    "leave",
    "link",
    "load_demo",
    "offer_free",
    "open_counter",
    "rate",
    "recall",
    "rejoin",
    "remind",
    "reopen_today",
    "reserve_paper",
    "restore_field",
    "restore_hours",
    "resume",
    "retire_field",
    "review",
    "review_all",
    "save_counter",
    "save_field",
    "set_counter",
    "set_field",
    "set_plan",
    "set_topic",
    "take",
    "tell_offer",
    "transfer",
    "withdraw",
]
