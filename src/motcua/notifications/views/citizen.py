"""A person's notices."""

from typing import Any, cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from motcua.accounts.permissions import citizen
from motcua.kernel.typed import number_typed
from motcua.notifications import actions, queries

PER_PAGE = 20


@citizen
@require_http_methods(["GET", "HEAD", "POST"])
def messages(request: HttpRequest) -> HttpResponse:
    """The list, newest first; POST marks the ticked ones, or all, as read."""
    user_id = cast(int, request.user.pk)
    if request.method == "POST":
        ticked = map(number_typed, request.POST.getlist("thong-bao"))
        chosen = [number for number in ticked if number is not None]
        actions.mark_read(user_id=user_id, message_ids=chosen or None)
        return redirect("notifications-messages")
    page = Paginator(queries.messages_of(user_id), PER_PAGE).get_page(request.GET.get("trang"))
    unread = any(message.read_at is None for message in page)
    return render(
        request,
        "notifications/citizen/messages.html",
        {
            "page": page,
            "unread": unread,
            "holder": queries.user_holder(user_id),
            "devices": queries.listening_devices(queries.user_holder(user_id)),
        },
    )


def on_my_page(request: Any) -> tuple[str, dict[str, Any]]:
    """The part of "my page": the newest unread notices."""
    found = queries.unread_of(request.user.pk) if request.user.is_authenticated else []
    holder = queries.user_holder(request.user.pk) if request.user.is_authenticated else ""
    return "notifications/citizen/fragment.html", {"messages": found, "holder": holder}


def bell(request: Any) -> dict[str, Any]:
    """The number on the bell in the header."""
    user_id = request.user.pk if request is not None and request.user.is_authenticated else None
    return {"bell_count": queries.unread_count(user_id)}
