"""Verbs of the room, one per file."""

from motcua.notifications.actions.deliver import deliver, retry
from motcua.notifications.actions.read import mark_read
from motcua.notifications.actions.send import send
from motcua.notifications.actions.templates import ensure_templates, publish_template

__all__ = ["deliver", "ensure_templates", "mark_read", "publish_template", "retry", "send"]
