"""The verbs of the inbox. Rooms above call the first seven inside their own transaction, after their own permission check."""

from motcua.work.actions.due_queue import escalate_overdue, raise_overdue, remind_due_soon
from motcua.work.actions.excuses import ask_excuse, decide_excuse
from motcua.work.actions.hand_over import hand_over_list
from motcua.work.actions.import_items import import_items
from motcua.work.actions.items import (
    NewItem,
    close_items,
    open_item,
    reassign,
    reschedule,
    retitle,
)
from motcua.work.actions.marks import note_mark, take_mark_back

__all__ = [
    "NewItem",
    "ask_excuse",
    "close_items",
    "decide_excuse",
    "escalate_overdue",
    "hand_over_list",
    "import_items",
    "note_mark",
    "open_item",
    "raise_overdue",
    "reassign",
    "remind_due_soon",
    "reschedule",
    "retitle",
    "take_mark_back",
]
