"""The switch of a page, and the list of one's devices."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from motcua.accounts.permissions import citizen, client_address, public
from motcua.notifications import actions, queries
from motcua.notifications.permissions import demand_own
from motcua.notifications.providers.base import Target


def asked(request: Any) -> tuple[str, str]:
    """For whom a page's switch speaks, and the device's address."""
    holder = queries.holder_of(request.POST.get("pass", ""))
    demand_own(request.user, holder)
    return holder, request.POST.get("endpoint", "")[:2000]


@public
@require_POST
def state(request: Any) -> HttpResponse:
    """Whether this device hears what the page is about."""
    holder, endpoint = asked(request)
    return JsonResponse({"on": queries.is_listening(holder, endpoint)})


@public
@require_POST
def begin(request: Any) -> HttpResponse:
    """The person said yes, and the browser too."""
    holder, endpoint = asked(request)
    actions.listen(
        holder=holder,
        target=Target(
            endpoint=endpoint,
            p256dh=request.POST.get("p256dh", "")[:200],
            auth=request.POST.get("auth", "")[:200],
            key_name=request.POST.get("key", "")[:32],
        ),
        agent=request.headers.get("User-Agent", "")[:500],
        language=request.LANGUAGE_CODE,
        client=client_address(request),
    )
    return JsonResponse({"on": True})


@public
@require_POST
def end(request: Any) -> HttpResponse:
    """One press ends it; `needed` tells whether the browser's permission is still used for something else."""
    holder, endpoint = asked(request)
    needed = actions.stop_listening(holder=holder, endpoint=endpoint)
    return JsonResponse({"on": False, "needed": needed})


@citizen
@require_POST
def end_listed(request: Any, device_id: int) -> HttpResponse:
    """Ends one of the person's own devices, from any other."""
    actions.stop_listening(holder=queries.user_holder(request.user.pk), device_id=device_id)
    return redirect("notifications-messages")
