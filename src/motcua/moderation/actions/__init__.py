"""Verbs of the room."""

from motcua.moderation.actions.abuse import decide_abuse, report_abuse
from motcua.moderation.actions.admitting import admit, forget_traces, trace
from motcua.moderation.actions.blocking import block, lift

__all__ = ["admit", "block", "decide_abuse", "forget_traces", "lift", "report_abuse", "trace"]
