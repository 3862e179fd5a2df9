"""Verbs of the room."""

from motcua.notices.actions.counting import count_visit
from motcua.notices.actions.flow import approve, publish, send_back, submit, withdraw
from motcua.notices.actions.sending import send_batch
from motcua.notices.actions.topics import put_topic
from motcua.notices.actions.writing import Said, change, write

__all__ = [
    "Said",
    "approve",
    "change",
    "count_visit",
    "publish",
    "put_topic",
    "send_back",
    "send_batch",
    "submit",
    "withdraw",
    "write",
]
