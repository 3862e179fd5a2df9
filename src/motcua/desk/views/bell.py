"""Messages to the officer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from motcua.accounts.permissions import officer
from motcua.kernel.actors import Actor
from motcua.notifications.actions import mark_read
from motcua.notifications.queries import messages_of

MOST = 100


@officer()
@require_http_methods(["GET", "HEAD", "POST"])
def messages_page(request: HttpRequest) -> HttpResponse:
    """The officer's messages, newest first; POST marks them read."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    assert actor.user_id is not None
    if request.method == "POST":
        mark_read(user_id=actor.user_id)
        return redirect("desk:bell")
    return render(request, "desk/bell.html", {"notices": list(messages_of(actor.user_id)[:MOST])})
