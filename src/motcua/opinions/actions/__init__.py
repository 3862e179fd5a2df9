"""Verbs of the room."""

from motcua.opinions.actions.demo import load_demo
from motcua.opinions.actions.drafts import conclude_draft, publish_draft, save_draft
from motcua.opinions.actions.handling import answer, hide, publish, publish_reply, refuse, refuse_reply
from motcua.opinions.actions.submit import Said, add, submit

__all__ = [
    "Said",
    "add",
    "answer",
    "conclude_draft",
    "hide",
    "load_demo",
    "publish",
    "publish_draft",
    "publish_reply",
    "refuse",
    "refuse_reply",
    "save_draft",
    "submit",
]
