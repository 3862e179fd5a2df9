"""Tells every request who acts in it (`request.actor`), and locks an officer's session that lay idle."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from motcua.accounts import queries
from motcua.accounts.permissions import LOCKED_KEY, SEEN_KEY
from motcua.kernel.actors import ANONYMOUS, Actor

WRITE_EVERY = 60


def idle_seconds() -> int:
    """After how long without a request an officer's session locks."""
    return int(settings.STAFF_IDLE_MINUTES) * 60


def is_locked(request: HttpRequest) -> bool:
    """Whether an officer's session is locked; notes the activity, writing the session at most once a minute."""
    if not request.user.is_authenticated or not request.user.is_staff:
        return False
    if request.session.get(LOCKED_KEY):
        return True
    now, seen = int(time.time()), request.session.get(SEEN_KEY, 0)
    if seen and now - seen > idle_seconds():
        request.session[LOCKED_KEY] = True
        return True
    if now - seen >= WRITE_EVERY:
        request.session[SEEN_KEY] = now
    return False


def actor_for(request: Any) -> Actor:
    """The actor of a request; a locked session has none."""
    return ANONYMOUS if request.staff_locked else queries.actor_of(request)


class ActorMiddleware:
    """Puts `request.actor` and `request.staff_locked` up; both are worked out when first asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.staff_locked = SimpleLazyObject(lambda: is_locked(request))
        request.actor = SimpleLazyObject(lambda: actor_for(request))
        return self.get_response(request)
