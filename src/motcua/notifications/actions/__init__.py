"""Verbs of the room, one per file."""

from motcua.notifications.actions.deliver import deliver, retry
from motcua.notifications.actions.devices import forget, forget_holder, listen, pass_on, stop_listening
from motcua.notifications.actions.many import To, send_many
from motcua.notifications.actions.read import mark_read
from motcua.notifications.actions.send import send
from motcua.notifications.actions.templates import ensure_templates, publish_template

__all__ = [
    "To",
    "deliver",
    "ensure_templates",
    "forget",
    "forget_holder",
    "listen",
    "mark_read",
    "pass_on",
    "publish_template",
    "retry",
    "send",
    "send_many",
    "stop_listening",
]
