"""The switch that lets a page's person have notices on the device at hand."""

from typing import Any

from django import template

from motcua.notifications.queries import pass_for, push_key

register = template.Library()


@register.inclusion_tag("notifications/citizen/push.html", takes_context=True)
def push_switch(context: Any, holder: str) -> dict[str, Any]:
    """The switch for a holder ("user:12", "report:5"); a script shows it, and asks the browser only when it is pressed."""
    name, public = push_key()
    return {
        "csrf_token": context.get("csrf_token"),
        "page_pass": pass_for(holder),
        "key_name": name,
        "key": public,
    }
