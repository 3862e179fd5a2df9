"""Verbs of the room."""

from motcua.feedback.actions.categories import load_tree
from motcua.feedback.actions.demo import load_demo
from motcua.feedback.actions.following import follow, tell_followers, unfollow
from motcua.feedback.actions.handling import (
    accept,
    add_note,
    approve,
    complete,
    decline,
    draft_answer,
    hand_over,
    send_back,
)
from motcua.feedback.actions.merging import merge
from motcua.feedback.actions.publishing import publish, withhold
from motcua.feedback.actions.referring import assign, note_look, refer, send_referral
from motcua.feedback.actions.reporting import rate, reopen
from motcua.feedback.actions.rules import add_rule, move_rule, remove_rule
from motcua.feedback.actions.submit import MOST_PHOTOS, Reported, submit
from motcua.feedback.actions.tree import Wanted, move_category, save_category, start_tree

__all__ = [
    "MOST_PHOTOS",
    "Reported",
    "Wanted",
    "accept",
    "add_note",
    "add_rule",
    "approve",
    "assign",
    "complete",
    "decline",
    "draft_answer",
    "follow",
    "hand_over",
    "load_demo",
    "load_tree",
    "merge",
    "move_category",
    "move_rule",
    "note_look",
    "publish",
    "rate",
    "refer",
    "remove_rule",
    "reopen",
    "save_category",
    "send_back",
    "send_referral",
    "start_tree",
    "submit",
    "tell_followers",
    "unfollow",
    "withhold",
]
