"""The verbs of the inbox. Rooms above call the first seven inside their own transaction, after their own permission check."""

from motcua.work.actions.due_queue import escalate_overdue, remind_due_soon
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

__all__ = [
    "NewItem",
    "ask_excuse",
    "close_items",
    "decide_excuse",
    "escalate_overdue",
    "hand_over_list",
    "import_items",
    "open_item",
    "reassign",
    "remind_due_soon",
    "reschedule",
    "retitle",
]
