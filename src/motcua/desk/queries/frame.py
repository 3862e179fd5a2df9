"""What the desk tells the page frame: the numbers beside inbox and bell, the address of the search box."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from motcua.notifications.queries import unread_count
from motcua.work.queries import counts


def desk_frame(request: HttpRequest) -> dict[str, Any]:
    """Numbers for the header of every staff page; nothing for somebody without a duty."""
    actor = getattr(request, "actor", None)
    if actor is None or not actor.is_staff or actor.unit_id is None:
        return {}
    numbers = counts(actor)
    return {
        "inbox_count": numbers.mine,
        "late_count": numbers.late,
        "search_url": reverse("desk:find"),
        "bell_url": reverse("desk:bell"),
        "bell_count": unread_count(actor.user_id),
    }
