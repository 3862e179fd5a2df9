"""Verbs of the room."""

from motcua.notices.actions.banners import Line, confirm_banner, forget_over, raise_banner, take_down
from motcua.notices.actions.counting import count_visit
from motcua.notices.actions.demo import load_demo
from motcua.notices.actions.flow import approve, publish, send_back, submit, withdraw
from motcua.notices.actions.sending import send_batch
from motcua.notices.actions.topics import put_topic
from motcua.notices.actions.writing import Said, change, write

__all__ = [
    "Line",
    "Said",
    "approve",
    "change",
    "confirm_banner",
    "count_visit",
    "forget_over",
    "load_demo",
    "publish",
    "put_topic",
    "raise_banner",
    "send_back",
    "send_batch",
    "submit",
    "take_down",
    "withdraw",
    "write",
]
