"""Verbs of the room."""

from motcua.agenda.actions.copying import Copied, copy_week
from motcua.agenda.actions.demo import load_demo
from motcua.agenda.actions.entries import Wish, cancel, change, enter
from motcua.agenda.actions.feeds import end_feed, renew_feed
from motcua.agenda.actions.plans import approve, end_weeks, publish, send_back, submit
from motcua.agenda.actions.rooms import keep_room

__all__ = [
    "Copied",
    "Wish",
    "approve",
    "cancel",
    "change",
    "copy_week",
    "end_feed",
    "end_weeks",
    "enter",
    "keep_room",
    "load_demo",
    "publish",
    "renew_feed",
    "send_back",
    "submit",
]
